import type { Standing } from './standing.ts';

export const KNOWN_SYSTEMS = ['mailchimp', 'brevo', 'listmonk'] as const;
export type KnownSystem = (typeof KNOWN_SYSTEMS)[number];

/** How a file of a known system is read. */
export interface KnownFile {
  system: KnownSystem;
  /** What it says of everybody in it; undefined where a column says it, or nothing does. */
  standing?: Standing;
  /** Where columns go, by their header; null leaves one out. Headers that are not named are guessed. */
  targets: Record<string, string | null>;
}

interface System {
  system: KnownSystem;
  /** Headers of which all must be there, and of which some. */
  all: string[];
  some: string[];
  targets: Record<string, string | null>;
}

/** What the systems write that means nothing elsewhere. */
const leftOut = (...headers: string[]) => Object.fromEntries(headers.map((header) => [header, null]));

const SYSTEMS: System[] = [
  {
    system: 'mailchimp',
    all: ['Email Address'],
    some: ['MEMBER_RATING', 'LEID', 'EUID', 'OPTIN_TIME', 'CONFIRM_TIME', 'LAST_CHANGED'],
    targets: {
      'Email Address': 'email',
      'First Name': 'first_name',
      'Last Name': 'last_name',
      'Phone Number': 'phone',
      TIMEZONE: 'timezone',
      CC: 'country',
      TAGS: 'tags',
      ...leftOut(
        'MEMBER_RATING',
        'OPTIN_IP',
        'CONFIRM_IP',
        'LATITUDE',
        'LONGITUDE',
        'GMTOFF',
        'DSTOFF',
        'REGION',
        'REGION1',
      ),
      ...leftOut(
        'LAST_CHANGED',
        'LEID',
        'EUID',
        'UNSUB_TIME',
        'UNSUB_CAMPAIGN_TITLE',
        'UNSUB_CAMPAIGN_ID',
        'UNSUB_REASON',
      ),
      ...leftOut('UNSUB_REASON_OTHER', 'CLEAN_TIME', 'CLEAN_CAMPAIGN_TITLE', 'CLEAN_CAMPAIGN_ID'),
    },
  },
  {
    system: 'brevo',
    all: ['EMAIL'],
    some: ['ADDED_TIME', 'MODIFIED_TIME', 'CONTACT ID', 'EXT_ID', 'EMAIL_BLACKLISTED', 'EMAIL_BLOCKLISTED'],
    targets: {
      EMAIL: 'email',
      FIRSTNAME: 'first_name',
      LASTNAME: 'last_name',
      PRENOM: 'first_name',
      NOM: 'last_name',
      VORNAME: 'first_name',
      NACHNAME: 'last_name',
      SMS: 'phone',
      EXT_ID: 'external_id',
      EMAIL_BLACKLISTED: 'opt_out',
      EMAIL_BLOCKLISTED: 'opt_out',
      EMAIL_MARKETING: 'standing',
      'EMAIL MARKETING STATUS': 'standing',
      HARD_BOUNCED: 'bounced',
      ...leftOut('CONTACT ID', 'MODIFIED_TIME', 'SMS_BLACKLISTED', 'LIST_IDS', '_LISTIDS', 'DOUBLE_OPT-IN', 'OPT_IN'),
    },
  },
  {
    system: 'listmonk',
    all: ['uuid', 'email', 'name', 'attributes', 'status'],
    some: ['created_at', 'updated_at'],
    targets: {
      email: 'email',
      name: 'name',
      attributes: 'attributes',
      status: 'standing',
      ...leftOut('uuid', 'created_at', 'updated_at'),
    },
  },
];

/** Which system's export this is, by its headers; null when it is none that is known. */
export function recogniseExport(name: string, headers: readonly string[]): KnownFile | null {
  const has = (header: string) => headers.some((one) => one.trim() === header);
  const found = SYSTEMS.find(({ all, some }) => all.every(has) && some.some(has));
  if (!found) return null;
  return { system: found.system, standing: standingOfFile(found.system, { name, has }), targets: found.targets };
}

/** The systems put people who must get nothing into files of their own, told by a column or the name of the file. */
function standingOfFile(
  system: KnownSystem,
  { name, has }: { name: string; has(header: string): boolean },
): Standing | undefined {
  const file = name.toLowerCase();
  if (has('CLEAN_TIME') || /cleaned|bounce/.test(file)) return 'bounced';
  if (has('UNSUB_TIME') || /unsub|unsubscribed|opt-?out|abgemeldet/.test(file)) return 'unsubscribed';
  if (/complain|spam/.test(file)) return 'complained';
  if (/blacklist|blocklist/.test(file)) return 'blocked';
  if (/non-?subscribed|transactional/.test(file)) return 'none';
  return system === 'mailchimp' ? 'subscribed' : undefined;
}
