const LONGEST = 64;

/**
 * The candidate that somebody who wrote `name` most probably meant, or null when none is near. Case doesn't count; two letters that
 * changed places are one mistake. Longer names forgive more mistakes, and a beginning is near to what it begins.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  const written = name.toLowerCase().slice(0, LONGEST);
  let best: string | null = null;
  let least = written.length < 3 ? 1.5 : written.length < 6 ? 2.5 : 3.5;
  for (const candidate of candidates) {
    const distance = distanceBetween(written, candidate.toLowerCase().slice(0, LONGEST), least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

function distanceBetween(written: string, candidate: string, limit: number): number {
  if (written === candidate) return 0;
  if (written.length >= 3 && candidate.startsWith(written)) return 1.25;
  // One mistake in a word of two letters would make any other word of it.
  if (Math.min(written.length, candidate.length) < 2) return Number.POSITIVE_INFINITY;
  if (Math.abs(written.length - candidate.length) >= limit) return Number.POSITIVE_INFINITY;
  return editDistance(written, candidate);
}

/** Damerau-Levenshtein with neighbours only ("optimal string alignment"). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
