import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { LanguageSelect } from '#renderer/pickers/language-select.tsx';
import { textsIn, withTexts } from '#renderer/pickers/language-texts.ts';
import { SenderSelect } from '#renderer/pickers/sender-select.tsx';
import type { RenderedMessage, TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import classes from './campaign-editor.module.css';
import { LineField } from './line-field.tsx';
import { PushLines } from './push-lines.tsx';
import type { DraftEditor } from './use-draft.ts';

interface EnvelopeProps {
  draft: DraftEditor;
  /** In which one writes; null: the message itself. */
  language: string | null;
  onLanguage(language: string | null): void;
  rendered: RenderedMessage | undefined;
  problems: TemplateProblem[];
}

/** To, from, subject and preheader, as in a mail program. */
export function Envelope(props: EnvelopeProps) {
  const { draft, rendered, problems } = props;
  const { t } = useTranslation('campaign');
  const { fields, edit, base } = draft;
  const channel = base.channel;
  return (
    <div className={classes.rows}>
      <span className={classes.label}>{t('field.audience')}</span>
      <AudienceLine draft={draft} />
      <span className={classes.label}>{t('field.sender_id')}</span>
      <SenderSelect
        channel={channel}
        label={t('field.sender_id')}
        value={fields.sender_id}
        onChange={(sender_id) => edit({ sender_id })}
      />
      {channel === 'push' && <PushLines draft={draft} rendered={rendered} problems={problems} />}
      {channel === 'email' && <MailLines {...props} />}
    </div>
  );
}

function MailLines({ draft, rendered, problems, language, onLanguage }: EnvelopeProps) {
  const { t } = useTranslation(['campaign', 'templates']);
  const { fields, edit } = draft;
  const texts = textsIn(fields, language);
  const write = (change: Partial<typeof texts>) => edit(withTexts(fields, language, change));
  const problemOf = (part: TemplateProblem['part']) => problems.find((problem) => problem.part === part)?.message;
  return (
    <>
      <span className={classes.label}>{t('templates:language')}</span>
      <div>
        <LanguageSelect
          translations={fields.translations}
          language={language}
          onLanguage={onLanguage}
          onChange={(translations) => edit({ translations })}
          texts={texts}
        />
      </div>
      <span className={classes.label}>{t('field.subject')}</span>
      <LineField
        part="subject"
        label={t('field.subject')}
        insertLabel={t('merge.into_subject')}
        value={texts.subject}
        onChange={(subject) => write({ subject })}
        shown={rendered?.subject}
        phoneLength={40}
        problem={problemOf('subject')}
      />
      <span className={classes.label}>{t('field.preheader')}</span>
      <LineField
        part="preheader"
        label={t('field.preheader')}
        insertLabel={t('merge.into_preheader')}
        value={texts.preheader}
        onChange={(preheader) => write({ preheader })}
        shown={rendered?.preheader}
        phoneLength={50}
        problem={problemOf('preheader')}
      />
    </>
  );
}

function AudienceLine({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation('campaign');
  const [query, setQuery] = useSearchParams();
  const { data } = useQuery(api.campaigns.audience.queryOptions({ input: { id: draft.base.id } }));
  const nobody = addressesNobody(draft.fields.audience);
  const choose = () => {
    query.set('panel', 'recipients');
    setQuery(query, { replace: true });
  };
  return (
    <div className={classes.to}>
      {nobody ? (
        <Text span c="dimmed" size="sm">
          {t('audience.nobody')}
        </Text>
      ) : (
        <Text span size="sm" className="numbers">
          {data ? t('audience.people', { count: data.recipients }) : '…'}
          {data && data.addressed > data.recipients && (
            <Text span c="dimmed" size="sm">
              {' · '}
              {t('audience.left_out', { count: data.addressed - data.recipients })}
            </Text>
          )}
        </Text>
      )}
      <Anchor component="button" type="button" size="sm" onClick={choose}>
        {nobody ? t('audience.choose') : t('audience.change')}
      </Anchor>
    </div>
  );
}
