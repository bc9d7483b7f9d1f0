import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { SegmentGraph } from '#shared/contract/segment.contract.ts';
import classes from './map.module.css';
import { MapList } from './map-list.tsx';

/** The library that draws is as large as half of the console. */
const MapGraph = lazy(() => import('./map-graph.tsx'));

/** How segments hang together: drawn, or as a list. */
export default function MapScreen() {
  const { t } = useTranslation('segment');
  const [query, setQuery] = useSearchParams();
  const graph = useQuery(api.segments.graph.queryOptions());
  const view = query.get('view') === 'list' ? 'list' : 'drawing';
  const empty = graph.data?.nodes.length === 0;
  const turnTo = (next: string) => {
    if (next === 'list') query.set('view', next);
    else query.delete('view');
    setQuery(query, { replace: true });
  };
  return (
    <Screen fill>
      <PageHeader
        title={t('map.title')}
        description={t('map.description')}
        back={{ href: '/segments', label: t('title') }}
        actions={
          graph.data &&
          !empty && (
            <SegmentedControl
              aria-label={t('map.view')}
              value={view}
              onChange={turnTo}
              data={[
                { value: 'drawing', label: t('map.drawing') },
                { value: 'list', label: t('map.list') },
              ]}
            />
          )
        }
      />
      <div className={classes.room}>
        {graph.isPending && <Skeleton height="100%" mih={320} />}
        {graph.error && !graph.data && <ErrorState error={graph.error} onRetry={() => void graph.refetch()} />}
        {empty && <Nothing />}
        {graph.data && !empty && <Shown graph={graph.data} view={view} start={startOf(graph.data, query.get('of'))} />}
      </div>
    </Screen>
  );
}

function Shown({ graph, view, start }: { graph: SegmentGraph; view: 'list' | 'drawing'; start: string | null }) {
  if (view === 'list') return <MapList graph={graph} />;
  return (
    <Suspense fallback={<Skeleton height="100%" mih={320} />}>
      <MapGraph key={start} graph={graph} start={start} />
    </Suspense>
  );
}

function Nothing() {
  const { t } = useTranslation('segment');
  return (
    <EmptyState
      icon={IconFilter}
      sentence={t('none_yet')}
      action={
        <Button component={Link} href="/segments/new">
          {t('create')}
        </Button>
      }
    />
  );
}

/** The key of the segment that the address names. */
function startOf({ nodes }: SegmentGraph, id: string | null): string | null {
  return nodes.find((node) => node.kind === 'segment' && node.id === id)?.key ?? null;
}
