import { useState } from 'react';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { PreviewPane } from '../editor/preview-pane.tsx';
import { SmsPreview } from '../editor/sms-preview.tsx';
import { type PreviewContact, usePreview } from '../editor/use-preview.ts';
import classes from './campaign-report.module.css';

/** The message that goes or went out. */
export function ContentTab({ campaign }: { campaign: Campaign }) {
  const [contact, setContact] = useState<PreviewContact | null>(null);
  const preview = usePreview(campaign.id, campaign, contact?.id);
  return (
    <div className={classes.message}>
      {campaign.channel === 'sms' ? (
        <SmsPreview preview={preview} contact={contact} onContact={setContact} />
      ) : (
        <PreviewPane preview={preview} contact={contact} onContact={setContact} />
      )}
    </div>
  );
}
