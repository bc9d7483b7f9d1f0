import type { Reader } from '#main/db/access.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { Page } from '#shared/kernel/page.ts';
import { countContacts } from './contact.repo.ts';
import { countMatches, fewCandidates, filterKey } from './contact-count.repo.ts';
import { type Clause, type ContactFilter, conditionsOf, hits, isFiltered } from './contact-filter.sql.ts';
import { landmarkBefore, wantLandmarks } from './contact-landmarks.repo.ts';
import { keptOrder, newOrder, trueOrder } from './contact-order.repo.ts';
import { type ContactView, contactViews } from './contact-view.repo.ts';
import { after, type ContactSort, lengthOf, type Mark, STRETCHES, take, type Walk } from './contact-walk.repo.ts';

/** From this row on a jump is worth preparing. */
export const FAR = 5_000;

export interface ContactQuery extends ContactFilter {
  sort: ContactSort;
  limit: number;
  offset?: number;
  cursor?: string;
}

/** Has jumps into this list prepared: for whoever has read its beginning on another connection. */
export function prepareJumps(reader: Reader, query: ContactQuery): void {
  const walk = walkOf(reader, query);
  if (!walk.candidates && !query.rule) wantJumps(walk, query, countMatches(reader, query));
}

/** A page of contacts: after a cursor, or from an offset on. */
export function readContactPage(reader: Reader, query: ContactQuery): Page<ContactView> {
  if (query.rule) return pageOf(reader, query, pageOfRule(walkOf(reader, query), query));
  const total = countMatches(reader, query);
  const known = isFiltered(query) ? trueOrder(reader, orderKey(query)) : undefined;
  const marks = (known && pageIn(known, reader, query)) ?? marksAt(walkOf(reader, query), query, total);
  return pageOf(reader, query, { marks, total });
}

function marksAt(walk: Walk, query: ContactQuery, total: number): Mark[] {
  // Few enough to be sorted are sorted once for all their pages. When somebody has committed since, they are sorted anew.
  const { reader } = walk;
  if (walk.candidates) {
    const order = newOrder(reader, orderKey(query), () => numbersInOrder(walk, query));
    const page = pageIn(order, reader, query);
    if (page) return page;
  } else wantJumps(walk, query, total);
  return query.cursor ? after(walk, markOf(query.cursor)) : fromOffset(walk, query, total);
}

function wantJumps(walk: Walk, query: ContactQuery, total: number): void {
  if (total > FAR) wantLandmarks(walk, orderKey(query), { share: total / countContacts(walk.reader) });
}

/** Undefined when the contact where the last page ended is no longer in the order. */
function pageIn(order: readonly number[], reader: Reader, query: ContactQuery): Mark[] | undefined {
  const start = query.cursor ? order.indexOf(markOf(query.cursor)[2]) + 1 : (query.offset ?? 0);
  if (query.cursor && start === 0) return undefined;
  return marksOf({ reader, stretches: STRETCHES[query.sort] }, order.slice(start, start + query.limit + 1));
}

function orderKey(query: ContactQuery): string {
  return query.sort + filterKey(query);
}

/** `marks` has one more than the page where there is another. */
function pageOf(
  reader: Reader,
  query: ContactQuery,
  { marks, total }: { marks: Mark[]; total: number },
): Page<ContactView> {
  const page = marks.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: contactViews(
      reader,
      page.map(([, , no]) => no),
    ),
    next_cursor: marks.length > query.limit && last ? cursorOf(last) : null,
    total,
  };
}

/** To know how many fit a rule, everybody has to be asked; who they are in their order is kept with the count. */
function pageOfRule(walk: Walk, query: ContactQuery): { marks: Mark[]; total: number } {
  const order = orderOf(walk, query);
  const start = query.cursor ? order.indexOf(markOf(query.cursor)[2]) + 1 : (query.offset ?? 0);
  return { marks: marksOf(walk, order.slice(start, start + walk.limit)), total: order.length };
}

function walkOf(reader: Reader, query: ContactQuery): Walk {
  return {
    reader,
    stretches: STRETCHES[query.sort],
    conditions: conditionsOf(query),
    candidates: isFiltered(query) ? fewCandidates(reader, query) : undefined,
    limit: query.limit + 1,
  };
}

function fromOffset(walk: Walk, query: ContactQuery, total: number): Mark[] {
  const { offset = 0 } = query;
  const near = offset >= FAR && !walk.candidates ? landmarkBefore(walk, orderKey(query), offset) : undefined;
  if (near && offset - near.position <= total - offset) return after(walk, near.mark, offset - near.position);
  const [first] = walk.stretches;
  const behind = walk.stretches.length > 1 && offset > 0 ? lengthOf(walk, 1) : 0;
  const length = walk.stretches.length > 1 && offset === 0 ? total : total - behind;
  const marks = first && offset < length ? inStretch(walk, 0, { offset, length }) : [];
  if (walk.stretches.length === 1 || marks.length >= walk.limit) return marks;
  const rest = take(walk, 1, { limit: walk.limit - marks.length, offset: Math.max(0, offset - length) });
  return [...marks, ...rest];
}

/** Half of the way at most: beyond the middle it is shorter from the end. */
function inStretch(walk: Walk, at: number, { offset, length }: { offset: number; length: number }): Mark[] {
  if (offset <= length / 2) return take(walk, at, { limit: walk.limit, offset });
  const limit = Math.min(walk.limit, length - offset);
  return take(walk, at, { limit, offset: length - offset - limit, backwards: true }).reverse();
}

function orderOf(walk: Walk, query: ContactQuery): number[] {
  return keptOrder(walk.reader, orderKey(query), () => numbersInOrder(walk, query));
}

function numbersInOrder(walk: Walk, query: ContactQuery): number[] {
  // Lists, tags and who can be written to are asked by number alone, so that the index in this order is all there is to read.
  if (!walk.candidates && !query.rule) {
    const whole = { ...walk, conditions: conditionsOf(query, true) };
    return walk.stretches.flatMap((_, at) => take(whole, at, { limit: -1 }).map(([, , no]) => no));
  }
  const { sql, values } = everybodyOf(walk, query);
  return walk.reader
    .sql(`${sql} ORDER BY ${ORDERS[query.sort]}`)
    .pluck()
    .all(...values) as number[];
}

const ORDERS: Record<ContactSort, string> = {
  newest: 'c.no DESC',
  oldest: 'c.no',
  name: 'c.name_key, c.no',
  email: 'c.email_key IS NULL, c.email_key, c.no',
  engagement: 'c.engaged_until DESC, c.no DESC',
};

function everybodyOf({ candidates }: Walk, query: ContactQuery): Clause {
  const { sql, values } = conditionsOf(query, !candidates);
  if (!candidates) return { sql: `SELECT c.no FROM contact c WHERE ${sql}`, values };
  return { sql: `SELECT c.no FROM ${hits(candidates)} WHERE ${sql}`, values: [...candidates.values, ...values] };
}

function marksOf(walk: Pick<Walk, 'reader' | 'stretches'>, nos: number[]): Mark[] {
  const keys = keysOf(walk, nos);
  return nos.map((no) => keys.get(no)).filter((mark) => mark !== undefined);
}

function keysOf(walk: Pick<Walk, 'reader' | 'stretches'>, nos: number[]): Map<number, Mark> {
  const rows = walk.reader
    .sql<{ no: number; name_key: string; email_key: string | null; engaged_until: number }>(
      'SELECT no, name_key, email_key, engaged_until FROM contact WHERE no IN (SELECT value FROM json_each(?))',
    )
    .all(JSON.stringify(nos));
  const key = walk.stretches[0]?.key;
  return new Map(
    rows.map((row): [number, Mark] => {
      if (key === 'c.name_key') return [row.no, [0, row.name_key, row.no]];
      if (key === 'c.email_key') return [row.no, [row.email_key === null ? 1 : 0, row.email_key, row.no]];
      if (key === 'c.engaged_until') {
        return [row.no, row.engaged_until > 0 ? [0, row.engaged_until, row.no] : [1, null, row.no]];
      }
      return [row.no, [0, null, row.no]];
    }),
  );
}

function cursorOf([stretch, key, no]: Mark): string {
  const words = typeof key === 'number' ? `n${key}` : `k${Buffer.from(key ?? '').toString('base64url')}`;
  return `${stretch}.${no}.${key === null ? '' : words}`;
}

function markOf(cursor: string): Mark {
  const [, stretch, no, number, text] = /^([01])\.(\d+)\.(?:n(\d+)|k([\w-]*))?$/.exec(cursor) ?? [];
  if (!no) throw new HeraldError('INVALID_INPUT', 'This cursor is not one of this list.', { field: 'cursor' });
  const key = text === undefined ? null : Buffer.from(text, 'base64url').toString();
  return [Number(stretch), number === undefined ? key : Number(number), Number(no)];
}
