import type { Reader } from '#main/db/access.ts';
import { openReader } from '#main/db/open-database.ts';
import { allLists } from '#main/repositories/consent/list.repo.ts';
import type { ContactFilter } from '#main/repositories/contact/contact-filter.sql.ts';
import { gatherLandmarks } from '#main/repositories/contact/contact-landmarks.repo.ts';
import { type ContactQuery, readContactPage } from '#main/repositories/contact/contact-page.repo.ts';
import type { ContactSort } from '#main/repositories/contact/contact-walk.repo.ts';
import { assert } from '#shared/kernel/assert.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const CONTACTS = 1_000_000;
const PAGE = 100;
const TURNS = 7;
const STEP_MS = 5;
const PAGE_GOAL_MS = 20;
/** What any screen may take while much is going on. */
const FIRST_GOAL_MS = 100;
const COUNT_GOAL_MS = 5;
/** Where in the table, as a part of all rows. */
const PLACES = [0, 0.25, 0.5, 0.75, 0.999];
const SORTS: readonly ContactSort[] = ['newest', 'oldest', 'name', 'email'];
const FILTERS: readonly [string, ContactFilter][] = [
  ['everybody', {}],
  ['a list of everybody', { list_no: 1 }],
  ['a list of a tenth', { list_no: 2 }],
  ['a tag', { tag_no: 1 }],
  ['who can be written to', { status: 'deliverable' }],
];

/** The next page of the table from any place on, in any order, and the sizes of lists. The slowest counts. */
const bench: Bench = {
  name: 'contacts.page',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const file = await databaseWithFacts(contacts);
    const { reader, close } = openReader(file);
    const prepared: Timed[] = [];
    const pages = FILTERS.flatMap(([what, filter]) =>
      SORTS.flatMap((sort) => {
        prepared.push({ what: `${what}, ${sort}`, ms: timeToPrepare(reader, { ...filter, sort, limit: PAGE }) });
        return PLACES.map((place) => timeOfPage(reader, { what, filter, sort, place }));
      }),
    );
    const next = pages.map(({ next, ...page }) => ({ ...page, ms: next }));
    const jump = pages.map(({ jump, ...page }) => ({ ...page, ms: jump }));
    const first = FILTERS.flatMap(([what, filter]) =>
      SORTS.map((sort) => ({ what: `${what}, ${sort}`, ms: timeOfFirst(file, { ...filter, sort, limit: PAGE }) })),
    );
    const lists = { what: 'all lists', ms: timeOf(() => allLists(reader)) };
    close();
    return [
      figureOf('contacts.page.next', { goal: PAGE_GOAL_MS, n: contacts, times: next }),
      { ...figureOf('contacts.page.jump', { goal: PAGE_GOAL_MS, n: contacts, times: jump }), ...preparing(prepared) },
      figureOf('contacts.page.first', { goal: FIRST_GOAL_MS, n: contacts, times: first }),
      figureOf('lists.count', { goal: COUNT_GOAL_MS, n: contacts, times: [lists] }),
    ];
  },
};
export default bench;

interface Place {
  what: string;
  filter: ContactFilter;
  sort: ContactSort;
  place: number;
}

/** What happens in the background, in short steps, while somebody looks at the beginning of the list. */
function timeToPrepare(reader: Reader, query: ContactQuery): number {
  readContactPage(reader, query);
  const started = performance.now();
  while (gatherLandmarks(reader, STEP_MS));
  return performance.now() - started;
}

function preparing(times: readonly Timed[]) {
  const all = times.map(({ ms }) => ms);
  return { prepared_in_ms: { median: round(median(all)), longest: round(Math.max(...all)) } };
}

/** A jump to the place, as by the scroll bar, and the page behind it, as by scrolling on. */
function timeOfPage(reader: Reader, { what, filter, sort, place }: Place) {
  const query = { ...filter, sort, limit: PAGE };
  const { total } = readContactPage(reader, query);
  const offset = Math.floor(((total ?? 0) - 2 * PAGE) * place);
  const jump = timeOf(() => readContactPage(reader, { ...query, offset }));
  const { next_cursor: cursor } = readContactPage(reader, { ...query, offset });
  assert(cursor, 'there is a page behind');
  const next = timeOf(() => readContactPage(reader, { ...query, cursor }));
  return { what: `${what}, ${sort}, from ${place * 100} % on`, jump, next };
}

/** The first page when nothing is kept of earlier ones, as after each commit. */
function timeOfFirst(file: string, query: ContactQuery): number {
  const { reader, close } = openReader(file);
  const started = performance.now();
  readContactPage(reader, query);
  const ms = performance.now() - started;
  close();
  return ms;
}

function timeOf(work: () => unknown): number {
  const times = Array.from({ length: TURNS }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return median(times);
}

interface Timed {
  what: string;
  ms: number;
}

function figureOf(bench: string, { goal, n, times }: { goal: number; n: number; times: readonly Timed[] }): Figure {
  const all = times.map(({ ms }) => ms);
  const value = Math.max(...all);
  return {
    bench,
    value: round(value),
    unit: 'ms',
    against: `the goal of ${goal} ms`,
    baseline: goal,
    ratio: round(goal / value),
    goal: 1,
    pass: value <= goal,
    n,
    repeats: TURNS,
    spread: spread(all),
    slowest: times.find(({ ms }) => ms === value)?.what,
    median: round(median(all)),
  };
}
