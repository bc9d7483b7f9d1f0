import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { catalogueOf } from '#renderer/pickers/rule-editor/builder/catalogue.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import SegmentEditor from './editor/segment-editor.tsx';

/** One segment, or at `/segments/new` one that is being made. */
export default function SegmentScreen() {
  const { id } = useParams<{ id?: string }>();
  const catalogue = useQuery(api.segments.catalogue.queryOptions());
  const segment = useQuery({
    ...api.segments.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
  });
  const known = useMemo(() => catalogue.data && catalogueOf(catalogue.data), [catalogue.data]);
  if (isRefusal(segment.error, 'NOT_FOUND', 'INVALID_INPUT')) return <Gone />;
  const failed = [catalogue, segment].find(({ error, data }) => error && !data);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!known || (id && !segment.data)) return <LoadingPage />;
  return <SegmentEditor key={id ?? 'new'} segment={segment.data ?? null} catalogue={known} />;
}

function Gone() {
  const { t } = useTranslation('segment');
  return (
    <Screen>
      <PageHeader title={t('title')} back={{ href: '/segments', label: t('back_to_all') }} />
      <EmptyState
        icon={IconFilterOff}
        sentence={t('gone')}
        action={
          <Button component={Link} href="/segments" variant="default">
            {t('back_to_all')}
          </Button>
        }
      />
    </Screen>
  );
}
