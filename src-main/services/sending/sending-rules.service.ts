import { readSendingRules, type SendingRulesEdit, updateSendingRules } from '#main/repositories/sending-rules.repo.ts';
import type { RateLimits } from '#shared/domain/channel/rate-limits.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db'>;

export interface SendingRulesView {
  undo_seconds: number;
  rate: RateLimits;
  revision: number;
}

export interface SendingRulesChange extends Partial<Omit<SendingRulesView, 'revision'>> {
  revision: number;
}

export function getSendingRules({ db }: Context): SendingRulesView {
  const { undo_seconds, revision, per_second, per_minute, per_hour, per_day } = readSendingRules(db.reader);
  return { undo_seconds, rate: { per_second, per_minute, per_hour, per_day }, revision };
}

export function changeSendingRules(ctx: Context, actor: string, change: SendingRulesChange): SendingRulesView {
  const { revision, rate, ...plain } = change;
  const edit: SendingRulesEdit = { ...plain, ...rate };
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
