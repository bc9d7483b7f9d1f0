import type { DomainRule, SendingRules } from '#shared/contract/sending-rules.contract.ts';

export const DOMAIN_LIMITS = ['connections', 'per_second', 'per_minute'] as const;

/** A rule as its line in the form holds it: an empty field for no limit. */
export interface DomainRuleValues extends Record<(typeof DOMAIN_LIMITS)[number], number | ''> {
  key: number;
  name: string;
  domains: string[];
}

let lines = 0;

export function newDomainRule(): DomainRuleValues {
  lines += 1;
  return { key: lines, name: '', domains: [], connections: '', per_second: '', per_minute: '' };
}

export function domainValuesOf(rules: SendingRules['domains']): DomainRuleValues[] {
  return rules.map(({ name, domains, connections, per_second, per_minute }) => ({
    ...newDomainRule(),
    name,
    domains,
    connections: connections ?? '',
    per_second: per_second ?? '',
    per_minute: per_minute ?? '',
  }));
}

/** What goes over the wire; people write domains with an @ too. */
export function domainRulesOf(values: readonly DomainRuleValues[]): DomainRule[] {
  const limit = (value: number | '') => (value === '' ? null : value);
  return values.map(({ name, domains, connections, per_second, per_minute }) => ({
    name,
    domains: domains.map((domain) => domain.replace(/^.*@/, '')),
    connections: limit(connections),
    per_second: limit(per_second),
    per_minute: limit(per_minute),
  }));
}
