import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { CsvFormat, ImportJob } from '#shared/contract/import.contract.ts';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import {
  aboutRows,
  type ColumnChoices,
  earlierChoices,
  guessedChoices,
  type JoinChoice,
  joinChoice,
  optionsOf,
} from './import-options.ts';
import type { SetupStep } from './import-steps.tsx';
import { ListsStep } from './lists-step.tsx';
import { TakeoverStep } from './takeover-step.tsx';

interface ImportSetupProps {
  job: ImportJob;
  step: SetupStep;
}

/** The file has arrived: what its columns mean, which lists its people join, and what an import would do. */
export function ImportSetup({ job, step }: ImportSetupProps) {
  const { t } = useTranslation('imports');
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const [corrected, setCorrected] = useState<Partial<CsvFormat>>(job.options?.format ?? {});
  const [chosen, setChosen] = useState<ColumnChoices | null>(null);
  const [join, setJoin] = useState<JoinChoice>(() => joinChoice(job.options, job.filename, params.get('list')));
  const isBusy = job.state === 'checking';
  const inspection = useQuery({
    ...api.imports.inspect.queryOptions({ input: { id: job.id, format: corrected } }),
    placeholderData: keepPreviousData,
    enabled: !isBusy,
  });
  const show = (next: ImportJob) => queries.setQueryData(api.imports.get.queryKey({ input: { id: job.id } }), next);
  const start = useMutation(
    api.imports.start.mutationOptions({
      onSuccess(started) {
        show(started);
        navigate(`/imports/${job.id}`, { replace: true });
      },
      onError: toast.failed,
    }),
  );
  const goTo = (next: SetupStep) =>
    setParams((was) => {
      const query = new URLSearchParams(was);
      query.delete('step');
      if (next !== 'columns') query.set('step', next);
      return query;
    });
  const check = useMutation(
    api.imports.check.mutationOptions({
      onSuccess(checking) {
        show(checking);
        goTo('check');
      },
      onError: toast.failed,
    }),
  );
  if (isBusy) return <CheckStep job={job} starting={false} onBack={() => goTo('lists')} onStart={() => {}} />;
  if (!inspection.data) {
    if (inspection.error) return <ErrorState error={inspection.error} onRetry={() => void inspection.refetch()} />;
    return <LoadingRows />;
  }
  const fitting = chosen?.mapping.length === inspection.data.columns.length ? chosen : null;
  const earlier = earlierChoices(job.options, inspection.data.columns.length);
  const choices = fitting ?? earlier ?? guessedChoices(inspection.data);
  const options = optionsOf(inspection.data, choices, join);
  if (step === 'check' && job.checked) {
    return (
      <CheckStep
        job={job}
        starting={start.isPending}
        onBack={() => goTo('lists')}
        onStart={() => start.mutate({ id: job.id, options })}
      />
    );
  }
  if (step !== 'columns') {
    return (
      <ListsStep
        choice={join}
        onChoose={setJoin}
        kind={job.kind}
        saysWho={choices.mapping.includes('consent') || inspection.data.takeover !== null}
        action={t('lists.start', { count: aboutRows(inspection.data.rows_estimated) })}
        starting={start.isPending}
        checking={check.isPending}
        onBack={() => goTo('columns')}
        onCheck={() => check.mutate({ id: job.id, options })}
        onStart={() => start.mutate({ id: job.id, options })}
      />
    );
  }
  if (inspection.data.takeover) {
    return <TakeoverStep takeover={inspection.data.takeover} onNext={() => goTo('lists')} />;
  }
  return (
    <ColumnsStep
      job={job}
      inspection={inspection.data}
      options={options}
      choices={choices}
      updating={inspection.isPlaceholderData}
      onFormat={(patch) => {
        setCorrected({ ...corrected, ...patch });
        setChosen(null);
      }}
      onChoose={setChosen}
      onNext={() => goTo('lists')}
      event={join.event}
      onEvent={(event) => setJoin({ ...join, event })}
    />
  );
}
