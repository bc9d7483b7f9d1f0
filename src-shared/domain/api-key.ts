import { PERMISSIONS, type Permission } from './permission.ts';

/** `hrld_<8 characters>_<43 characters>`: the first part is shown in lists, the second is the secret. */
const FORM = /^hrld_([A-Za-z0-9]{8})_[A-Za-z0-9]{43}$/;

/** What no key may do, whoever it acts for: a stolen one must not make others, or people, or lead mail elsewhere. */
const KEPT_BACK: readonly Permission[] = [
  'session.own',
  'user.write',
  'apikey.read',
  'apikey.write',
  'organization.write',
  'sender.write',
  'suppression.remove',
];

/** What a key can be given, in the order of the table of permissions. */
export const KEY_SCOPES = (Object.keys(PERMISSIONS) as Permission[]).filter((scope) => !KEPT_BACK.includes(scope));

export function isApiKey(text: string): boolean {
  return FORM.test(text);
}
