import { Button, Group } from '@mantine/core';
import { IconMailOff, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { FilterMenu } from '#renderer/ui/filter-menu.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { FEEDBACK_KINDS } from '#shared/domain/feedback/feedback-report.ts';
import classes from './feedback.module.css';
import { useFeedbackColumns } from './feedback-columns.tsx';
import { FeedbackDrawer } from './feedback-drawer.tsx';

const ABOUTS = ['ours', 'others'] as const;

/** Everything that came back, newest first; one opens at the side, with what it looked like. */
export default function FeedbackScreen() {
  const { t } = useTranslation('feedback');
  const may = useMay();
  const [query, setQuery] = useSearchParams();
  const columns = useFeedbackColumns();
  const kind = FEEDBACK_KINDS.find((one) => one === query.get('kind'));
  const about = ABOUTS.find((one) => one === query.get('about'));
  const delivery_id = query.get('delivery') ?? undefined;
  const filter = {
    ...(kind && { kind }),
    ...(about && { matched: about === 'ours' }),
    ...(delivery_id && { delivery_id }),
  };
  const isFiltered = Object.keys(filter).length > 0;
  const source = useCursorRows(api.feedback.list.key({ input: filter }), (cursor, signal) =>
    client.feedback.list({ ...filter, cursor, limit: 100 }, { signal }),
  );
  const change = (name: string, value: string | undefined) => {
    if (value) query.set(name, value);
    else query.delete(name);
    setQuery(query, { replace: true });
  };
  const showAll = (
    <Button variant="default" onClick={() => setQuery({}, { replace: true })}>
      {t('show_all')}
    </Button>
  );
  const setUp = may('sender.write') && (
    <Button component={Link} href="/settings/bounces?add=1">
      {t('empty_action')}
    </Button>
  );
  return (
    <Screen fill>
      <PageHeader title={t('title')} description={t('description')} />
      {(isFiltered || source.total !== 0) && (
        <Group gap="xs" mb="sm">
          <FilterMenu
            label={t('kind_filter')}
            anything={t('any_kind')}
            value={kind}
            options={FEEDBACK_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(value) => change('kind', value)}
          />
          <FilterMenu
            label={t('about')}
            anything={t('about_anything')}
            value={about}
            options={ABOUTS.map((value) => ({ value, label: t(`about_${value}`) }))}
            onChange={(value) => change('about', value)}
          />
          {delivery_id && (
            <FilterMenu
              label={t('about')}
              anything={t('about_anything')}
              value={delivery_id}
              options={[{ value: delivery_id, label: t('one_delivery') }]}
              onChange={(value) => change('delivery', value)}
            />
          )}
        </Group>
      )}
      <div className={classes.table}>
        <DataTable
          label={t('title')}
          columns={columns}
          source={source}
          rowKey={({ id }) => id}
          onOpen={({ id }) => change('report', id)}
          minWidth={960}
          empty={
            isFiltered ? (
              <EmptyState icon={IconSearchOff} sentence={t('none_match')} action={showAll} />
            ) : (
              <EmptyState icon={IconMailOff} sentence={t('empty')} action={setUp} />
            )
          }
        />
      </div>
      <FeedbackDrawer id={query.get('report')} onClose={() => change('report', undefined)} />
    </Screen>
  );
}
