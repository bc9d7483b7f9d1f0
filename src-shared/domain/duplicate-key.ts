/** By what two contacts may be the same person. */
export const DUPLICATE_RULES = ['email', 'phone', 'name_company'] as const;
export type DuplicateRule = (typeof DUPLICATE_RULES)[number];

/** Providers that deliver `a.b+c@` and `ab@` into the same mailbox. */
const DOTS_DO_NOT_COUNT = new Set(['gmail.com']);
const SAME_DOMAIN: Record<string, string> = { 'googlemail.com': 'gmail.com' };

/** Domains as people mistype them; each belongs to nobody who gets mail there. */
const MISTYPED: Record<string, string> = {
  'gmial.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gmail.co': 'gmail.com',
  'gmail.con': 'gmail.com',
  'gmail.cm': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gnail.com': 'gmail.com',
  'hotmial.com': 'hotmail.com',
  'hotmai.com': 'hotmail.com',
  'hotmal.com': 'hotmail.com',
  'hotmail.con': 'hotmail.com',
  'yaho.com': 'yahoo.com',
  'yahooo.com': 'yahoo.com',
  'yahoo.con': 'yahoo.com',
  'outlok.com': 'outlook.com',
  'outlook.con': 'outlook.com',
  'iclod.com': 'icloud.com',
  'icloud.con': 'icloud.com',
  'gmx.ed': 'gmx.de',
  'web.ed': 'web.de',
  't-online.ed': 't-online.de',
};

/** An address of which somebody has mistyped the domain. */
export function isMistyped(email_key: string): boolean {
  return email_key.slice(email_key.lastIndexOf('@') + 1) in MISTYPED;
}

/** Addresses of one person have the same: what follows a plus, dots at Gmail and mistyped domains do not count. */
export function emailVariantKey(email_key: string): string {
  const at = email_key.lastIndexOf('@');
  const typed = email_key.slice(at + 1);
  const meant = MISTYPED[typed] ?? typed;
  const domain = SAME_DOMAIN[meant] ?? meant;
  const plus = email_key.indexOf('+');
  const local = email_key.slice(0, plus > 0 && plus < at ? plus : at);
  return `${DOTS_DO_NOT_COUNT.has(domain) ? local.replaceAll('.', '') : local}@${domain}`;
}

export interface DuplicateFacts {
  email_key: string | null;
  phone: string | null;
  first_name: string;
  last_name: string;
  name_key: string;
  company_key: string;
}

/** What contacts must share to count as the same by a rule; null when there is nothing to compare. */
export function duplicateKey(rule: DuplicateRule, facts: DuplicateFacts): string | null {
  switch (rule) {
    case 'email':
      return facts.email_key && emailVariantKey(facts.email_key);
    case 'phone':
      // Without the country a number means somebody else elsewhere.
      return facts.phone?.startsWith('+') && facts.phone.length >= 8 ? facts.phone : null;
    case 'name_company':
      return facts.first_name !== '' && facts.last_name !== '' && facts.company_key !== ''
        ? `${facts.name_key}|${facts.company_key}`
        : null;
  }
}

/** 52 bits of FNV-1a: few enough for a number, many enough that a million keys hardly meet. Those that do are compared in full. */
export function keyHash(key: string): number {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (high >>> 13);
  }
  return (high >>> 6) * 2 ** 26 + (low >>> 6);
}
