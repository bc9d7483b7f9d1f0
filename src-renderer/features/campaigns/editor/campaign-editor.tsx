import { useState } from 'react';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { BodyPanel } from './body-panel.tsx';
import classes from './campaign-editor.module.css';
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
  const [contact, setContact] = useState<PreviewContact | null>(null);
  const preview = usePreview(campaign.id, choice.draft.fields, contact?.id, choice.index);
  const problems = preview.data?.problems ?? [];
  return (
    <div className={classes.editor}>
      <EditorHeader draft={draft} contact={contact} variant={choice.index} />
      <DraftNotices draft={draft} />
      <div className={classes.columns}>
        <div className={classes.write}>
          <VariantBar draft={draft} choice={choice} />
          <Envelope draft={choice.draft} rendered={preview.data} problems={problems} />
          {campaign.channel === 'push' ? (
            <PushBody draft={draft} problems={problems} />
          ) : campaign.channel === 'sms' ? (
            <SmsBody draft={draft} rendered={preview.data} problems={problems} />
          ) : (
            <BodyPanel key={choice.index} draft={choice.draft} problems={problems} />
          )}
        </div>
        <SidePanel draft={draft} preview={preview} contact={contact} onContact={setContact} choice={choice} />
      </div>
    </div>
  );
}
