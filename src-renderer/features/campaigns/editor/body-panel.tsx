import { SegmentedControl, Skeleton, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import type { DraftFields } from './draft-changes.ts';
import type { SourceHandle } from './source-editor.tsx';
import type { DraftEditor } from './use-draft.ts';

const SourceEditor = lazy(() => import('./source-editor.tsx'));

type BodyKind = Exclude<DraftFields['body_kind'], 'text'>;

interface BodyPanelProps {
  draft: DraftEditor;
  problems: TemplateProblem[];
}

/** The body as source, with merge fields and what is wrong with it. */
export function BodyPanel({ draft, problems }: BodyPanelProps) {
  const { t } = useTranslation('campaign');
  const handle = useRef<SourceHandle>(null);
  const { fields, edit } = draft;
  const written: BodyKind = fields.body_kind === 'markdown' ? 'markdown' : 'html';
  const found = problems.filter(({ part }) => part === 'body');
  const choose = (kind: BodyKind) => {
    const change = () => edit({ body_kind: kind });
    if (kind === fields.body_kind) return;
    if (!fields.body.trim()) return change();
    confirm({
      title: t(`body.to_${kind}`),
      body: t(`body.to_${kind}_text`),
      action: t(`body.to_${kind}_action`),
      onConfirm: change,
    });
  };
  return (
    <section className={classes.body} aria-label={t('field.body')}>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('field.body_kind')}
          value={fields.body_kind}
          onChange={(kind) => choose(kind as BodyKind)}
          data={[
            { value: 'html', label: 'HTML' },
            { value: 'markdown', label: 'Markdown' },
          ]}
        />
        <div style={{ marginInlineStart: 'auto' }}>
          <MergeFieldMenu label={t('merge.into_body')} onInsert={(tag) => handle.current?.insert(tag)} />
        </div>
      </div>
      <div className={classes.source}>
        <Suspense fallback={<Skeleton height="100%" radius={0} />}>
          <SourceEditor
            ref={handle}
            label={t('field.body')}
            kind={written}
            value={fields.body}
            onChange={(body) => edit({ body })}
            problems={found}
          />
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
