import { Button } from '@mantine/core';
import { IconSitemapOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { WorkflowEditor } from './editor/workflow-editor.tsx';

export default function WorkflowScreen() {
  const { id = '' } = useParams<{ id: string }>();
  const workflow = useQuery(api.workflows.get.queryOptions({ input: { id } }));
  if (isRefusal(workflow.error, 'NOT_FOUND', 'INVALID_INPUT')) return <Gone />;
  if (workflow.error && !workflow.data) {
    return <ErrorState error={workflow.error} onRetry={() => void workflow.refetch()} />;
  }
  if (!workflow.data) return <LoadingPage />;
  return (
    <ReactFlowProvider>
      <WorkflowEditor key={id} workflow={workflow.data} />
    </ReactFlowProvider>
  );
}

function Gone() {
  const { t } = useTranslation('workflow');
  return (
    <Screen>
      <PageHeader title={t('title')} back={{ href: '/workflows', label: t('back_to_all') }} />
      <EmptyState
        icon={IconSitemapOff}
        sentence={t('gone')}
        action={
          <Button component={Link} href="/workflows" variant="default">
            {t('back_to_all')}
          </Button>
        }
      />
    </Screen>
  );
}
