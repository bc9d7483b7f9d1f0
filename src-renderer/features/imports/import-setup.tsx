import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { CsvFormat, ImportJob } from '#shared/contract/import.contract.ts';
import { ColumnsStep } from './columns-step.tsx';
import { aboutRows, type ListChoice, listNameOf, type Mapping, optionsOf } from './import-options.ts';
import { ListsStep } from './lists-step.tsx';

interface ImportSetupProps {
  job: ImportJob;
  /** The second of the two steps. */
  atLists: boolean;
}

/** The file has arrived: what its columns mean, and which lists its people join. */
export function ImportSetup({ job, atLists }: ImportSetupProps) {
  const { t } = useTranslation('imports');
  const [params, setParams] = useSearchParams();
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const listId = params.get('list');
  const [corrected, setCorrected] = useState<Partial<CsvFormat>>({});
  const [chosen, setChosen] = useState<Mapping | null>(null);
  const [update_existing, setUpdateExisting] = useState(true);
  const [lists, setLists] = useState<ListChoice>({
    kind: listId ? 'existing' : 'new',
    list_ids: listId ? [listId] : [],
    new_list: listNameOf(job.filename),
  });
  const inspection = useQuery({
    ...api.imports.inspect.queryOptions({ input: { id: job.id, format: corrected } }),
    placeholderData: keepPreviousData,
  });
  const start = useMutation(
    api.imports.start.mutationOptions({
      onSuccess(started) {
        queries.setQueryData(api.imports.get.queryKey({ input: { id: job.id } }), started);
        navigate(`/imports/${job.id}`, { replace: true });
      },
      onError: toast.failed,
    }),
  );
  if (!inspection.data) {
    if (inspection.error) return <ErrorState error={inspection.error} onRetry={() => void inspection.refetch()} />;
    return <LoadingRows />;
  }
  const { format, columns } = inspection.data;
  const guesses = columns.map(({ guess }) => guess);
  const mapping = chosen?.length === columns.length ? chosen : guesses;
  const options = optionsOf(format, mapping, { lists, update_existing });
  const goTo = (step: 'lists' | null) =>
    setParams((was) => {
      const next = new URLSearchParams(was);
      next.delete('step');
      if (step) next.set('step', step);
      return next;
    });

  if (atLists) {
    return (
      <ListsStep
        choice={lists}
        onChoose={setLists}
        updates={update_existing}
        onUpdates={setUpdateExisting}
        hasConsent={mapping.includes('consent')}
        action={t('lists.start', { count: aboutRows(inspection.data.rows_estimated) })}
        starting={start.isPending}
        onBack={() => goTo(null)}
        onStart={() => start.mutate({ id: job.id, options })}
      />
    );
  }
  return (
    <ColumnsStep
      job={job}
      inspection={inspection.data}
      options={options}
      guesses={guesses}
      updating={inspection.isPlaceholderData}
      onFormat={(patch) => {
        setCorrected({ ...corrected, ...patch });
        setChosen(null);
      }}
      onMap={(at, target) => setChosen(mapping.map((known, index) => (index === at ? target : known)))}
      onNext={() => goTo('lists')}
    />
  );
}
