import { useState } from 'react';
import { textsIn, withTexts } from '#renderer/pickers/language-texts.ts';
import { BodyPanel } from '#renderer/pickers/message-body/body-panel.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import type { DraftFields } from './draft-changes.ts';
import { DraftNotices } from './draft-notices.tsx';
import { EditorHeader } from './editor-header.tsx';
import { Envelope } from './envelope.tsx';
import { PushBody } from './push-body.tsx';
import { SidePanel } from './side-panel.tsx';
import { SmsBody } from './sms-body.tsx';
import { useDraft } from './use-draft.ts';
import { type PreviewContact, usePreview } from './use-preview.ts';
import { VariantBar } from './variant-bar.tsx';
import { useVariant } from './variant-draft.ts';

/** A draft: envelope and source at the left, what comes of it at the right. */
export default function CampaignEditor({ campaign }: { campaign: Campaign }) {
  const draft = useDraft(campaign);
  const choice = useVariant(draft);
  const [language, setLanguage] = useState<string | null>(null);
  const [contact, setContact] = useState<PreviewContact | null>(null);
  const { fields, edit } = choice.draft;
  const preview = usePreview(campaign.id, shownIn(fields, language), contact, choice.index);
  const problems = preview.data?.problems ?? [];
  const envelope = (
    <>
      <VariantBar draft={draft} choice={choice} />
      <Envelope
        draft={choice.draft}
        rendered={preview.data}
        problems={problems}
        language={language}
        onLanguage={setLanguage}
      />
    </>
  );
  const body =
    campaign.channel === 'push' ? (
      <PushBody draft={draft} problems={problems} />
    ) : campaign.channel === 'sms' ? (
      <SmsBody draft={draft} rendered={preview.data} problems={problems} />
    ) : (
      <BodyPanel
        key={`${choice.index} ${language ?? ''}`}
        body_kind={fields.body_kind}
        body={textsIn(fields, language).body}
        problems={problems}
        canSwitch={fields.translations.length === 0}
        onChange={({ body_kind, body: text }) =>
          edit({
            ...(body_kind !== undefined && { body_kind }),
            ...(text !== undefined && withTexts(fields, language, { body: text })),
          })
        }
      />
    );
  const side = { draft, preview, contact, onContact: setContact, choice };
  return (
    <div className={classes.editor}>
      <EditorHeader draft={draft} contact={contact} variant={choice.index} />
      <DraftNotices draft={draft} />
      {fields.body_kind === 'visual' ? (
        <div className={classes.whole}>
          {envelope}
          <SidePanel {...side} write={body} />
        </div>
      ) : (
        <div className={classes.columns}>
          <div className={classes.write}>
            {envelope}
            {body}
          </div>
          <SidePanel {...side} />
        </div>
      )}
    </div>
  );
}

/** While one writes in a language, it is what is shown. */
function shownIn(fields: DraftFields, language: string | null): DraftFields {
  return language === null ? fields : { ...fields, ...textsIn(fields, language), translations: [] };
}
