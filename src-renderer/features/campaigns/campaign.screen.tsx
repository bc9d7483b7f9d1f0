import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';

const CampaignEditor = lazy(() => import('./editor/campaign-editor.tsx'));
const CampaignReport = lazy(() => import('./report/campaign-report.tsx'));

/** One campaign: its editor while it is a draft, what became of it afterwards. */
export default function CampaignScreen() {
  const { id } = useParams<{ id: string }>();
  const may = useMay();
  const campaign = useQuery(api.campaigns.get.queryOptions({ input: { id } }));
  if (campaign.data) {
    const edits = campaign.data.state === 'draft' && may('campaign.write');
    return edits ? (
      <CampaignEditor key={id} campaign={campaign.data} />
    ) : (
      <CampaignReport key={id} campaign={campaign.data} />
    );
  }
  if (campaign.error) return <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />;
  return <LoadingPage />;
}
