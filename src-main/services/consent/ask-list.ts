import type { Reader } from '#main/db/access.ts';
import { mayMailAsked } from '#main/repositories/consent/asked-mail.repo.ts';
import { findList, findListByNo, type ListRecord } from '#main/repositories/consent/list.repo.ts';
import {
  type Askable,
  type AskingRecord,
  type AskingView,
  findAsking,
  findAskingView,
  insertAsking,
  lastAsking,
  nextAskable,
  type Unconfirmed,
  updateAsking,
} from '#main/repositories/consent/list-asking.repo.ts';
import { ASK_AGAIN_DAYS, askingPace } from '#shared/domain/consent/asking-pace.ts';
import { spokenLanguage } from '#shared/domain/consent/page-language.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, type Millis, SECOND } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { askConsent } from './ask-consent.ts';
import { letterSender } from './letter-sender.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'endpoints'>;

/** People are asked in slices of about so much time. */
const SLICE = 10 * SECOND;

export interface UnconfirmedView extends Unconfirmed {
  again_after_days: number;
  per_minute: number;
  obstacle: string | null;
  last: AskingView | null;
}

/** Who of a list has not confirmed, and how many of them could be asked now. */
export async function unconfirmedOf(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'reads' | 'endpoints'>,
  list_id: string,
): Promise<UnconfirmedView> {
  const { reader } = ctx.db;
  const list = found(findList(reader, list_id), 'list');
  const counts = await ctx.reads.run('lists.unconfirmed', questionOf(list.no, ctx.clock.now()));
  const way = waysOf(ctx, reader, list);
  return {
    ...counts,
    again_after_days: ASK_AGAIN_DAYS,
    per_minute: 'problem' in way ? 0 : Math.max(1, Math.round(way.pace * 60)),
    obstacle: 'problem' in way ? way.problem : null,
    last: lastAsking(reader, list.no) ?? null,
  };
}

/** From here on they are asked by themselves, over restarts too, no faster than the sender may. */
export async function startAsking(
  ctx: Context & Pick<ServiceContext, 'reads'>,
  actor: string,
  list_id: string,
): Promise<AskingView> {
  const { askable, obstacle } = await unconfirmedOf(ctx, list_id);
  if (obstacle) throw new HeraldError('WRONG_STATE', obstacle, { field: 'sender' });
  if (askable === 0) {
    throw new HeraldError('WRONG_STATE', 'There is nobody on this list who could be asked now.', {
      hint: `Whoever was asked less than ${ASK_AGAIN_DAYS} days ago is left in peace.`,
    });
  }
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const list = found(findList(tx, list_id), 'list');
    const created_at = ctx.clock.now();
    if (!insertAsking(tx, { id, list_no: list.no, total: askable, created_by: actor, created_at })) {
      throw new HeraldError('WRONG_STATE', 'The people of this list are being asked already.');
    }
    ctx.queue.enqueue(tx, 'list.ask', { asking_id: id }, { key: id });
    tx.record({ type: 'list.asking_started', subject: `list:${list_id}`, actor, data: { people: askable } });
  });
  return found(findAskingView(ctx.db.reader, id), 'round');
}

/** Whose mail is on its way is asked; nobody else. */
export function cancelAsking(ctx: Pick<ServiceContext, 'db' | 'clock'>, actor: string, id: string): AskingView {
  const { list_no } = found(findAsking(ctx.db.reader, id), 'round');
  ctx.db.write((tx) => {
    if (!updateAsking(tx, id, { state: 'cancelled', finished_at: ctx.clock.now() })) {
      throw new HeraldError('WRONG_STATE', 'Everybody has been asked already.');
    }
    const list = findListByNo(tx, list_no);
    tx.record({ type: 'list.asking_cancelled', subject: `list:${list?.id}`, actor });
  });
  return found(findAskingView(ctx.db.reader, id), 'round');
}

/** Asks the next slice, and sees to it that the one after follows in time. */
export function askSlice(ctx: Context, id: string): void {
  ctx.db.write((tx) => {
    const asking = findAsking(tx, id);
    if (asking?.state !== 'running') return;
    const now = ctx.clock.now();
    const end = (state: 'done' | 'failed', problem: string | null) =>
      updateAsking(tx, id, { state, problem, finished_at: now });
    const list = findListByNo(tx, asking.list_no);
    if (!list) return end('failed', 'The list has been deleted meanwhile.');
    const way = waysOf(ctx, tx, list);
    if ('problem' in way) return end('failed', way.problem);
    const limit = Math.max(1, Math.floor((way.pace * SLICE) / SECOND));
    const people = nextAskable(tx, { ...questionOf(list.no, now), cursor: asking.cursor, limit });
    const fallback = requireOrganization(tx).locale;
    let asked = asking.asked;
    for (const person of people) {
      // A form may have been posted for this address just now.
      if (!mayMailAsked(tx, person.email_key, now)) continue;
      askConsent(ctx, tx, askingOf({ asking, list, person, now, fallback }));
      asked++;
    }
    const last = people.at(-1);
    if (!last || people.length < limit) {
      updateAsking(tx, id, { asked });
      return end('done', null);
    }
    updateAsking(tx, id, { asked, cursor: last.no });
    ctx.queue.enqueue(tx, 'list.ask', { asking_id: id }, { key: id, run_at: now + (limit * SECOND) / way.pace });
  });
}

function questionOf(list_no: number, now: Millis): { list_no: number; since: Millis } {
  return { list_no, since: now - ASK_AGAIN_DAYS * DAY };
}

function waysOf(
  ctx: Pick<ServiceContext, 'endpoints'>,
  reader: Reader,
  list: ListRecord,
): { pace: number } | { problem: string } {
  const way = letterSender(ctx, reader, list.confirm_sender_id);
  if ('problem' in way) return way;
  return way.sender.paused_reason === null
    ? { pace: askingPace(way.sender) }
    : { problem: `The sender is paused: ${way.sender.paused_reason}` };
}

interface Asked {
  asking: AskingRecord;
  list: ListRecord;
  person: Askable;
  now: Millis;
  /** The organization's language, for who has none. */
  fallback: string;
}

function askingOf({ asking, list, person, now, fallback }: Asked): Parameters<typeof askConsent>[2] {
  return {
    contact_no: person.no,
    contact_id: person.id,
    list,
    source: 'user',
    form_no: null,
    wording_no: null,
    wording: '',
    language: spokenLanguage(person.locale || fallback),
    email: person.email,
    data: {},
    asked_at: now,
    asked_ip: '',
    asked_agent: '',
    actor: asking.created_by,
  };
}
