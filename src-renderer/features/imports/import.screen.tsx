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
import { ImportSteps, type SetupStep, type Step } from './import-steps.tsx';
import { ImportUpload } from './import-upload.tsx';
import { StepHeading, type StepTitle } from './step-heading.tsx';

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
  const inSetup = job.state === 'ready' || job.state === 'checking' || again;
  const asked = job.state === 'checking' ? 'check' : params.get('step');
  const setupStep = STEPS.find((one) => one === asked) ?? 'columns';
  const step = inSetup ? setupStep : STEP_OF[job.state];
  return (
    <Screen>
      <PageHeader
        back={{ href: '/imports', label: t('title') }}
        title={job.filename}
        aside={!inSetup && <ImportStatePill state={job.state} />}
      />
      {step && <ImportSteps active={step} />}
      <StepHeading step={inSetup ? setupStep : (TITLE_OF[job.state] ?? 'result')} />
      {inSetup ? <ImportSetup key={id} job={job} step={setupStep} /> : <AtWork job={job} />}
    </Screen>
  );
}

const STEPS: SetupStep[] = ['columns', 'lists', 'check'];
const STEP_OF: Partial<Record<ImportJob['state'], Step>> = { uploading: 'file', waiting: 'import', running: 'import' };

const TITLE_OF: Partial<Record<ImportJob['state'], StepTitle>> = {
  uploading: 'upload',
  waiting: 'import',
  running: 'import',
  undoing: 'undo',
};

function AtWork({ job }: { job: ImportJob }) {
  if (job.state === 'uploading') return <ImportUpload job={job} />;
  if (job.state === 'waiting' || job.state === 'running' || job.state === 'undoing') return <ImportRunning job={job} />;
  return <ImportResult job={job} />;
}
