import { SegmentedControl, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { BodyText } from './body-text.ts';
import classes from './message-body.module.css';
import { useLedTo } from './place.store.ts';
import type { SourceHandle } from './source-editor.tsx';
import { useKindSwitch } from './use-kind-switch.ts';

const SourceEditor = lazy(() => import('./source-editor.tsx'));
const DesignEditor = lazy(() => import('../design-editor/design-editor.tsx'));

interface BodyPanelProps extends BodyText {
  problems: TemplateProblem[];
  onChange(change: Partial<BodyText>): void;
  /** Only of a message in one language: the others are written in the same kind. */
  canSwitch?: boolean;
}

/** The body of a mail: blocks or source, with what is wrong with it. */
export function BodyPanel({ body_kind, body, problems, onChange, canSwitch = true }: BodyPanelProps) {
  const { t } = useTranslation('campaign');
  const handle = useRef<SourceHandle>(null);
  useLedTo(body_kind === 'visual' ? null : 'body', (place) => handle.current?.goTo(place));
  const found = problems.filter(({ part }) => part === 'body');
  const choose = useKindSwitch({ body_kind, body }, onChange);
  return (
    <section className={classes.body} aria-label={t('field.body')}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('field.body_kind')}
          value={body_kind}
          disabled={!canSwitch}
          onChange={(kind) => choose(kind as BodyKind)}
          data={[
            { value: 'visual', label: t('body.visual') },
            { value: 'html', label: 'HTML' },
            { value: 'markdown', label: 'Markdown' },
          ]}
        />
        {body_kind !== 'visual' && (
          <div style={{ marginInlineStart: 'auto' }}>
            <MergeFieldMenu label={t('merge.into_body')} onInsert={(tag) => handle.current?.insert(tag)} />
          </div>
        )}
      </div>
      <div className={classes.source}>
        <Suspense fallback={<Skeleton height="100%" radius={0} />}>
          {body_kind === 'visual' ? (
            <DesignEditor body={body} problems={found} onChange={(next) => onChange({ body: next })} />
          ) : (
            <SourceEditor
              ref={handle}
              label={t('field.body')}
              kind={body_kind === 'markdown' ? 'markdown' : 'html'}
              value={body}
              onChange={(next) => onChange({ body: next })}
              problems={found}
            />
          )}
        </Suspense>
      </div>
      {found.length > 0 && (
        <ul className={classes.problems} aria-label={t('problems.title')}>
          {found.map((problem) => (
            <li key={`${problem.line}:${problem.column}:${problem.message}`}>
              <ProblemLine problem={problem} onShow={() => handle.current?.goTo(problem)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ProblemLine({ problem, onShow }: { problem: TemplateProblem; onShow(): void }) {
  const { t } = useTranslation('campaign');
  const { line, column, message } = problem;
  return (
    <UnstyledButton onClick={onShow} style={{ display: 'flex', gap: 8, alignItems: 'baseline' }}>
      <IconAlertTriangle size={14} aria-hidden color="var(--mantine-color-red-text)" style={{ flex: 'none' }} />
      <Text span size="sm">
        {message}
      </Text>
      {line !== null && (
        <Text span size="sm" c="dimmed" className="numbers" style={{ whiteSpace: 'nowrap' }}>
          {t('problems.place', { line, column: column ?? 1 })}
        </Text>
      )}
    </UnstyledButton>
  );
}
