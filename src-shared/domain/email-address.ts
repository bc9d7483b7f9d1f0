import { encodePunycode } from './punycode.ts';
import { type Reason, reason } from './reason/reason.ts';

/** An address that can be mailed: as it was typed, and the form in which addresses are compared. */
export interface EmailAddress {
  address: string;
  /** Local part in lower case, domain in ASCII: the same person has the same key. */
  key: string;
}

export type EmailAnswer = ({ ok: true } & EmailAddress) | { ok: false; problem: Reason };

const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL = 64;
const LONGEST_LABEL = 63;

/** What nearly all addresses look like: nothing of it changes, and nothing of it can be too long. */
const ORDINARY = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const LONGEST_ORDINARY = 60;

/** Spaces around an address are typing; line breaks and other control characters are not. */
const OUTER_SPACE = /^[ \t\u00a0\u202f\ufeff]+|[ \t\u00a0\u202f\ufeff]+$/g;
const WRAPPED = /^(?:[^<>@]*<([^<>]+)>|mailto:(.+))$/i;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\u{10ffff}-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\u{10ffff}-]+)*$/iu;
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const ASCII = /^[\x20-\x7e]*$/;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u2028\u2029]/u;
const IGNORED_IN_DOMAINS = /\p{Default_Ignorable_Code_Point}/gu;
const DOTS = /[\u3002\uff0e\uff61]/g;

/**
 * Reads what somebody typed or a file holds. Accepts what mail servers commonly do (dot-atoms, any script); quoted local parts,
 * comments and address literals are refused. Never asks the network.
 */
export function parseEmailAddress(text: string): EmailAnswer {
  if (text.length <= LONGEST_ORDINARY && ORDINARY.test(text)) return { ok: true, address: text, key: text };
  const trimmed = text.replace(OUTER_SPACE, '');
  const wrapped = WRAPPED.exec(trimmed);
  const address = (wrapped?.[1] ?? wrapped?.[2] ?? trimmed).replace(OUTER_SPACE, '').normalize('NFC');
  if (address === '') return refused(reason('address_missing'));
  const at = address.lastIndexOf('@');
  if (at < 0) return refused(reason('address_no_at'));
  const local = address.slice(0, at);
  const domain = asciiDomain(address.slice(at + 1));
  const problem = localProblem(local) ?? domainProblem(domain);
  if (problem) return refused(problem);
  const key = `${local.toLowerCase()}@${domain}`;
  if (bytesOf(key) > LONGEST_ADDRESS) return refused(reason('address_long', { most: LONGEST_ADDRESS }));
  return { ok: true, address, key };
}

/** Enough of an address for its owner to know it again, and for nobody else. */
export function maskedAddress(address: string): string {
  return `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
}

function localProblem(local: string): Reason | null {
  if (local === '') return reason('local_missing');
  if (local.includes('@')) return reason('address_many_at');
  if (bytesOf(local) > LONGEST_LOCAL) return reason('local_long', { most: LONGEST_LOCAL });
  if (LOCAL.test(local) && !UNPRINTABLE.test(local)) return null;
  if (/[\s]/.test(local)) return reason('local_space');
  if (/^\.|\.$|\.\./.test(local)) return reason('local_dot');
  return reason('local_character');
}

function domainProblem(domain: string): Reason | null {
  if (domain === '') return reason('domain_missing');
  for (const label of domain.split('.')) {
    if (label === '') return reason('domain_dot');
    if (label.length > LONGEST_LABEL) return reason('domain_long', { most: LONGEST_LABEL });
    if (!LABEL.test(label)) return reason('domain_character');
  }
  return null;
}

/** The domain as name servers know it: mapped as browsers do for common scripts, then punycode. */
function asciiDomain(domain: string): string {
  if (ASCII.test(domain)) return domain.toLowerCase();
  return foldDomain(domain)
    .split('.')
    .map((label) => (ASCII.test(label) ? label : `xn--${encodePunycode(label)}`))
    .join('.');
}

function foldDomain(domain: string): string {
  // Letter by letter, since the final sigma of a Greek word must not differ from any other.
  const lower = Array.from(domain.replace(IGNORED_IN_DOMAINS, '').normalize('NFKC'), (char) => char.toLowerCase());
  const folded = lower.join('').normalize('NFKC').replace(DOTS, '.');
  return UNPRINTABLE.test(folded) || /\s/u.test(folded) ? '' : folded;
}

function bytesOf(text: string): number {
  if (ASCII.test(text)) return text.length;
  let bytes = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function refused(problem: Reason): EmailAnswer {
  return { ok: false, problem };
}
