import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import classes from '../report/campaign-report.module.css';
import { ApprovalPanel } from './approval-panel.tsx';
import { useApproval } from './use-approval.ts';

/** It has not begun, so that there is something to approve. */
export function isOpen({ state, started_at }: Pick<Campaign, 'state' | 'started_at'>): boolean {
  return started_at === null && (state === 'draft' || state === 'scheduled' || state === 'paused');
}

/** Of a campaign that is no draft any more: who approved what; and where it waits for approval, the way to get it. */
export function CampaignApproval({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('approval');
  const { id, revision } = campaign;
  const { data } = useApproval(id).query;
  const open = isOpen(campaign);
  if (!data || (data.history.length === 0 && !(open && data.from_recipients !== null))) return null;
  return (
    <section className={classes.panel} aria-label={t('title')}>
      <Title order={2} mb="sm">
        {t('title')}
      </Title>
      <ApprovalPanel id={id} open={open} revisionToAsk={() => Promise.resolve(revision)} />
    </section>
  );
}
