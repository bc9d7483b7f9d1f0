import type { Tx } from '#main/db/access.ts';
import { addToEngagement, recountEngagement } from '#main/repositories/tracking/engagement.repo.ts';
import { ANY_LINK, findSendOf } from '#main/repositories/tracking/hit.repo.ts';
import {
  type ClassifierState,
  campaignIdsOf,
  classifierState,
  countedAsPerson,
  type HumanDeed,
  HumanSums,
  hasNewHits,
  hitsAfter,
  humanDeedsOf,
  type JudgedHit,
  judgedDeliveriesAfter,
  judgedHitsOf,
  saveClassifierState,
  saveHumanDeed,
  saveVerdict,
} from '#main/repositories/tracking/verdict.repo.ts';
import { classifyHits, judgementOf, MOST_JUDGED, RULES_VERSION } from '#shared/domain/tracking/classify-hits.ts';
import { isByPerson, type Judgement } from '#shared/domain/tracking/verdict.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

const HITS_AT_ONCE = 1_000;
const DELIVERIES_AT_ONCE = 500;

type Context = Pick<ServiceContext, 'db'>;

/** Whether hits wait for a verdict, or for another one by newer rules. */
export function mustClassify({ db }: Context): boolean {
  const { version, seen, redone } = classifierState(db.reader);
  return version !== RULES_VERSION || redone !== null || hasNewHits(db.reader, seen);
}

/**
 * Judges some of the hits that wait, in one short transaction: new ones first, then old ones if the rules have changed. All hits of a
 * message are judged together, so that a verdict may change when more comes from it; sums move by the difference. Whatever ends it
 * half-way, the next call goes on where the last commit stands. @returns whether more waits
 */
export function classifySome(ctx: Context, version = RULES_VERSION): boolean {
  return ctx.db.write((tx) => {
    const known = classifierState(tx);
    const state = known.version === version ? known : { ...known, version, redone: 0 };
    const { last, hits } = hitsAfter(tx, state.seen, HITS_AT_ONCE);
    const sums = new HumanSums();
    const sends = new Set<number>();
    if (last > state.seen) {
      for (const [delivery_no, fresh] of byDelivery(hits)) judge(tx, { delivery_no, fresh, state, sums, sends });
      saveClassifierState(tx, { ...state, seen: last });
    } else if (state.redone !== null) {
      const again = judgedDeliveriesAfter(tx, state.redone, DELIVERIES_AT_ONCE);
      for (const delivery_no of again) judge(tx, { delivery_no, fresh: [], state, sums, sends });
      saveClassifierState(tx, { ...state, redone: again.at(-1) ?? null });
    } else {
      return false;
    }
    if (sums.write(tx)) {
      for (const id of campaignIdsOf(tx, sends)) tx.touch(`campaign-stats:${id}`);
      tx.touch('home');
    }
    return true;
  });
}

function byDelivery(hits: readonly JudgedHit[]): [number, JudgedHit[]][] {
  const groups = new Map<number, JudgedHit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.delivery_no);
    if (group) group.push(hit);
    else groups.set(hit.delivery_no, [hit]);
  }
  return [...groups].sort(([one], [other]) => one - other);
}

interface Judging {
  delivery_no: number;
  /** What came since, in its order. */
  fresh: readonly JudgedHit[];
  state: ClassifierState;
  sums: HumanSums;
  sends: Set<number>;
}

function judge(tx: Tx, { delivery_no, fresh, state, sums, sends }: Judging): void {
  const all = [...judgedHitsOf(tx, delivery_no, MOST_JUDGED), ...fresh];
  const judged = all.slice(0, MOST_JUDGED);
  const verdicts = [...classifyHits(judged), ...all.slice(MOST_JUDGED).map(() => judgementOf('flood'))];
  all.forEach((hit, place) => {
    const verdict = verdicts[place];
    if (!verdict || isSame(hit.before, verdict)) return;
    saveVerdict(tx, hit, verdict);
    const total = Number(isByPerson(verdict.verdict)) - Number(countedAsPerson(hit, state.assumed));
    if (total === 0) return;
    sums.addMinute(hit, { total, uniques: 0 });
    if (hit.kind === 'click' && hit.link !== null) sums.addLink(hit.send_no, hit.link, { total, uniques: 0 });
  });
  const [first] = all;
  if (!first) return;
  sends.add(first.send_no);
  const moved: Moved[] = [];
  const people = all.filter((_, place) => isByPerson(verdicts[place]?.verdict ?? 'unknown'));
  for (const before of humanDeedsOf(tx, delivery_no)) {
    const now = deedOf(people, before);
    if (now.n === before.n && now.at === before.at && now.last_at === before.last_at) continue;
    saveHumanDeed(tx, delivery_no, now);
    moveFirst(sums, { send_no: first.send_no, before, now });
    if (now.link === ANY_LINK && now.at !== before.at) moved.push({ before, now });
  }
  if (moved.length > 0) moveEngagement(tx, delivery_no, moved);
}

interface Moved {
  before: HumanDeed;
  now: HumanDeed;
}

/** What is new is added to the score of whoever got the message. What no longer holds can't be taken out of it: then all is counted anew. */
function moveEngagement(tx: Tx, delivery_no: number, moved: readonly Moved[]): void {
  const contact_no = findSendOf(tx, delivery_no)?.contact_no;
  if (contact_no === undefined) return;
  const fresh = moved.flatMap(({ before, now: { kind, at } }) =>
    before.n === 0 && at !== null ? [{ deed: kind, at }] : [],
  );
  if (fresh.length === moved.length) addToEngagement(tx, contact_no, fresh);
  else recountEngagement(tx, contact_no);
}

function isSame(before: Judgement | null, now: Judgement): boolean {
  return before?.verdict === now.verdict && before.evidence === now.evidence;
}

function deedOf(people: readonly JudgedHit[], { kind, link }: Pick<HumanDeed, 'kind' | 'link'>): HumanDeed {
  const times = people
    .filter((hit) => hit.kind === kind && (link === ANY_LINK || hit.link === link))
    .map(({ at }): Millis => at);
  if (times.length === 0) return { kind, link, n: 0, at: null, last_at: null };
  return { kind, link, n: times.length, at: Math.min(...times), last_at: Math.max(...times) };
}

/** Somebody counts once, in the minute of the first time. */
function moveFirst(
  sums: HumanSums,
  { send_no, before, now }: { send_no: number; before: HumanDeed; now: HumanDeed },
): void {
  const { kind, link } = now;
  for (const [deed, uniques] of [
    [before, -1],
    [now, 1],
  ] as const) {
    if (deed.n === 0 || deed.at === null) continue;
    if (link === ANY_LINK) sums.addMinute({ send_no, kind, at: deed.at }, { total: 0, uniques });
    else sums.addLink(send_no, link, { total: 0, uniques });
  }
}
