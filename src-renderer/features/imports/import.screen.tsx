import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { ImportResult } from './import-result.tsx';
import { ImportRunning } from './import-running.tsx';
import { ImportSetup } from './import-setup.tsx';
import { ImportStatePill } from './import-state-pill.tsx';
import { ImportSteps } from './import-steps.tsx';
import { ImportUpload } from './import-upload.tsx';

/** One import, at whatever step it is: it goes on without being looked at. */
export default function ImportScreen() {
  const { t } = useTranslation('imports');
  const { id = '' } = useParams<{ id: string }>();
  const [params] = useSearchParams();
  const query = useQuery(api.imports.get.queryOptions({ input: { id } }));
  const job = query.data;
  if (!job && query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!job) return <LoadingPage />;
  const again = params.has('again') && ['cancelled', 'failed'].includes(job.state);
  const inSetup = job.state === 'ready' || again;
  const step = inSetup ? (params.get('step') === 'lists' ? 2 : 1) : STEP_OF[job.state];
  return (
    <Screen>
      <PageHeader
        back={{ href: '/imports', label: t('title') }}
        title={job.filename}
        aside={!inSetup && <ImportStatePill state={job.state} />}
      />
      {step !== null && <ImportSteps active={step} />}
      {inSetup ? <ImportSetup key={id} job={job} atLists={step === 2} /> : <AtWork job={job} />}
    </Screen>
  );
}

const STEP_OF: Record<ImportJob['state'], number | null> = {
  uploading: 0,
  ready: 1,
  checking: 3,
  waiting: 3,
  running: 3,
  done: null,
  cancelled: null,
  failed: null,
  undoing: null,
  undone: null,
};

function AtWork({ job }: { job: ImportJob }) {
  if (job.state === 'uploading') return <ImportUpload job={job} />;
  if (job.state === 'waiting' || job.state === 'running') return <ImportRunning job={job} />;
  return <ImportResult job={job} />;
}
