import { type RefObject, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '#renderer/ui/toast.tsx';
import {
  changeNode,
  duplicateNode,
  findNode,
  insertNode,
  moveNode,
  placeOf,
  removeNode,
  restoreNode,
  stepFrom,
  unwrapNode,
  wrapNode,
} from '../tree/edit-tree.ts';
import { isGroup, newGroup, newRow, type TreeGroup } from '../tree/rule-tree.ts';
import type { DraftStore } from '../tree/segment-draft.ts';
import type { BuilderActions } from './builder-context.ts';
import { focusLater } from './focus-node.ts';

/** What rows and groups may do, and what was last done for those who only hear it. */
export function useBuilderActions(draft: DraftStore, root: RefObject<HTMLElement | null>) {
  const { t } = useTranslation(['segment', 'common']);
  const [said, setSaid] = useState('');
  const actions = useMemo((): BuilderActions => {
    const tree = () => draft.getState().tree;
    const focus = focusLater(root);
    const sayPlace = (key: string) => {
      const place = placeOf(tree(), key);
      const group = place && findNode(tree(), place.group);
      if (group && isGroup(group)) setSaid(t('row.moved', { place: place.index + 1, count: group.children.length }));
    };
    const moveTo = (key: string, place: Parameters<typeof moveNode>[2]) => {
      const keep = focus.keep(key);
      draft.edit((now) => moveNode(now, key, place));
      keep();
      sayPlace(key);
    };
    return {
      setCondition: (key, condition) =>
        draft.edit((now) => changeNode(now, key, (node) => ({ ...node, condition })), `condition ${key}`),
      setJoiner: (key, joiner) => draft.edit((now) => changeNode(now, key, (node) => ({ ...node, joiner }))),
      negate: (key) =>
        draft.edit((now) => changeNode(now, key, (node) => ({ ...node, nots: node.nots ? node.nots - 1 : 1 }))),
      add(key, what) {
        const node = what === 'row' ? newRow() : newGroup(otherJoiner(tree(), key), [newRow()]);
        draft.edit((now) => insertNode(now, node, { group: key, index: Number.POSITIVE_INFINITY }));
        focus.field(node.key);
      },
      duplicate(key) {
        const { tree: next, copy } = duplicateNode(tree(), key);
        draft.edit(() => next);
        if (copy) focus.field(copy);
      },
      remove(key) {
        const node = findNode(tree(), key);
        const place = placeOf(tree(), key);
        if (!node || !place) return;
        draft.edit((now) => removeNode(now, key));
        focus.near(place);
        toast.done(isGroup(node) ? t('row.removed_group') : t('row.removed'), {
          label: t('common:undo'),
          onClick: () => draft.edit((now) => restoreNode(now, node, place)),
        });
      },
      wrap: (key) => draft.edit((now) => wrapNode(now, key)),
      unwrap: (key) => draft.edit((now) => unwrapNode(now, key)),
      step(key, step) {
        const place = stepFrom(tree(), key, step);
        if (place) moveTo(key, place);
        else setSaid(t('row.at_end'));
      },
      move: moveTo,
    };
  }, [draft, root, t]);
  return { actions, said };
}

/** A group inside another one is there to say the other word. */
function otherJoiner(tree: TreeGroup, key: string): TreeGroup['joiner'] {
  const outer = findNode(tree, key);
  return outer && isGroup(outer) && outer.joiner === 'and' ? 'or' : 'and';
}
