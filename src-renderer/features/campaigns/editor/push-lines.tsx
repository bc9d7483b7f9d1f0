import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenderedMessage, TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { NO_PUSH_PARTS, type PushParts, TITLE_SHOWN } from '#shared/domain/push/push-content.ts';
import classes from './campaign-editor.module.css';
import { LineField } from './line-field.tsx';
import type { DraftEditor } from './use-draft.ts';

interface PushLinesProps {
  draft: DraftEditor;
  rendered: RenderedMessage | undefined;
  problems: TemplateProblem[];
}

/** Title, link and pictures of a push message. */
export function PushLines({ draft, rendered, problems }: PushLinesProps) {
  const { t } = useTranslation('push');
  const { fields, edit } = draft;
  const parts = fields.push ?? NO_PUSH_PARTS;
  const change = (part: Partial<PushParts>) => edit({ push: { ...parts, ...part } });
  return (
    <>
      <span className={classes.label}>{t('title')}</span>
      <LineField
        part="subject"
        label={t('title')}
        insertLabel={t('insert_title')}
        value={fields.subject}
        onChange={(subject) => edit({ subject })}
        shown={rendered?.push?.title}
        phoneLength={TITLE_SHOWN}
        problem={problems.find(({ part }) => part === 'subject')?.message}
      />
      <span className={classes.label}>{t('link')}</span>
      <LineField
        label={t('link')}
        insertLabel={t('insert_link')}
        value={parts.link}
        onChange={(link) => change({ link })}
        shown={undefined}
        phoneLength={2_000}
        problem={undefined}
      />
      {(['icon', 'image'] as const).map((name) => [
        <span key={`${name} label`} className={classes.label}>
          {t(name)}
        </span>,
        <TextInput
          key={name}
          size="sm"
          aria-label={t(name)}
          placeholder={t('picture_hint')}
          maxLength={2_000}
          value={parts[name]}
          onChange={(event) => change({ [name]: event.currentTarget.value })}
        />,
      ])}
    </>
  );
}
