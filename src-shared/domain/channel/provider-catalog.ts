import { TEAM_NOTICES } from '../chat/team-notice.ts';
import type { Channel } from './channel.ts';
import { SEGMENT_PRICE } from './sms-price.ts';

/** Names mean the same wherever they stand. */
export type ProviderFieldName =
  | 'region'
  | 'access_key_id'
  | 'secret_access_key'
  | 'configuration_set'
  | 'api_key'
  | 'webhook_key'
  | 'topic_arn'
  | 'account_sid'
  | 'auth_token'
  | 'sms_from'
  | 'segment_price'
  | 'webhook_url'
  | 'contact'
  | 'service_account'
  | 'tells'
  | 'endpoint';

/** One thing a provider has to be told. */
export interface ProviderField {
  name: ProviderFieldName;
  /** A secret is kept sealed and never shown again. Of `choices` several are named, with spaces between. */
  kind: 'text' | 'secret' | 'choice' | 'choices';
  required: boolean;
  /** What a value looks like. */
  pattern?: RegExp;
  /** A value that fits, shown in an empty field and told with a refusal. */
  example?: string;
  choices?: readonly string[];
}

/** What a service can do and what it has to be told. Everything else in Herald goes by this and not by its name. */
export interface ProviderDescription {
  channel: Channel;
  /** Reached at a mail server of one's own choice: host, port, encryption, user name, password. */
  server: boolean;
  /** Comes with Herald and can't be added or removed. */
  built_in: boolean;
  fields: readonly ProviderField[];
  /** Tells Herald what became of messages, by calling an address of ours. */
  reports: boolean;
  /** How many a second an ordinary account may send; a new sender begins with that. */
  per_second: number | null;
}

const text = (name: ProviderFieldName, rest: Partial<ProviderField> = {}): ProviderField => ({
  name,
  kind: 'text',
  required: true,
  ...rest,
});
const secret = (name: ProviderFieldName, rest: Partial<ProviderField> = {}): ProviderField => ({
  name,
  kind: 'secret',
  required: true,
  ...rest,
});

/** A gateway of one's own that speaks as the service does. */
const endpoint = text('endpoint', {
  required: false,
  pattern: /^https?:\/\/[^\s/?#]+$/,
  example: 'https://gateway.example.org',
});

/** A way into one channel of a team's chat: whoever knows its address may write there, so it is a secret. */
const chatHook = (example: string) =>
  ({
    channel: 'chat',
    server: false,
    built_in: false,
    reports: false,
    per_second: 1,
    fields: [
      secret('webhook_url', { pattern: /^https?:\/\/[^\s]+$/, example }),
      { name: 'tells', kind: 'choices', required: false, choices: TEAM_NOTICES },
    ],
  }) as const satisfies ProviderDescription;

const mailServer = { channel: 'email', server: true, fields: [], reports: false, per_second: null } as const;

export const PROVIDERS = {
  test_mailbox: { ...mailServer, built_in: true },
  smtp: { ...mailServer, built_in: false },
  ses: {
    channel: 'email',
    server: false,
    built_in: false,
    reports: true,
    per_second: 14,
    fields: [
      text('region', { pattern: /^[a-z]{2}(?:-[a-z]+)+-\d$/, example: 'eu-central-1' }),
      text('access_key_id', { pattern: /^[A-Z0-9]{16,128}$/, example: 'AKIAIOSFODNN7EXAMPLE' }),
      secret('secret_access_key'),
      text('configuration_set', { required: false, pattern: /^[A-Za-z0-9_-]{1,64}$/, example: 'herald' }),
      text('topic_arn', {
        required: false,
        pattern: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
        example: 'arn:aws:sns:eu-central-1:123456789012:herald',
      }),
      endpoint,
    ],
  },
  sendgrid: {
    channel: 'email',
    server: false,
    built_in: false,
    reports: true,
    per_second: null,
    fields: [
      secret('api_key', { pattern: /^SG\.[\w-]+\.[\w-]+$/, example: 'SG.…' }),
      { name: 'region', kind: 'choice', required: true, choices: ['global', 'eu'] },
      text('webhook_key', { required: false, pattern: /^[A-Za-z0-9+/]{80,}={0,2}$/, example: 'MFkwEwYHKoZIzj0C…' }),
      endpoint,
    ],
  },
  twilio: {
    channel: 'sms',
    server: false,
    built_in: false,
    reports: true,
    // What a long number may send in most countries.
    per_second: 1,
    fields: [
      text('account_sid', { pattern: /^AC[0-9a-f]{32}$/, example: `AC${'0'.repeat(32)}` }),
      secret('auth_token'),
      text('sms_from', {
        pattern: /^(?:\+[1-9]\d{6,14}|\d{3,8}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/,
        example: '+15017122661',
      }),
      text('segment_price', { required: false, pattern: SEGMENT_PRICE, example: '0.0745 EUR' }),
      endpoint,
    ],
  },
  web_push: {
    channel: 'push',
    server: false,
    built_in: false,
    reports: false,
    per_second: null,
    fields: [
      text('contact', { pattern: /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+)$/, example: 'mailto:push@example.org' }),
    ],
  },
  fcm: {
    channel: 'push',
    server: false,
    built_in: false,
    reports: false,
    // What a project may send at first.
    per_second: 600,
    fields: [
      secret('service_account', { pattern: /"private_key"/, example: '{"type": "service_account", …}' }),
      endpoint,
    ],
  },
  slack: chatHook('https://hooks.slack.com/services/T000/B000/XXXX'),
  teams: chatHook('https://prod-00.westeurope.logic.azure.com/workflows/…'),
} as const satisfies Record<string, ProviderDescription>;

export type ProviderName = keyof typeof PROVIDERS;
export const PROVIDER_NAMES = Object.keys(PROVIDERS) as ProviderName[];

export function describeProvider(name: ProviderName): ProviderDescription {
  return PROVIDERS[name];
}

/** What is wrong with the settings of a provider: a dotted path of its input, and a sentence. */
export interface SettingProblem {
  field: string;
  problem: string;
  hint: string;
}

/** @param secrets those that will be kept: newly given, or kept from before */
export function checkProviderSettings(
  name: ProviderName,
  settings: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string | true>>,
): SettingProblem | null {
  const { fields } = describeProvider(name);
  for (const given of Object.keys({ ...settings, ...secrets })) {
    if (fields.some((field) => field.name === given)) continue;
    return { field: `settings.${given}`, problem: `There is no setting "${given}" here.`, hint: 'Leave it out.' };
  }
  for (const field of fields) {
    const path = `${field.kind === 'secret' ? 'secrets' : 'settings'}.${field.name}`;
    const value = (field.kind === 'secret' ? secrets : settings)[field.name];
    const problem = value === undefined || value === '' ? missing(field) : misfit(field, value);
    if (problem) return { field: path, ...problem };
  }
  return null;
}

type Words = Omit<SettingProblem, 'field'>;

function missing({ required, example, choices }: ProviderField): Words | null {
  return required ? { problem: 'This is needed.', hint: hintOf(example, choices) } : null;
}

function misfit({ kind, pattern, example, choices }: ProviderField, value: string | true): Words | null {
  if (value === true) return null;
  const fits =
    (!pattern || pattern.test(value)) && (!choices || chosenOf(kind, value).every((one) => choices.includes(one)));
  return fits ? null : { problem: "This doesn't look right.", hint: hintOf(example, choices) };
}

function chosenOf(kind: ProviderField['kind'], value: string): string[] {
  return kind === 'choices' ? value.split(' ') : [value];
}

function hintOf(example: string | undefined, choices: readonly string[] | undefined): string {
  if (choices) return `Choose one of ${choices.join(', ')}.`;
  return example ? `It looks like ${example}.` : "You find it in the service's own console.";
}
