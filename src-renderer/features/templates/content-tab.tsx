import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { LanguageSelect } from '#renderer/pickers/language-select.tsx';
import { textsIn, withTexts } from '#renderer/pickers/language-texts.ts';
import { LiquidField } from '#renderer/pickers/liquid-field.tsx';
import { BodyPanel } from '#renderer/pickers/message-body/body-panel.tsx';
import type { Template, TemplateContent } from '#shared/contract/template.contract.ts';
import classes from './templates.module.css';
import type { TemplateDraftEditor } from './use-template-draft.ts';

/** What the template says, language by language. */
export function ContentTab({ template, draft }: { template: Template; draft: TemplateDraftEditor }) {
  const { t } = useTranslation('templates');
  const [language, setLanguage] = useState<string | null>(null);
  const { content, edit } = draft;
  const texts = textsIn(content, language);
  const write = (change: Partial<typeof texts>) => edit(withTexts(content, language, change));
  const problems = useProblems(content, language).filter(({ block, line }) => block !== undefined || line !== null);
  if (template.channel === 'sms') {
    return (
      <Textarea
        label={t('text')}
        autosize
        minRows={6}
        maw={560}
        value={content.body}
        onChange={(event) => edit({ body: event.currentTarget.value })}
      />
    );
  }
  return (
    <>
      <div className={classes.lines}>
        <LiquidField label={t('subject')} value={texts.subject} onChange={(subject) => write({ subject })} />
        <LiquidField label={t('preheader')} value={texts.preheader} onChange={(preheader) => write({ preheader })} />
        <LanguageSelect
          translations={content.translations}
          language={language}
          onLanguage={setLanguage}
          onChange={(translations) => edit({ translations })}
          texts={texts}
        />
      </div>
      <BodyPanel
        key={language ?? ''}
        body_kind={content.body_kind}
        body={texts.body}
        problems={problems}
        canSwitch={content.translations.length === 0}
        onChange={({ body_kind, body }) => {
          const kind = body_kind === undefined ? {} : { body_kind };
          edit({ ...kind, ...(body === undefined ? {} : withTexts(content, language, { body })) });
        }}
      />
    </>
  );
}

const PAUSE_MS = 350;

function useProblems(content: TemplateContent, language: string | null) {
  const [settled] = useDebouncedValue(content, PAUSE_MS);
  const input = { content: settled, ...(language && { language }) };
  const { data } = useQuery({
    ...api.templates.preview.queryOptions({ input }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  return data?.problems ?? [];
}
