import { Anchor, Tabs } from '@mantine/core';
import { IconForms, IconMailCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { FormTab } from './form/form-tab.tsx';
import { ListSettings } from './settings/list-settings.tsx';

/** How a list meets its readers. */
export default function ListScreen() {
  const { t } = useTranslation('consent');
  const { id = '' } = useParams<{ id: string }>();
  const list = useQuery(api.lists.get.queryOptions({ input: { id } }));
  if (isRefusal(list.error, 'NOT_FOUND', 'INVALID_INPUT')) return <EmptyState icon={IconForms} sentence={t('gone')} />;
  if (list.data) return <ListRecord key={id} list={list.data} />;
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  return <LoadingPage />;
}

function ListRecord({ list }: { list: RecipientList }) {
  const { t } = useTranslation('consent');
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab') === 'form' ? 'form' : 'settings';
  const people = list.subscribed + list.unconfirmed + list.unsubscribed;
  return (
    <Screen>
      <PageHeader
        back={{ href: '/lists', label: t('back') }}
        title={list.name}
        aside={
          <Anchor component={Link} href={`/contacts?list=${list.id}`} size="sm">
            {t('contacts', { count: people })}
          </Anchor>
        }
        description={list.description}
      />
      <Tabs
        value={tab}
        onChange={(next) => setQuery(next === 'form' ? { tab: 'form' } : {}, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg" aria-label={t('tabs')}>
          <Tabs.Tab value="settings" leftSection={<IconMailCheck size={16} aria-hidden />}>
            {t('tab.settings')}
          </Tabs.Tab>
          <Tabs.Tab value="form" leftSection={<IconForms size={16} aria-hidden />}>
            {t('tab.form')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings">
          <ListSettings list={list} />
        </Tabs.Panel>
        <Tabs.Panel value="form">
          <FormTab list={list} />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
