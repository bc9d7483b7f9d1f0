import type { Reader } from '#main/db/access.ts';
import { versionOf } from './contact-count.repo.ts';
import { after, type Mark, take, type Walk } from './contact-walk.repo.ts';

/** So many contacts lie between two marks: what a jump walks along at most. */
const WALK = 500;
/** Of a list that few of them are on, so many rows at least. */
const SMALLEST_GAP = 10;
const MOST_LISTS = 6;
/** Marks may be used this long although something has been committed since: a row more or less before them moves a page by one. */
const USED_FOR = 60_000;
/** New ones are gathered no sooner than this, and not so often that the thread does little else. */
const RENEWED_AFTER = 5_000;
const SHARE_OF_TIME = 0.05;

interface Landmarks {
  walk: Walk;
  version: string;
  at: number;
  /** Rows between two marks: the first marks the last row before this place. */
  gap: number;
  marks: Mark[];
  /** What it took to gather them so far, in milliseconds. */
  took: number;
  isWhole: boolean;
}

/** By the key of a list: those that are used, and those that will take their place once they are whole. */
interface Lists {
  used: Map<string, Landmarks>;
  growing: Map<string, Landmarks>;
}

const kept = new WeakMap<Reader, Lists>();

/**
 * Long lists have a mark every few hundred contacts, so that a jump to any place is a short walk from the mark before it. They are gathered in the
 * background, while somebody looks at the beginning. `share` is the part of all contacts that is on the list.
 */
export function wantLandmarks(walk: Walk, key: string, { share }: { share: number }): void {
  const { used, growing } = listsOf(walk.reader);
  const known = used.get(key);
  if (growing.has(key) || (known && !isDue(walk.reader, known))) return;
  const version = versionOf(walk.reader);
  const gap = Math.max(SMALLEST_GAP, Math.round(WALK * share));
  const fresh = { walk, version, at: performance.now(), gap, marks: [], took: 0, isWhole: false };
  growing.set(key, fresh);
  if (!known) used.set(key, fresh);
  if (used.size > MOST_LISTS) used.delete([...used.keys()][0] ?? '');
}

/** Gathers some more of what is wanted, for about so many milliseconds. @returns whether there is more to do */
export function gatherLandmarks(reader: Reader, millis: number): boolean {
  const { used, growing } = listsOf(reader);
  const [next] = growing;
  if (!next) return false;
  const [key, landmarks] = next;
  const started = performance.now();
  while (!landmarks.isWhole && performance.now() - started < millis) addOne(landmarks);
  landmarks.took += performance.now() - started;
  if (landmarks.isWhole) {
    growing.delete(key);
    if (used.has(key)) used.set(key, landmarks);
  }
  return growing.size > 0;
}

/** The last mark before this place, and how many rows lie before it. */
export function landmarkBefore(
  { reader }: Walk,
  key: string,
  offset: number,
): { mark: Mark; position: number } | undefined {
  const known = listsOf(reader).used.get(key);
  if (!known || (performance.now() - known.at > USED_FOR && known.version !== versionOf(reader))) return undefined;
  const at = Math.min(Math.floor(offset / known.gap), known.marks.length);
  const mark = known.marks[at - 1];
  return mark && { mark, position: at * known.gap };
}

function isDue(reader: Reader, { version, at, took }: Landmarks): boolean {
  return version !== versionOf(reader) && performance.now() - at > Math.max(RENEWED_AFTER, took / SHARE_OF_TIME);
}

function addOne(landmarks: Landmarks): void {
  const walk = { ...landmarks.walk, limit: 1 };
  const last = landmarks.marks.at(-1);
  const [mark] = last ? after(walk, last, landmarks.gap - 1) : fromBeginning(walk, landmarks.gap);
  if (mark) landmarks.marks.push(mark);
  else landmarks.isWhole = true;
}

/** The first stretch of a list may be shorter than a gap. */
function fromBeginning(walk: Walk, gap: number): Mark[] {
  const first = take(walk, 0, { limit: 1, offset: gap - 1 });
  if (first.length > 0 || walk.stretches.length === 1) return first;
  return take(walk, 1, { limit: 1, offset: gap - 1 - take(walk, 0, { limit: gap }).length });
}

function listsOf(reader: Reader): Lists {
  const known = kept.get(reader) ?? { used: new Map(), growing: new Map() };
  kept.set(reader, known);
  return known;
}
