import { createContext, useContext } from 'react';
import type { Place } from '../tree/edit-tree.ts';
import type { Condition, TreeGroup } from '../tree/rule-tree.ts';

/** What rows and groups may do to the tree. Always the same object, so that a row is drawn again only when it changes. */
export interface BuilderActions {
  setCondition(key: string, condition: Condition): void;
  setJoiner(key: string, joiner: TreeGroup['joiner']): void;
  negate(key: string): void;
  add(group: string, what: 'row' | 'group'): void;
  duplicate(key: string): void;
  remove(key: string): void;
  wrap(key: string): void;
  unwrap(key: string): void;
  step(key: string, step: -1 | 1): void;
  move(key: string, to: Place): void;
}

export const BuilderContext = createContext<BuilderActions | null>(null);

export function useBuilder(): BuilderActions {
  const actions = useContext(BuilderContext);
  if (!actions) throw new Error('Rows and groups stand inside a builder.');
  return actions;
}
