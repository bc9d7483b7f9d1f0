import type { Reader } from '#main/db/access.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import { sayWhatHappened } from '#shared/domain/delivery/say-what-happened.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { countsOf } from '../delivery/send-count.repo.ts';
import { AWAITS_DECISION } from '../timing/planned-delivery.repo.ts';

export interface DeliveryFilter {
  state?: DeliveryState;
  did?: keyof typeof DID | keyof typeof ENDED;
  domain?: string;
  country?: string;
  /** Place of a link that people followed. */
  link?: number;
  search?: string;
}

export interface DeliveryQuery extends DeliveryFilter {
  send_no: number;
  limit: number;
  cursor?: string;
}

/** One line of the ledger as people see it. */
export interface DeliveryView {
  id: string;
  contact_id: string | null;
  address: string;
  name: string;
  state: DeliveryState;
  reason: string;
  code: string | null;
  response: string | null;
  attempts: number;
  next_at: Instant | null;
  changed_at: Instant;
  opened: number;
  clicked: number;
  opened_human: number;
  clicked_human: number;
  unsubscribed: boolean;
}

interface Row extends Omit<DeliveryView, 'id' | 'reason' | 'next_at' | 'changed_at' | 'unsubscribed'> {
  no: number;
  contact_no: number;
  next_at: number | null;
  changed_at: number;
  unsubscribed: number;
}

/** In the order of the contacts, which is the order in which the ledger was written. */
export function readDeliveryPage(reader: Reader, query: DeliveryQuery): Page<DeliveryView> {
  const { limit, cursor = '0' } = query;
  const rows = readRows(reader, query, Number(cursor), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(deliveryView),
    next_cursor: rows.length > limit && last ? String(last.contact_no) : null,
    total: countDeliveries(reader, query),
  };
}

/** The whole list in pages, for files. */
export function* eachDelivery(
  reader: Reader,
  query: Omit<DeliveryQuery, 'limit' | 'cursor'>,
): Generator<DeliveryView[]> {
  for (let after = 0; ; ) {
    const rows = readRows(reader, { ...query, limit: PAGE }, after, PAGE);
    if (rows.length === 0) return;
    yield rows.map(deliveryView);
    after = rows.at(-1)?.contact_no ?? after;
  }
}

const PAGE = 500;

function readRows(reader: Reader, query: DeliveryQuery, after: number, limit: number): Row[] {
  return reader
    .sql<Row>(
      `SELECT d.no, d.contact_no, c.id AS contact_id, d.address, trim(coalesce(c.first_name || ' ' || c.last_name, '')) AS name,
         d.state, d.code, r.text AS response, d.attempts, d.next_at, d.changed_at,
         ${HITS('open')} AS opened, ${HITS('click')} AS clicked, ${PEOPLE('open')} AS opened_human, ${PEOPLE('click')} AS clicked_human,
         ${HITS('unsubscribe')} AS unsubscribed
       FROM delivery d
       LEFT JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
       LEFT JOIN response r ON r.no = d.response_no
       WHERE d.send_no = @send_no AND d.contact_no > @after ${conditionOf(query)}
       ORDER BY d.contact_no LIMIT @limit`,
    )
    .all({ ...parametersOf(query), after, limit });
}

function countDeliveries(reader: Reader, query: DeliveryQuery): number {
  const { did, search, domain, country, link } = query;
  if ((!did || isEnd(did)) && !search && !domain && !country && link === undefined) return countByState(reader, query);
  const row = reader
    .sql<{ n: number }>(
      `SELECT count(*) AS n FROM delivery d LEFT JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
       WHERE d.send_no = @send_no ${conditionOf(query)}`,
    )
    .get(parametersOf(query));
  return row?.n ?? 0;
}

/** Kept with each change of the ledger, so it costs nothing. */
function countByState(reader: Reader, { send_no, state, did }: DeliveryQuery): number {
  let sum = 0;
  for (const [measure, n] of countsOf(reader, send_no)) {
    const [its = ''] = measure.split(':', 1);
    if ((!state || its === state) && (!did || !isEnd(did) || ENDED[did].some((end) => end === its))) sum += n;
  }
  return sum;
}

const HITS = (kind: 'open' | 'click' | 'unsubscribe', column: 'n' | 'human_n' = 'n') =>
  `coalesce((SELECT h.${column} FROM hit_first h WHERE h.delivery_no = d.no AND h.kind = '${kind}' AND h.link = -1), 0)`;

const PEOPLE = (kind: 'open' | 'click') => HITS(kind, 'human_n');

const NOTABLE: readonly DeliveryState[] = [
  'deferred',
  'failed',
  'unknown',
  'skipped',
  'cancelled',
  'bounced',
  'complained',
];

const DID = {
  opened: `AND ${PEOPLE('open')} > 0`,
  clicked: `AND ${PEOPLE('click')} > 0`,
  machine_opened: `AND ${HITS('open')} > 0 AND ${PEOPLE('open')} = 0`,
  machine_clicked: `AND ${HITS('click')} > 0 AND ${PEOPLE('click')} = 0`,
  unsubscribed: `AND ${HITS('unsubscribe')} > 0`,
  not_opened: `AND d.state = 'accepted' AND ${PEOPLE('open')} = 0`,
} as const;

/** How it ended, in more than one state. */
const ENDED = {
  sent: ['accepted', 'bounced', 'complained'],
  not_arrived: ['failed', 'bounced'],
} as const satisfies Record<string, readonly DeliveryState[]>;

const isEnd = (did: NonNullable<DeliveryFilter['did']>): did is keyof typeof ENDED => did in ENDED;

const inStates = (states: readonly DeliveryState[]) =>
  `AND d.state IN (${states.map((name) => `'${name}'`).join(', ')})`;

/** Names the index of states looked for. */
const AMONG_NOTABLE = inStates(NOTABLE);

function didCondition(did: NonNullable<DeliveryFilter['did']>): string {
  if (!isEnd(did)) return DID[did];
  const isNotable = ENDED[did].every((state) => NOTABLE.includes(state));
  return isNotable ? `${inStates(ENDED[did])} ${AMONG_NOTABLE}` : inStates(ENDED[did]);
}

const FOLLOWED = `AND EXISTS (SELECT 1 FROM hit_first h
  WHERE h.delivery_no = d.no AND h.kind = 'click' AND h.link = @link AND h.human_n > 0)`;

/** From a closed set of texts, so that each is prepared once. */
function conditionOf({ state, did, domain, country, link, search }: DeliveryFilter): string {
  return [
    state ? 'AND d.state = @state' : '',
    state && NOTABLE.includes(state) ? AMONG_NOTABLE : '',
    did ? didCondition(did) : '',
    domain ? `AND lower(substr(d.address, instr(d.address, '@') + 1)) = lower(@domain)` : '',
    country ? 'AND upper(c.country) = upper(@country)' : '',
    link === undefined ? '' : FOLLOWED,
    search ? `AND (d.address LIKE @like ESCAPE '\\' OR c.name_key LIKE @folded ESCAPE '\\')` : '',
  ].join(' ');
}

function parametersOf({ send_no, state = 'queued', search = '', domain, country, link }: DeliveryQuery): object {
  return { send_no, state, domain, country, link, like: within(search), folded: within(foldText(search)) };
}

function within(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function deliveryView({ no, contact_no: _contact, ...row }: Row): DeliveryView {
  const awaits = row.next_at === AWAITS_DECISION;
  return {
    ...row,
    id: String(no),
    reason: awaits ? 'Waits for the outcome of the test.' : sayWhatHappened(row),
    next_at: row.next_at === null || awaits ? null : instantOf(row.next_at),
    changed_at: instantOf(row.changed_at),
    unsubscribed: row.unsubscribed > 0,
  };
}
