import { expect, it } from 'vitest';
import { design as english } from '#renderer/app/messages/en/design.ts';
import { createDesignStore } from '#renderer/pickers/design-editor/design-store.ts';
import { Design } from '#shared/domain/design/design.ts';
import { everyBlock } from '#shared/domain/design/edit-design.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { richTextOf } from '#shared/domain/design/rich-text.ts';
import { designWith, PLAIN, textBlock } from '#test/support/sample-design.ts';

function open(body: string) {
  const answer = readDesign(body);
  if (!answer.ok) throw new Error(answer.problem);
  const bodies: string[] = [];
  let next = 0;
  const store = createDesignStore(answer.design, {
    newId: () => `n${next++}`,
    words: english.new,
    changed: (design) => bodies.push(JSON.stringify(design)),
  });
  const order = () => everyBlock(store.getState().design).map(({ id }) => id);
  return { store, bodies, order };
}

const ROW = {
  ...PLAIN,
  id: 'row',
  kind: 'columns' as const,
  columns: [
    { share: 50, blocks: [textBlock('left', 'L')] },
    { share: 50, blocks: [textBlock('right', 'R')] },
  ],
  stack: true,
  valign: 'top' as const,
};
const BODY = designWith(textBlock('a', 'A'), ROW, textBlock('z', 'Z'));

it('tells nobody of a mail that was only looked at, and writes the same bytes of one that was changed and changed back', () => {
  const { store, bodies } = open(BODY);
  store.select('a', true);
  store.select(null);
  expect(bodies).toEqual([]);
  store.remove('a');
  store.undo();
  expect(bodies.at(-1)).toBe(BODY);
});

it('moves a block among its neighbours, and out of its row at the edge', () => {
  const { store, order } = open(BODY);
  store.step('a', 1);
  expect(order()).toEqual(['row', 'left', 'right', 'a', 'z']);
  store.step('left', -1);
  expect(order()).toEqual(['left', 'row', 'right', 'a', 'z']);
});

it('keeps rows on the sheet, wherever they are dropped', () => {
  const { store, order } = open(BODY);
  store.insertCopy(ROW, { row: { id: 'row', column: 1 }, index: 0 });
  expect(order()).toEqual(['a', 'row', 'left', 'right', 'n2', 'n0', 'n1', 'z']);
  store.move('row', { row: { id: 'row', column: 0 }, index: 0 });
  expect(order().slice(0, 2)).toEqual(['a', 'row']);
});

it('takes back what was typed as one step, and each field by itself', () => {
  const { store } = open(BODY);
  for (const word of ['B', 'Be', 'Bea']) store.change('a', { text: richTextOf(word) });
  store.change('a', { align: 'center' });
  store.undo();
  expect(store.getState().design.blocks[0]).toMatchObject({ text: richTextOf('Bea'), align: 'left' });
  store.undo();
  expect(JSON.stringify(store.getState().design)).toBe(BODY);
  store.redo();
  expect(store.getState().design.blocks[0]).toMatchObject({ text: richTextOf('Bea') });
});

it('puts in blocks of every kind that the mail can be made of', () => {
  const { store } = open(BODY);
  const kinds = [
    'text',
    'heading',
    'image',
    'button',
    'columns',
    'divider',
    'spacer',
    'social',
    'product',
    'coupon',
    'html',
  ] as const;
  for (const kind of kinds) store.insertNew(kind);
  expect(Design.safeParse(store.getState().design).error).toBeUndefined();
  expect(new Set(everyBlock(store.getState().design).map(({ kind }) => kind))).toEqual(new Set(kinds));
});

it('hands on no mail that nobody could open again, says why, and goes on once it is whole', () => {
  const { store, bodies } = open(BODY);
  store.change('a', { show_if: { match: 'all', tests: [{ field: 'attributes.', test: 'is', value: '' }] } });
  expect(store.getState().refusal).toContain('Use the name of a field');
  expect(bodies).toEqual([]);
  store.change('a', { show_if: null, space: 'large' });
  expect(store.getState().refusal).toBeNull();
  expect(bodies).toHaveLength(1);
  store.undo();
  store.redo();
  expect(bodies.every((body) => readDesign(body).ok)).toBe(true);
});
