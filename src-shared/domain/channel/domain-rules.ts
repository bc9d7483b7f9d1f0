/** How much may go to one mailbox provider, all senders together; null: no limit. */
export interface DomainLimits {
  /** Messages under way to it at a time. */
  connections: number | null;
  per_second: number | null;
  per_minute: number | null;
}

/** What one mailbox provider takes, whichever of its domains an address is in. */
export interface DomainRule extends DomainLimits {
  name: string;
  /** In lower case, without the @. */
  domains: string[];
}

/**
 * Where nobody has said otherwise: careful figures that the large providers are known to take from a sender of good standing. Who
 * hands over to a relay that paces by itself may lift them.
 */
export const DEFAULT_DOMAIN_RULES: readonly DomainRule[] = [
  rule('Gmail', ['gmail.com', 'googlemail.com'], 10, 20),
  rule(
    'Outlook.com',
    [
      'outlook.com',
      'hotmail.com',
      'live.com',
      'msn.com',
      'outlook.de',
      'hotmail.de',
      'live.de',
      'hotmail.fr',
      'live.fr',
    ],
    5,
    10,
  ),
  rule(
    'Yahoo and AOL',
    ['yahoo.com', 'yahoo.de', 'yahoo.fr', 'yahoo.co.uk', 'ymail.com', 'rocketmail.com', 'aol.com'],
    5,
    10,
  ),
  rule('iCloud', ['icloud.com', 'me.com', 'mac.com'], 5, 10),
  rule('GMX and WEB.DE', ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.com', 'web.de', 'mail.com'], 5, 10),
  rule('T-Online', ['t-online.de', 'magenta.de'], 3, 5),
  rule('Orange', ['orange.fr', 'wanadoo.fr'], 3, 5),
  rule('Comcast', ['comcast.net', 'xfinity.com'], 5, 10),
];

function rule(name: string, domains: string[], connections: number, per_second: number): DomainRule {
  return { name, domains, connections, per_second, per_minute: null };
}

/** The part after the @, as rules name it. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The first domain that two rules, or one of them twice, lay claim to; null: none. */
export function doubledDomain(rules: readonly DomainRule[]): string | null {
  const seen = new Set<string>();
  for (const { domains } of rules) {
    for (const domain of domains) {
      if (seen.has(domain)) return domain;
      seen.add(domain);
    }
  }
  return null;
}

/** How many messages a second the limits come to in the long run. */
export function steadyRate({ connections, per_second, per_minute }: DomainLimits): number {
  return Math.min(
    per_second ?? Number.POSITIVE_INFINITY,
    (per_minute ?? Number.POSITIVE_INFINITY) / 60,
    (connections ?? Number.POSITIVE_INFINITY) * MESSAGES_PER_CONNECTION,
  );
}

/** What one connection is thought to manage in a second. Only an estimate of when it is whose turn. */
export const MESSAGES_PER_CONNECTION = 5;
