/** `unknown`: could not be looked at now. */
export const FINDING_STATES = ['fine', 'missing', 'wrong', 'unknown'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const FINDING_PROBLEMS = [
  'none',
  'several',
  'allows_all',
  'no_policy',
  'weak_policy',
  'other_key',
  'not_made',
  'offline',
] as const;
export type FindingProblem = (typeof FINDING_PROBLEMS)[number];

/** What one record of a domain says, and what it should say. */
export interface Finding {
  record: 'spf' | 'dkim' | 'dmarc';
  state: FindingState;
  problem: FindingProblem;
  /** Where it stands in the DNS. */
  name: string;
  found: string[];
  /** The record to put there; null when nothing has to be done. */
  wanted: string | null;
}

/** Texts of a name in the DNS; null: could not be looked at. */
export type FoundTexts = string[] | null;

/** RFC 7208: exactly one record, which does not allow everybody. */
export function judgeSpf(domain: string, texts: FoundTexts, host: string | null): Finding {
  const base = { record: 'spf' as const, name: domain };
  const suggested = ['v=spf1', ...(host ? [mechanismOf(host)] : []), 'mx', '~all'].join(' ');
  if (texts === null) return { ...base, state: 'unknown', problem: 'offline', found: [], wanted: null };
  const found = texts.filter((text) => /^v=spf1( |$)/i.test(text));
  if (found.length === 0) return { ...base, state: 'missing', problem: 'none', found, wanted: suggested };
  if (found.length > 1) return { ...base, state: 'wrong', problem: 'several', found, wanted: joined(found) };
  const [record = ''] = found;
  if (/(^| )\+?all( |$)/i.test(record)) {
    return {
      ...base,
      state: 'wrong',
      problem: 'allows_all',
      found,
      wanted: record.replace(/ \+?all( |$)/i, ' ~all$1'),
    };
  }
  return { ...base, state: 'fine', problem: 'none', found, wanted: null };
}

/** A server by its name, or by its address. */
function mechanismOf(host: string): string {
  if (host.includes(':')) return `ip6:${host}`;
  return /^[\d.]+$/.test(host) ? `ip4:${host}` : `a:${host}`;
}

function joined(records: string[]): string {
  const terms = records.flatMap((record) => record.split(/\s+/).slice(1)).filter((term) => !/^[-~?+]?all$/i.test(term));
  return ['v=spf1', ...new Set(terms), '~all'].join(' ');
}

/** RFC 7489: one record with a policy. `none` only watches. */
export function judgeDmarc(domain: string, texts: FoundTexts): Finding {
  const base = { record: 'dmarc' as const, name: `_dmarc.${domain}` };
  if (texts === null) return { ...base, state: 'unknown', problem: 'offline', found: [], wanted: null };
  const found = texts.filter((text) => /^v=DMARC1\s*(;|$)/i.test(text));
  const start = `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`;
  if (found.length === 0) return { ...base, state: 'missing', problem: 'none', found, wanted: start };
  if (found.length > 1) return { ...base, state: 'wrong', problem: 'several', found, wanted: found[0] ?? start };
  const [record = ''] = found;
  const policy = /;\s*p\s*=\s*(none|quarantine|reject)\b/i.exec(record)?.[1]?.toLowerCase();
  if (!policy) return { ...base, state: 'wrong', problem: 'no_policy', found, wanted: start };
  return { ...base, state: 'fine', problem: policy === 'none' ? 'weak_policy' : 'none', found, wanted: null };
}

export interface MadeKey {
  selector: string;
  /** In base64, as it stands in the DNS. */
  public_key: string;
}

/** RFC 6376: the public half of our key, and no other. */
export function judgeDkim(domain: string, texts: FoundTexts, key: MadeKey | null): Finding {
  const base = { record: 'dkim' as const, name: key ? `${key.selector}._domainkey.${domain}` : '' };
  if (!key) return { ...base, state: 'missing', problem: 'not_made', found: [], wanted: null };
  if (texts === null) return { ...base, state: 'unknown', problem: 'offline', found: [], wanted: null };
  const wanted = `v=DKIM1; k=rsa; p=${key.public_key}`;
  if (texts.length === 0) return { ...base, state: 'missing', problem: 'none', found: texts, wanted };
  const keys = texts.map((text) => /(?:^|;)\s*p\s*=\s*([A-Za-z0-9+/=\s]*)/.exec(text)?.[1]?.replace(/\s/g, ''));
  if (keys.length > 1) return { ...base, state: 'wrong', problem: 'several', found: texts, wanted };
  if (keys[0] !== key.public_key) return { ...base, state: 'wrong', problem: 'other_key', found: texts, wanted };
  return { ...base, state: 'fine', problem: 'none', found: texts, wanted: null };
}

/** Where a policy is looked for when a domain has none of its own, nearest first; the last two labels are the end. */
export function parentsOf(domain: string): string[] {
  const labels = domain.split('.');
  return labels.slice(1, -1).map((_label, at) => labels.slice(at + 1).join('.'));
}

/** DMARC asks that the domain of the return path and that of the From line belong together (relaxed). */
export function isAligned(from: string, other: string): boolean {
  return from === other || from.endsWith(`.${other}`) || other.endsWith(`.${from}`);
}
