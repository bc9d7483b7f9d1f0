import type { ChatMessage } from '#main/channels/chat/chat-message.ts';
import { RateGate } from '#main/queue/rate-gate.ts';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { findToldFact, type ToldFact } from '#main/repositories/chat/told-fact.repo.ts';
import { findSender, type SenderRow, setSenderPause } from '#main/repositories/sending/sender.repo.ts';
import { DAY, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable, requireOrganization } from '../tracking/tracking-address.ts';
import { NOTICE_WORDS } from './notice-words.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'log' | 'queue' | 'mailer' | 'endpoints'>;

export interface Telling {
  sender_id: string;
  fact_id: string;
}

/** What happened longer ago is no news any more. */
const NEWS = DAY;
const WHILE_PAUSED = 5 * MINUTE;

/** Tells hooks, each within its limits. What is not taken now is told later, for a day; rather twice than never. */
export function createTeller(ctx: Context): (telling: Telling) => Promise<void> {
  const gates = new Map<string, RateGate>();

  function gateOf({ id, per_second, per_minute, per_hour, per_day }: SenderRow): RateGate {
    const gate = gates.get(id) ?? new RateGate();
    gates.set(id, gate);
    gate.setLimits({ per_second, per_minute, per_hour, per_day });
    return gate;
  }

  return async (telling) => {
    const { reader } = ctx.db;
    const now = ctx.clock.now();
    const hook = findSender(reader, telling.sender_id);
    const fact = findToldFact(reader, telling.fact_id);
    if (!hook || !fact) return;
    if (now - fact.at > NEWS) return ctx.log.warn(telling, 'a team was not told in time');
    if (hook.paused_reason !== null) return tellLater(ctx, telling, WHILE_PAUSED);
    const pause = gateOf(hook).take(now);
    if (pause > 0) return tellLater(ctx, telling, pause);
    const message = messageOf(ctx, fact);
    if (!message) return;
    const outcome = await ctx.mailer.tell(hook.no, message);
    if (outcome.kind === 'accepted') return;
    if (outcome.kind === 'rejected' && outcome.blame === 'recipient') {
      return ctx.log.error({ ...telling, said: outcome.said }, 'a chat has refused a message');
    }
    if (outcome.kind === 'rejected') {
      pauseHook(ctx, hook, outcome.said);
      return tellLater(ctx, telling, WHILE_PAUSED);
    }
    if (outcome.kind === 'deferred' && outcome.wait !== undefined) return tellLater(ctx, telling, outcome.wait);
    throw new Error(`The chat did not take the message: ${outcome.said}`);
  };
}

function tellLater(ctx: Context, telling: Telling, wait: Millis): void {
  const run_at = ctx.clock.now() + wait;
  const key = `${telling.sender_id} ${telling.fact_id}`;
  ctx.db.write((tx) => ctx.queue.enqueue(tx, 'chat.tell', { ...telling }, { key, run_at }));
}

function pauseHook(ctx: Context, { no, id }: SenderRow, said: string): void {
  const reason = `The service refused this hook: ${said}`;
  ctx.db.write((tx) => {
    setSenderPause(tx, no, { reason, at: instantOf(ctx.clock.now()) });
    tx.record({ type: 'sender.paused', subject: `sender:${id}`, actor: null, data: { reason } });
  });
}

/** Null: what it is about is gone. */
function messageOf(ctx: Context, { type, subject, data }: ToldFact): ChatMessage | null {
  const { reader } = ctx.db;
  const words = NOTICE_WORDS[requireOrganization(reader).locale.startsWith('de') ? 'de' : 'en'];
  const { reason } = JSON.parse(data) as { reason?: unknown };
  const id = subject.slice(subject.indexOf(':') + 1);
  if (type === 'sender.paused') {
    const sender = findSender(reader, id);
    const link = linkTo(ctx, words.open_senders, 'settings/senders');
    return sender ? { ...words.sender(sender.name, String(reason ?? '')), link } : null;
  }
  if (!findCampaign(reader, id)) return null;
  const campaign = getCampaign(reader, id);
  const link = linkTo(ctx, words.open_campaign, `campaigns/${id}`);
  const why = type === 'campaign.failed' ? (campaign.reason ?? '') : String(reason ?? '');
  if (type === 'campaign.sent') return { ...words.finished(campaign.name, campaign.counts), link };
  if (type === 'campaign.paused') return { ...words.paused(campaign.name, why), link };
  if (type === 'campaign.held') return { ...words.held(campaign.name, why), link };
  return { ...words.failed(campaign.name, why), link };
}

/** An address of this machine alone is of no use to a team. */
function linkTo({ endpoints }: Context, label: string, place: string): ChatMessage['link'] {
  return isReachable(endpoints.console_url) ? { label, url: `${endpoints.console_url}/#/${place}` } : null;
}
