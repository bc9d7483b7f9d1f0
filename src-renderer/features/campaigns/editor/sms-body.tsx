import { Text, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import type { RenderedMessage, TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import classes from './campaign-editor.module.css';
import { priceInWords, useSegmentPrice } from './sms-price.ts';
import type { DraftEditor } from './use-draft.ts';

interface SmsBodyProps {
  draft: DraftEditor;
  rendered: RenderedMessage | undefined;
  problems: TemplateProblem[];
}

/** A text message as its author writes it, with what it takes while it is written. */
export function SmsBody({ draft, rendered, problems }: SmsBodyProps) {
  const { t } = useTranslation('sms');
  const field = useRef<HTMLTextAreaElement>(null);
  const { fields, edit } = draft;
  const insert = (tag: string) => {
    const { selectionStart = fields.body.length, selectionEnd = fields.body.length } = field.current ?? {};
    edit({ body: fields.body.slice(0, selectionStart) + tag + fields.body.slice(selectionEnd) });
    field.current?.focus();
  };
  const problem = problems.find(({ part }) => part === 'body');
  return (
    <section className={classes.body} aria-label={t('body')}>
      <div className={classes.bar}>
        <SmsMeter draft={draft} rendered={rendered} />
        <div style={{ marginInlineStart: 'auto' }}>
          <MergeFieldMenu label={t('insert')} onInsert={insert} />
        </div>
      </div>
      <div className={classes.source}>
        <Textarea
          ref={field}
          aria-label={t('body')}
          variant="unstyled"
          autosize
          minRows={8}
          styles={{ input: { padding: 12 } }}
          maxLength={4_000}
          value={fields.body}
          onChange={(event) => edit({ body: event.currentTarget.value })}
          error={problem?.message}
        />
      </div>
      <Text size="xs" c="dimmed" px="sm" py={6}>
        {t('stop_hint')}
      </Text>
    </section>
  );
}

/** At once from what is typed; once the preview is there, from what its person gets: merge fields and short links are in it. */
function SmsMeter({ draft, rendered }: Pick<SmsBodyProps, 'draft' | 'rendered'>) {
  const { t, i18n } = useTranslation('sms');
  const { fields } = draft;
  const price = useSegmentPrice(fields.sender_id);
  const isChanged = /\{[{%]|https?:\/\//i.test(fields.body);
  const size = (isChanged && rendered?.sms) || sizeOfSms(fields.body.trim());
  if (size.segments === 0) return <Text size="sm">{t('nothing')}</Text>;
  return (
    <div aria-live="polite">
      <Text size="sm" className="numbers">
        <Text span fw={600}>
          {t('segments', { count: size.segments })}
        </Text>
        {` · ${size.encoding} · ${t('room', { count: size.room })}`}
        {price &&
          ` · ${t('each', { price: priceInWords(size.segments * price.amount, price.currency, i18n.language) })}`}
      </Text>
      {size.culprit !== null && (
        <Text size="xs" c="var(--mantine-color-amber-text)">
          {t('wide', { culprit: size.culprit, interpolation: { escapeValue: false } })}
        </Text>
      )}
    </div>
  );
}
