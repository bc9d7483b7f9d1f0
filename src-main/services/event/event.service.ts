import { type EventNameView, eventNames } from '#main/repositories/event/event.repo.ts';
import type { EventAnswer } from '#shared/domain/event/event-answer.ts';
import { EVENTS_AT_ONCE, type EventInput, type EventReading, readEvent } from '#shared/domain/event/event-input.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'events'>;

export interface EventReport {
  recorded: number;
  known: number;
  refused: number;
  results: EventAnswer[];
}

export function getEventNames(ctx: Pick<ServiceContext, 'db'>): EventNameView[] {
  return eventNames(ctx.db.reader);
}

/** One event is taken or refused; of many, each has its own answer. */
export async function recordEventRequest(ctx: Context, actor: string, input: object): Promise<EventReport> {
  if ('events' in input) return recordMany(ctx, actor, listOf(input.events));
  const report = await recordMany(ctx, actor, [input]);
  const [result] = report.results;
  if (result?.status !== 'refused') return report;
  throw new HeraldError('INVALID_INPUT', result.message, { field: result.field });
}

function listOf(events: unknown): unknown[] {
  if (Array.isArray(events) && events.length > 0 && events.length <= EVENTS_AT_ONCE) return events;
  throw new HeraldError('INVALID_INPUT', `Tell of 1 to ${EVENTS_AT_ONCE} events at once.`, { field: 'events' });
}

async function recordMany(ctx: Context, actor: string, given: readonly unknown[]): Promise<EventReport> {
  const now = ctx.clock.now();
  const read = given.map((event) => readEvent(event, now));
  const good = read.filter((reading): reading is { ok: true; event: EventInput } => reading.ok);
  const answers = (
    await ctx.events.record(
      good.map(({ event }) => event),
      actor,
    )
  ).values();
  const results = read.map((reading) => resultOf(reading, answers));
  const count = (status: EventAnswer['status']) => results.filter((result) => result.status === status).length;
  return { recorded: count('recorded'), known: count('known'), refused: count('refused'), results };
}

function resultOf(reading: EventReading, answers: Iterator<EventAnswer>): EventAnswer {
  if (reading.ok) return answers.next().value;
  return { status: 'refused', contact_id: null, field: reading.field, message: reading.message };
}
