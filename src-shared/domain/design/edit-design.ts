import type { Block, BlockOf, Design, LeafBlock } from './design.ts';

/** Where a block stands or is to stand: on the sheet, or in a column of a row. */
export interface Place {
  /** null: on the sheet itself. */
  row: { id: string; column: number } | null;
  index: number;
}

type List = readonly Block[];

export function findBlock(design: Design, id: string): Block | undefined {
  return everyBlock(design).find((block) => block.id === id);
}

/** In reading order, rows before what stands in them. */
export function everyBlock({ blocks }: Design): Block[] {
  return blocks.flatMap((block) =>
    block.kind === 'columns' ? [block, ...block.columns.flatMap((column) => column.blocks)] : [block],
  );
}

export function placeOf({ blocks }: Design, id: string): Place | null {
  for (const [index, block] of blocks.entries()) {
    if (block.id === id) return { row: null, index };
    if (block.kind !== 'columns') continue;
    for (const [column, { blocks: inner }] of block.columns.entries()) {
      const at = inner.findIndex((leaf) => leaf.id === id);
      if (at >= 0) return { row: { id: block.id, column }, index: at };
    }
  }
  return null;
}

/** Rows stand on the sheet alone: one that is put into a column comes to stand after its row. */
export function insertBlock(design: Design, block: Block, place: Place): Design {
  const { row, index } = place;
  if (row && block.kind === 'columns') {
    const after = design.blocks.findIndex(({ id }) => id === row.id) + 1;
    return insertBlock(design, block, { row: null, index: after });
  }
  return withList(design, row, (list) => [...list.slice(0, index), block, ...list.slice(index)]);
}

export function removeBlock(design: Design, id: string): Design {
  const place = placeOf(design, id);
  return place ? withList(design, place.row, (list) => list.filter((block) => block.id !== id)) : design;
}

export function changeBlock(design: Design, id: string, change: Partial<Block>): Design {
  const place = placeOf(design, id);
  if (!place) return design;
  return withList(design, place.row, (list) =>
    list.map((block) => (block.id === id ? ({ ...block, ...change } as Block) : block)),
  );
}

/** To a place as it is counted before the move. */
export function moveBlock(design: Design, id: string, to: Place): Design {
  const block = findBlock(design, id);
  const from = placeOf(design, id);
  if (!block || !from || to.row?.id === id) return design;
  const sameList = from.row?.id === to.row?.id && from.row?.column === to.row?.column;
  const index = sameList && from.index < to.index ? to.index - 1 : to.index;
  return insertBlock(removeBlock(design, id), block, { ...to, index });
}

/** One step up or down among its neighbours; from the edge of a column out of its row. */
export function stepBlock(design: Design, id: string, step: -1 | 1): Design {
  const place = placeOf(design, id);
  if (!place) return design;
  const { row, index } = place;
  const length = listAt(design, row).length;
  const next = index + step;
  if (next >= 0 && next < length) return moveBlock(design, id, { row, index: step > 0 ? next + 1 : next });
  if (!row) return design;
  const outside = design.blocks.findIndex((block) => block.id === row.id) + (step > 0 ? 1 : 0);
  return moveBlock(design, id, { row: null, index: outside });
}

/** The same block once more with ids of its own. */
export function copyBlock(block: Block, newId: () => string): Block {
  if (block.kind !== 'columns') return { ...block, id: newId() };
  const columns = block.columns.map((column) => ({
    ...column,
    blocks: column.blocks.map((leaf) => ({ ...leaf, id: newId() })),
  }));
  return { ...block, id: newId(), columns };
}

/** So many columns of the same width; what stands in those that go comes to stand in the last. */
export function withColumns({ columns }: BlockOf<'columns'>, count: number): BlockOf<'columns'>['columns'] {
  const share = Math.floor(100 / count);
  return Array.from({ length: count }, (_, index) => {
    const own = columns[index]?.blocks ?? [];
    const homeless = index === count - 1 ? columns.slice(count).flatMap((column) => column.blocks) : [];
    return { share, blocks: [...own, ...homeless] };
  });
}

export function listAt(design: Design, row: Place['row']): List {
  if (!row) return design.blocks;
  const found = design.blocks.find((block) => block.id === row.id);
  return found?.kind === 'columns' ? (found.columns[row.column]?.blocks ?? []) : [];
}

function withList(design: Design, row: Place['row'], change: (list: List) => Block[]): Design {
  if (!row) return { ...design, blocks: change(design.blocks) };
  const blocks = design.blocks.map((block) => {
    if (block.id !== row.id || block.kind !== 'columns') return block;
    const columns = block.columns.map((column, index) =>
      index === row.column ? { ...column, blocks: change(column.blocks) as LeafBlock[] } : column,
    );
    return { ...block, columns };
  });
  return { ...design, blocks };
}
