import { Box, Tabs } from '@mantine/core';
import { IconChecklist, IconEye, IconFlask, IconPencil, IconUserCheck, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { ApprovalPanel } from '../approval/approval-panel.tsx';
import { useApproval } from '../approval/use-approval.ts';
import { PreflightPanel } from '../preflight/preflight-panel.tsx';
import classes from './campaign-editor.module.css';
import { ExperimentPanel } from './experiment-panel.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { PushPreview } from './push-preview.tsx';
import { RecipientsPanel } from './recipients-panel.tsx';
import { SmsPreview } from './sms-preview.tsx';
import { type DraftEditor, savedRevision } from './use-draft.ts';
import type { Preview, PreviewContact } from './use-preview.ts';
import type { VariantChoice } from './variant-draft.ts';

interface SidePanelProps {
  draft: DraftEditor;
  preview: Preview;
  contact: PreviewContact | null;
  onContact(contact: PreviewContact): void;
  choice: VariantChoice;
  /** What is written in takes the whole width and is the first of the panels. */
  write?: ReactNode;
}

const PANELS = ['write', 'preview', 'recipients', 'test', 'preflight', 'approval'] as const;

/** Beside the source: the message as it arrives, to whom it goes, what is tried, or what stands against it. Which one is in the address. */
export function SidePanel({ draft, preview, contact, onContact, choice, write }: SidePanelProps) {
  const { t } = useTranslation(['campaign', 'experiment', 'preflight', 'approval']);
  const [query, setQuery] = useSearchParams();
  const approval = useApproval(draft.base.id).query.data;
  const isApproved = approval && (approval.from_recipients !== null || approval.history.length > 0);
  const wanted = PANELS.find((name) => name === query.get('panel')) ?? (write ? 'write' : 'preview');
  const panel = wanted === 'write' && !write ? 'preview' : wanted;
  const show = (next: string | null) => {
    query.set('panel', next ?? 'preview');
    setQuery(query, { replace: true });
  };
  return (
    <Tabs
      value={panel}
      onChange={show}
      className={write ? `${classes.side} ${classes.tall}` : classes.side}
      keepMounted={false}
    >
      <Tabs.List>
        {write && (
          <Tabs.Tab value="write" leftSection={<IconPencil size={16} aria-hidden />}>
            {t('panel.write')}
          </Tabs.Tab>
        )}
        <Tabs.Tab value="preview" leftSection={<IconEye size={16} aria-hidden />}>
          {t('panel.preview')}
        </Tabs.Tab>
        <Tabs.Tab value="recipients" leftSection={<IconUsers size={16} aria-hidden />}>
          {t('panel.recipients')}
        </Tabs.Tab>
        {draft.base.channel === 'email' && (
          <Tabs.Tab value="test" leftSection={<IconFlask size={16} aria-hidden />}>
            {t('experiment:title')}
          </Tabs.Tab>
        )}
        <Tabs.Tab value="preflight" leftSection={<IconChecklist size={16} aria-hidden />}>
          {t('preflight:title')}
        </Tabs.Tab>
        {isApproved && (
          <Tabs.Tab value="approval" leftSection={<IconUserCheck size={16} aria-hidden />}>
            {t('approval:title')}
          </Tabs.Tab>
        )}
      </Tabs.List>
      {write && (
        <Tabs.Panel value="write" className={classes.panel}>
          {write}
        </Tabs.Panel>
      )}
      <Tabs.Panel value="preview" className={classes.panel}>
        {draft.base.channel === 'push' ? (
          <PushPreview id={draft.base.id} preview={preview} contact={contact} onContact={onContact} />
        ) : draft.base.channel === 'sms' ? (
          <SmsPreview id={draft.base.id} preview={preview} contact={contact} onContact={onContact} />
        ) : (
          <PreviewPane id={draft.base.id} preview={preview} contact={contact} onContact={onContact} />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="recipients" className={classes.panel}>
        <RecipientsPanel draft={draft} />
      </Tabs.Panel>
      {draft.base.channel === 'email' && (
        <Tabs.Panel value="test" className={classes.panel}>
          <ExperimentPanel draft={draft} choice={choice} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="preflight" className={classes.panel}>
        <PreflightPanel draft={draft} />
      </Tabs.Panel>
      <Tabs.Panel value="approval" className={classes.panel}>
        <Box p="md">
          <ApprovalPanel id={draft.base.id} open revisionToAsk={() => savedRevision(draft)} />
        </Box>
      </Tabs.Panel>
    </Tabs>
  );
}
