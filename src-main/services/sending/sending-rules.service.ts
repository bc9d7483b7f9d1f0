import {
  readSendingRules,
  type SendingRulesEdit,
  updateSendingRules,
} from '#main/repositories/sending/sending-rules.repo.ts';
import { type DomainRule, doubledDomain } from '#shared/domain/channel/domain-rules.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db'>;

export interface SendingRulesView {
  undo_seconds: number;
  rate: RateLimits;
  domains: DomainRule[];
  domains_are_own: boolean;
  revision: number;
}

export interface SendingRulesChange extends Partial<Pick<SendingRulesView, 'undo_seconds' | 'rate'>> {
  revision: number;
  /** Null: as Herald knows them. */
  domains?: DomainRule[] | null;
}

export function getSendingRules({ db }: Context): SendingRulesView {
  const { undo_seconds, revision, domain_rules, domains_are_own, ...rate } = readSendingRules(db.reader);
  return { undo_seconds, rate, domains: domain_rules, domains_are_own, revision };
}

export function changeSendingRules(ctx: Context, actor: string, change: SendingRulesChange): SendingRulesView {
  const { revision, rate, domains, ...plain } = change;
  if (domains) checkDomains(domains);
  const edit: SendingRulesEdit = { ...plain, ...rate, ...(domains !== undefined && { domain_rules: domains }) };
  ctx.db.write((tx) => {
    if (!updateSendingRules(tx, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'The limits were changed by somebody else meanwhile.', {
        hint: 'Load them again and repeat your change.',
      });
    }
    const fields = Object.keys(change).filter((field) => field !== 'revision');
    tx.record({ type: 'sending_rules.changed', subject: 'organization:1', actor, data: { fields } });
  });
  return getSendingRules(ctx);
}

function checkDomains(rules: readonly DomainRule[]): void {
  const doubled = doubledDomain(rules);
  if (doubled) {
    throw new HeraldError('INVALID_INPUT', `The domain ${doubled} stands in two places.`, {
      field: 'domains',
      hint: 'Take it out of one of them.',
    });
  }
  const names = rules.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new HeraldError('INVALID_INPUT', `Two providers are named "${twice}".`, {
      field: 'domains',
      hint: 'Give one of them another name, or put their domains together.',
    });
  }
}
