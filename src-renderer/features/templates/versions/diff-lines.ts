export interface DiffLine {
  is: 'same' | 'added' | 'removed';
  text: string;
}

const MOST_CELLS = 16_000_000;
const AROUND = 3;

/** The lines of two texts with what was taken out and put in; long passages without change are left out. Null: too long to compare. */
export function diffLines(before: string, after: string): DiffLine[] | null {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const middle = changedLines(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  if (!middle) return null;
  const same = (text: string): DiffLine => ({ is: 'same', text });
  return [
    ...old.slice(Math.max(0, head - AROUND), head).map(same),
    ...middle,
    ...old.slice(old.length - tail, old.length - tail + AROUND).map(same),
  ];
}

/** By the longest common subsequence. */
function changedLines(old: readonly string[], now: readonly string[]): DiffLine[] | null {
  const width = now.length + 1;
  if ((old.length + 1) * width > MOST_CELLS) return null;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (row: number, column: number) => common[row * width + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    for (let column = now.length - 1; column >= 0; column--) {
      common[row * width + column] =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const same = row < old.length && column < now.length && old[row] === now[column];
    if (same) lines.push({ is: 'same', text: old[row++] ?? '' }) && column++;
    else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1)))
      lines.push({ is: 'removed', text: old[row++] ?? '' });
    else lines.push({ is: 'added', text: now[column++] ?? '' });
  }
  return lines;
}
