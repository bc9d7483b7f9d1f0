import { Group, Skeleton, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../builder/catalogue.tsx';
import { ProblemList } from './problem-list.tsx';
import type { RuleEditorHandle } from './rule-editor.tsx';
import type { RuleProblem } from './rule-problems.ts';
import classes from './text.module.css';

const RuleEditor = lazy(() => import('./rule-editor.tsx'));

interface RuleTextProps {
  text: string;
  problems: readonly RuleProblem[];
  onChange(text: string): void;
}

/** The rule as text, and below it what is wrong and what was probably meant. */
export function RuleText({ text, problems, onChange }: RuleTextProps) {
  const { t } = useTranslation('segment');
  const catalogue = useCatalogue();
  const editor = useRef<RuleEditorHandle>(null);
  return (
    <div className={classes.editor}>
      <div className={classes.source}>
        <Suspense fallback={<Skeleton height="100%" radius={0} />}>
          <RuleEditor
            ref={editor}
            label={t('text.label')}
            placeholder={t('text.placeholder')}
            value={text}
            catalogue={catalogue}
            problems={problems}
            onChange={onChange}
          />
        </Suspense>
      </div>
      {problems.length > 0 ? (
        <ProblemList
          problems={problems}
          onShow={(problem) => editor.current?.goTo(problem)}
          onUse={(problem, suggestion) => editor.current?.replace(problem, suggestion)}
        />
      ) : (
        <Group className={classes.foot} gap={8} wrap="nowrap">
          {text.trim() && <IconCircleCheck size={16} aria-hidden color="var(--mantine-color-green-text)" />}
          <Text size="sm" c="dimmed">
            {text.trim() ? t('text.no_problems') : ''} {t('text.help')}
          </Text>
        </Group>
      )}
    </div>
  );
}
