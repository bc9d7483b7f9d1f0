import { Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { TEXT_SHOWN } from '#shared/domain/push/push-content.ts';
import classes from './campaign-editor.module.css';
import type { DraftEditor } from './use-draft.ts';

/** The text of a push message, with how much of it a screen shows. */
export function PushBody({ draft, problems }: { draft: DraftEditor; problems: TemplateProblem[] }) {
  const { t } = useTranslation('push');
  const field = useRef<HTMLTextAreaElement>(null);
  const { fields, edit } = draft;
  const insert = (tag: string) => {
    const { selectionStart = fields.body.length, selectionEnd = fields.body.length } = field.current ?? {};
    edit({ body: fields.body.slice(0, selectionStart) + tag + fields.body.slice(selectionEnd) });
    field.current?.focus();
  };
  const { length } = [...fields.body.trim()];
  return (
    <section className={classes.body} aria-label={t('text')}>
      <div className={classes.bar}>
        <Text size="sm" className="numbers" c={length > TEXT_SHOWN ? 'var(--mantine-color-amber-text)' : undefined}>
          {t('length', { count: length, shown: TEXT_SHOWN })}
        </Text>
        <div style={{ marginInlineStart: 'auto' }}>
          <MergeFieldMenu label={t('insert')} onInsert={insert} />
        </div>
      </div>
      <div className={classes.source}>
        <Textarea
          ref={field}
          aria-label={t('text')}
          variant="unstyled"
          autosize
          minRows={6}
          styles={{ input: { padding: 12 } }}
          maxLength={3_000}
          value={fields.body}
          onChange={(event) => edit({ body: event.currentTarget.value })}
          error={problems.find(({ part }) => part === 'body')?.message}
        />
      </div>
    </section>
  );
}
