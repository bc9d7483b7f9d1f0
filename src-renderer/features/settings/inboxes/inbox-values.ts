import type { Inbox } from '#shared/contract/inbox.contract.ts';
import { type OAuthValues, oauthOf, oauthValuesOf } from '../oauth/oauth-values.ts';

/** A mailbox as its form holds it. */
export type InboxValues = Pick<
  Inbox,
  | 'name'
  | 'protocol'
  | 'host'
  | 'port'
  | 'security'
  | 'username'
  | 'folder'
  | 'address'
  | 'plus_addressing'
  | 'afterwards'
  | 'done_folder'
  | 'is_active'
  | 'sender_ids'
> & { password: string; oauth: OAuthValues };

type Protocol = InboxValues['protocol'];
type Security = InboxValues['security'];

/** Where each kind of server listens. */
export function usualPort(protocol: Protocol, security: Security): number {
  if (protocol === 'imap') return security === 'tls' ? 993 : 143;
  return security === 'tls' ? 995 : 110;
}

export function inboxValuesOf(inbox: Inbox | undefined): InboxValues {
  return {
    name: inbox?.name ?? '',
    protocol: inbox?.protocol ?? 'imap',
    host: inbox?.host ?? '',
    port: inbox?.port ?? usualPort('imap', 'tls'),
    security: inbox?.security ?? 'tls',
    username: inbox?.username ?? '',
    password: '',
    oauth: oauthValuesOf(inbox?.oauth),
    folder: inbox?.folder ?? 'INBOX',
    address: inbox?.address ?? '',
    plus_addressing: inbox?.plus_addressing ?? false,
    afterwards: inbox?.afterwards ?? 'mark',
    done_folder: inbox?.done_folder ?? 'Herald',
    is_active: inbox?.is_active ?? true,
    sender_ids: inbox?.sender_ids ?? [],
  };
}

/** The password is only sent when typed. */
export function inboxFieldsOf({ password, oauth, ...rest }: InboxValues) {
  return { ...rest, oauth: oauthOf(oauth), ...(password === '' ? {} : { password }) };
}
