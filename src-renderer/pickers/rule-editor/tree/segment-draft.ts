import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { ruleOfTree } from './rule-of-tree.ts';
import { isGroup, newGroup, newRow, type TreeGroup, walk } from './rule-tree.ts';
import { treeOfRule } from './tree-of-rule.ts';

/**
 * A rule being written, with two faces. Whichever was edited last holds the truth; the other one is made from it when it is turned to,
 * and stays as it was when nothing has been edited since, so that line breaks, unfinished rows and groups of one survive a look.
 */
export interface SegmentDraft {
  face: 'builder' | 'text';
  truth: 'tree' | 'text';
  text: string;
  tree: TreeGroup;
  past: TreeGroup[];
  future: TreeGroup[];
  /** Why the other face could not be turned to. */
  refused: FaceRefusal | null;
}

export type FaceRefusal =
  | { why: 'problems'; count: number }
  | { why: 'unfinished'; keys: string[] }
  | { why: 'too_many'; count: number };

export interface RuleReading {
  rule: SegmentNode | null;
  /** How many problems keep the text from being a rule. */
  problems: number;
}

export interface LanguagePorts {
  read(text: string): RuleReading;
  write(rule: SegmentNode): string;
}

/** More rows than this are no help to the eye, and slow to draw. */
export const MOST_ROWS = 200;
const MOST_STEPS = 100;

export interface DraftStore extends StoreApi<SegmentDraft> {
  type(text: string): void;
  /** @param merge names what is edited: steps of the same name in a row are undone as one */
  edit(change: (tree: TreeGroup) => TreeGroup, merge?: string): void;
  undo(): void;
  redo(): void;
  turnTo(face: SegmentDraft['face']): void;
  /** The rule as text, whichever face it is in; null while rows are unfinished. */
  ruleText(): string | null;
  /** Begins anew from a text, such as the one somebody else has saved. */
  start(text: string, face?: SegmentDraft['face']): void;
}

export function createSegmentDraft(text: string, ports: LanguagePorts, face: SegmentDraft['face']): DraftStore {
  const store = createStore<SegmentDraft>(() => startOf(text, ports, face));
  const { getState: get, setState: set } = store;
  let merging: string | undefined;

  function turnToText(): Partial<SegmentDraft> {
    const { truth, tree, text } = get();
    if (truth === 'text') return { face: 'text' };
    const { rule, unfinished } = ruleOfTree(tree);
    if (unfinished.length > 0) return { refused: { why: 'unfinished', keys: unfinished } };
    const written = rule ? ports.write(rule) : '';
    return { face: 'text', text: sameText(written, text, ports) ? text : written };
  }

  function turnToBuilder(): Partial<SegmentDraft> {
    const { truth, text } = get();
    if (truth === 'tree') return { face: 'builder' };
    const opened = openTree(text, ports);
    if ('why' in opened) return { refused: opened };
    return { face: 'builder', tree: opened, past: [], future: [] };
  }

  function restep(from: 'past' | 'future', to: 'past' | 'future'): void {
    const state = get();
    const tree = state[from].at(-1);
    if (!tree) return;
    merging = undefined;
    set({ [from]: state[from].slice(0, -1), [to]: [...state[to], state.tree], tree, truth: 'tree', refused: null });
  }

  return {
    ...store,
    type: (text) => set({ text, truth: 'text', refused: null }),
    edit(change, merge) {
      const { tree, past } = get();
      const next = change(tree);
      if (next === tree) return;
      const joined = merge !== undefined && merge === merging;
      merging = merge;
      const steps = joined ? past : [...past, tree].slice(-MOST_STEPS);
      set({ tree: next, past: steps, future: [], truth: 'tree', refused: null });
    },
    undo: () => restep('past', 'future'),
    redo: () => restep('future', 'past'),
    turnTo(face) {
      if (face !== get().face) set({ refused: null, ...(face === 'text' ? turnToText() : turnToBuilder()) });
    },
    ruleText() {
      const { truth, text, tree } = get();
      if (truth === 'text') return text;
      const { rule, unfinished } = ruleOfTree(tree);
      if (unfinished.length > 0) return null;
      return rule ? ports.write(rule) : '';
    },
    start: (text, face = get().face) => set(startOf(text, ports, face)),
  };
}

function startOf(text: string, ports: LanguagePorts, face: SegmentDraft['face']): SegmentDraft {
  const nothing = { text, past: [], future: [], refused: null };
  if (text === '') return { ...nothing, face, truth: 'tree', tree: emptyTree() };
  const opened = openTree(text, ports);
  if ('why' in opened) return { ...nothing, face: 'text', truth: 'text', tree: emptyTree() };
  return { ...nothing, face, truth: 'text', tree: opened };
}

const emptyTree = () => newGroup('and', [newRow()]);

function openTree(text: string, { read }: LanguagePorts): TreeGroup | FaceRefusal {
  if (text.trim() === '') return emptyTree();
  const { rule, problems } = read(text);
  if (!rule || problems > 0) return { why: 'problems', count: problems };
  const tree = treeOfRule(rule);
  const rows = countRows(tree);
  return rows > MOST_ROWS ? { why: 'too_many', count: rows } : tree;
}

export function countRows(tree: TreeGroup): number {
  let rows = 0;
  walk(tree, (node) => {
    if (!isGroup(node)) rows += 1;
  });
  return rows;
}

/** Whether a text that is there says what would be written anew: then its author's line breaks are kept. */
function sameText(written: string, text: string, { read, write }: LanguagePorts): boolean {
  const { rule } = read(text);
  return rule !== null && write(rule) === written;
}
