import type { NamedThing } from '../segment-catalogue.ts';

/**
 * The way from a segment back to itself, as names (`VIP`, `Buyers`, `VIP`), or null when there is none. `usesOf` answers which
 * segments a segment names; for `start` it must answer by the rule that is to be saved.
 */
export function findCycle(start: NamedThing, usesOf: (id: string) => readonly NamedThing[]): string[] | null {
  const seen = new Set<string>();
  const path: { thing: NamedThing; rest: NamedThing[] }[] = [{ thing: start, rest: [...usesOf(start.id)].reverse() }];
  for (let last = path.at(-1); last; last = path.at(-1)) {
    const next = last.rest.pop();
    if (!next) path.pop();
    else if (next.id === start.id) return [...path.map((step) => step.thing.name), start.name];
    else if (!seen.has(next.id)) {
      seen.add(next.id);
      path.push({ thing: next, rest: [...usesOf(next.id)].reverse() });
    }
  }
  return null;
}
