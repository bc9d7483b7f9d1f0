import { ActionIcon, Group, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconInfoCircle } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RuleProblem } from '../text/rule-problems.ts';
import type { DraftStore } from '../tree/segment-draft.ts';
import classes from './builder.module.css';
import { BuilderContext } from './builder-context.ts';
import { RowProblemsContext, rowProblems } from './row-problems.ts';
import { RuleGroup } from './rule-group.tsx';
import { useBuilderActions } from './use-builder-actions.ts';
import { useTreeDrag } from './use-tree-drag.ts';
import { useTreeKeys } from './use-tree-keys.ts';

interface SegmentBuilderProps {
  draft: DraftStore;
  problems: readonly RuleProblem[];
}

/** The rule as rows and groups, and once, plainly, how a missing value counts. */
export function SegmentBuilder({ draft, problems }: SegmentBuilderProps) {
  const { t } = useTranslation('segment');
  const tree = useStore(draft, (state) => state.tree);
  const root = useRef<HTMLDivElement>(null);
  const wrong = useMemo(() => rowProblems(tree, draft.ruleText(), problems), [draft, tree, problems]);
  const { actions, said } = useBuilderActions(draft, root);
  useTreeKeys(root, actions, draft);
  useTreeDrag(root, actions);
  return (
    <BuilderContext value={actions}>
      <div ref={root} className={classes.builder}>
        <RowProblemsContext value={wrong}>
          <RuleGroup group={tree} root />
        </RowProblemsContext>
        <Group gap={8} wrap="nowrap" align="flex-start" mt="md" maw={720}>
          <IconInfoCircle size={16} aria-hidden className={classes.note} />
          <Text size="sm" c="dimmed">
            {t('missing_value')}
          </Text>
        </Group>
        <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      </div>
    </BuilderContext>
  );
}

export function HistoryButtons({ draft }: { draft: DraftStore }) {
  const { t } = useTranslation('segment');
  const past = useStore(draft, (state) => state.past.length);
  const future = useStore(draft, (state) => state.future.length);
  const back = t('history.undo');
  const forth = t('history.redo');
  return (
    <Group gap={0} wrap="nowrap" className={classes.history}>
      <Tooltip label={back}>
        <ActionIcon aria-label={back} disabled={past === 0} onClick={draft.undo}>
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={forth}>
        <ActionIcon aria-label={forth} disabled={future === 0} onClick={draft.redo}>
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
