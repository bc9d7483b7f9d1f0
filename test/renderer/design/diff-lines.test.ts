import { expect, it } from 'vitest';
import { diffLines } from '#renderer/features/templates/versions/diff-lines.ts';

const said = (before: string, after: string) =>
  diffLines(before, after)?.map(({ is, text }) => `${{ same: ' ', added: '+', removed: '-' }[is]}${text}`);

it('says what was taken out and put in, with a few lines around', () => {
  expect(said('1\n2\n3\n4\n5\nold\n6\n7\n8\n9', '1\n2\n3\n4\n5\nnew\nmore\n6\n7\n8\n9')).toEqual([
    ' 3',
    ' 4',
    ' 5',
    '-old',
    '+new',
    '+more',
    ' 6',
    ' 7',
    ' 8',
  ]);
});

it('leaves out what is the same, and says when a text is too long', () => {
  expect(said('a\nb', 'a\nb')?.filter((line) => !line.startsWith(' '))).toEqual([]);
  const long = (sign: string) => Array.from({ length: 5_000 }, (_, n) => `${sign}${n}`).join('\n');
  expect(diffLines(long('a'), long('b'))).toBeNull();
});
