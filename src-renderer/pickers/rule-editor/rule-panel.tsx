import { Alert, SegmentedControl } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { HistoryButtons, SegmentBuilder } from './builder/segment-builder.tsx';
import classes from './rule-panel.module.css';
import type { RuleProblem } from './text/rule-problems.ts';
import { RuleText } from './text/rule-text.tsx';
import { type DraftStore, type FaceRefusal, MOST_ROWS, type SegmentDraft } from './tree/segment-draft.ts';

interface RulePanelProps {
  draft: DraftStore;
  problems: readonly RuleProblem[];
}

/** The two faces of the rule, and why the other one can't be turned to. */
export function RulePanel({ draft, problems }: RulePanelProps) {
  const { t } = useTranslation('segment');
  const { face, text, refused } = useStore(draft);
  return (
    <section className={classes.rule} aria-label={t('group.root')}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('face.label')}
          value={face}
          onChange={(next) => draft.turnTo(next as SegmentDraft['face'])}
          data={[
            { value: 'builder', label: t('face.builder') },
            { value: 'text', label: t('face.text') },
          ]}
        />
        {face === 'builder' && <HistoryButtons draft={draft} />}
      </div>
      {refused && <Refused refused={refused} />}
      {face === 'builder' ? (
        <div className={classes.scroll}>
          <SegmentBuilder draft={draft} problems={problems} />
        </div>
      ) : (
        <RuleText text={text} problems={problems} onChange={draft.type} />
      )}
    </section>
  );
}

function Refused({ refused }: { refused: FaceRefusal }) {
  const { t } = useTranslation('segment');
  const count = refused.why === 'unfinished' ? refused.keys.length : refused.count;
  return (
    <Alert role="alert" color="amber" radius={0} icon={<IconInfoCircle size={18} aria-hidden />}>
      {t(`face.refused_${refused.why}`, { count, most: MOST_ROWS })}
    </Alert>
  );
}
