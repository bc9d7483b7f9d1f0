import { createStore } from 'zustand/vanilla';
import type { Block, BlockKind, Design } from '#shared/domain/design/design.ts';
import {
  changeBlock,
  copyBlock,
  everyBlock,
  findBlock,
  insertBlock,
  moveBlock,
  type Place,
  placeOf,
  removeBlock,
  stepBlock,
} from '#shared/domain/design/edit-design.ts';
import type { Look } from '#shared/domain/design/look.ts';
import { type BlockWords, newBlock } from '#shared/domain/design/new-block.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';

export interface DesignState {
  design: Design;
  /** null: the mail as a whole. */
  selected: string | null;
  /** The text block in which somebody writes. */
  writing: boolean;
  /** Why the mail can't be kept as it is now; the last whole one is what others have. */
  refusal: string | null;
  past: Design[];
  future: Design[];
}

export interface DesignPorts {
  newId(): string;
  words: BlockWords;
  /** Called with each change that leaves the mail whole, and with nothing else: one that is only looked at stays as it is. */
  changed(design: Design): void;
}

const STEPS = 100;

export type DesignStore = ReturnType<typeof createDesignStore>;

/** The mail in the editor, with its steps back and forth. Changes of one block by typing are one step. */
export function createDesignStore(design: Design, ports: DesignPorts) {
  const begin = { design, selected: null, writing: false, refusal: null, past: [], future: [] };
  const store = createStore<DesignState>(() => begin);
  const { getState: get, setState: set } = store;
  let typing: string | null = null;

  /** Nobody could open again what is no design. */
  function handOn(next: Design): void {
    const answer = readDesign(JSON.stringify(next));
    set({ refusal: answer.ok ? null : answer.problem });
    if (answer.ok) ports.changed(next);
  }

  function commit(next: Design, more: Partial<DesignState> = {}, as: string | null = null): void {
    const { design: before, past } = get();
    if (next === before) return;
    const goesOn = as !== null && as === typing;
    typing = as;
    set({ design: next, past: goesOn ? past : [...past.slice(-STEPS), before], future: [], ...more });
    handOn(next);
  }

  function travel(from: 'past' | 'future', to: 'past' | 'future'): void {
    const { design: now, selected, ...state } = get();
    const next = state[from].at(-1);
    if (!next) return;
    typing = null;
    const kept = selected && findBlock(next, selected) ? selected : null;
    set({ design: next, [from]: state[from].slice(0, -1), [to]: [...state[to], now], selected: kept, writing: false });
    handOn(next);
  }

  /** After what is selected, or at the end. */
  function nextPlace(): Place {
    const { design: now, selected } = get();
    const place = selected === null ? null : placeOf(now, selected);
    return place ? { ...place, index: place.index + 1 } : { row: null, index: now.blocks.length };
  }

  function insert(block: Block, place: Place = nextPlace()): void {
    commit(insertBlock(get().design, block, place), { selected: block.id, writing: false });
  }

  return {
    ...store,
    insert,
    insertNew(kind: BlockKind, place?: Place, columns = 2) {
      const ids = Array.from({ length: kind === 'columns' ? columns : 0 }, ports.newId);
      insert(newBlock(kind, ports.newId(), ports.words, ids), place);
    },
    insertCopy(block: Block, place?: Place) {
      insert(copyBlock(block, ports.newId), place);
    },
    duplicate(id: string) {
      const { design: now } = get();
      const block = findBlock(now, id);
      const place = placeOf(now, id);
      if (block && place) insert(copyBlock(block, ports.newId), { ...place, index: place.index + 1 });
    },
    remove(id: string) {
      const { design: now } = get();
      const order = everyBlock(now).map((block) => block.id);
      const next = removeBlock(now, id);
      const left = new Set(everyBlock(next).map((block) => block.id));
      const at = order.indexOf(id);
      const selected =
        order.slice(at).find((other) => left.has(other)) ??
        order.slice(0, at).findLast((other) => left.has(other)) ??
        null;
      commit(next, { selected, writing: false });
    },
    move(id: string, to: Place) {
      commit(moveBlock(get().design, id, to), { selected: id });
    },
    step(id: string, step: -1 | 1) {
      commit(stepBlock(get().design, id, step));
    },
    /** Typing in one field of a block is one step back. */
    change(id: string, change: Partial<Block>) {
      commit(changeBlock(get().design, id, change), {}, `${id}:${Object.keys(change).join()}`);
    },
    changeLook(change: Partial<Look>) {
      const { design: now } = get();
      commit({ ...now, look: { ...now.look, ...change } }, {}, `look:${Object.keys(change).join()}`);
    },
    select(id: string | null, writing = false) {
      const state = get();
      if (state.selected === id && state.writing === writing) return;
      typing = null;
      set({ selected: id, writing });
    },
    undo: () => travel('past', 'future'),
    redo: () => travel('future', 'past'),
  };
}
