import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import type { OAuthGrant } from '#shared/domain/channel/oauth-grant.ts';
import type { ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { ChannelProvider } from './channel-provider.ts';
import type { ChatMessage } from './chat/chat-message.ts';
import { createSlackProvider } from './chat/slack.provider.ts';
import { createTeamsProvider } from './chat/teams.provider.ts';
import type { EmailMessage } from './email/email-message.ts';
import { createSendgridProvider } from './email/sendgrid.provider.ts';
import { createSesProvider } from './email/ses.provider.ts';
import { createSmtpProvider } from './email/smtp.provider.ts';
import type { SmtpAccount, SmtpTimeouts } from './email/smtp-account.ts';
import { createAccessTokens } from './oauth/access-tokens.ts';
import { createFcmProvider } from './push/fcm.provider.ts';
import type { PushMessage } from './push/push-message.ts';
import { createWebPushProvider } from './push/web-push.provider.ts';
import type { SmsMessage } from './sms/sms-message.ts';
import { createTwilioProvider } from './sms/twilio.provider.ts';

/** A message ready for its channel. A send, its sender and its messages are all of one. */
export type ChannelMessage = EmailMessage | SmsMessage | PushMessage | ChatMessage;

/** With whom and how a sender sends. */
export interface ProviderAccount {
  provider: ProviderName;
  /** Of providers that are mail servers. */
  server: SmtpAccount | null;
  /** Signs in at the server with tokens instead of the password. */
  grant: OAuthGrant | null;
  /** Of all others: what `provider-catalog` says they have to be told. */
  settings: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

export interface ProviderMeans {
  fetch: GuardedFetch;
  now(): Millis;
  /** How long services have for an answer; their own measure where none is given. */
  timeouts?: SmtpTimeouts;
  /** The service that gives tokens has put another refresh token in the place of the last one. */
  onRenewed(grant: Pick<OAuthGrant, 'version' | 'refresh_token'>): void;
}

const HTTP_ANSWER = MINUTE;

/** The one place where the name of a provider decides anything. */
export function providerOf(account: ProviderAccount, means: ProviderMeans): ChannelProvider<ChannelMessage> {
  const { provider, server, settings, secrets } = account;
  const setting = (name: string) => settings[name] ?? '';
  const secret = (name: string) => secrets[name] ?? '';
  const http = { fetch: means.fetch, now: means.now, timeout: means.timeouts?.final ?? HTTP_ANSWER };
  switch (provider) {
    case 'test_mailbox':
    case 'smtp':
      if (!server) throw new Error('A mail server has an address.');
      return createSmtpProvider(signingIn(server, account.grant, means), means.timeouts);
    case 'ses':
      return createSesProvider(
        {
          region: setting('region'),
          access_key_id: setting('access_key_id'),
          secret_access_key: secret('secret_access_key'),
          configuration_set: setting('configuration_set'),
          endpoint: setting('endpoint'),
        },
        http,
      );
    case 'sendgrid':
      return createSendgridProvider(
        { api_key: secret('api_key'), region: setting('region'), endpoint: setting('endpoint') },
        http,
      );
    case 'twilio':
      return createTwilioProvider(
        {
          account_sid: setting('account_sid'),
          auth_token: secret('auth_token'),
          sms_from: setting('sms_from'),
          endpoint: setting('endpoint'),
        },
        http,
      );
    case 'web_push':
      return createWebPushProvider(
        {
          contact: setting('contact'),
          vapid_public: secret('vapid_public'),
          vapid_private: secret('vapid_private'),
        },
        http,
      );
    case 'fcm':
      return createFcmProvider({ service_account: secret('service_account'), endpoint: setting('endpoint') }, http);
    case 'slack':
      return createSlackProvider({ webhook_url: secret('webhook_url') }, http);
    case 'teams':
      return createTeamsProvider({ webhook_url: secret('webhook_url') }, http);
  }
}

function signingIn(server: SmtpAccount, grant: OAuthGrant | null, means: ProviderMeans): SmtpAccount {
  if (!grant) return server;
  const { fetch, now } = means;
  const { version } = grant;
  const onRenewed = (refresh_token: string) => means.onRenewed({ version, refresh_token });
  const { accessToken } = createAccessTokens(grant, { fetch, now, onRenewed });
  return { ...server, oauth: { user: server.username ?? '', accessToken } };
}
