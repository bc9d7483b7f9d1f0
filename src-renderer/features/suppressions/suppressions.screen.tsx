import { Tabs } from '@mantine/core';
import { IconBan, IconMessageQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { AddButton } from './add-suppressions.tsx';
import { LeaveReasons } from './leave-reasons.tsx';
import { SuppressionList } from './suppression-list.tsx';
import classes from './suppressions.module.css';

/** Who gets nothing, and why people leave. */
export default function SuppressionsScreen() {
  const { t } = useTranslation('suppression');
  const [query, setQuery] = useSearchParams();
  const tab = query.get('tab') === 'reasons' ? 'reasons' : 'list';
  return (
    <Screen fill>
      <PageHeader title={t('title')} description={t('description')} actions={tab === 'list' && <AddButton />} />
      <Tabs
        value={tab}
        onChange={(next) => setQuery(new URLSearchParams(next === 'reasons' ? { tab: 'reasons' } : {}))}
        className={classes.tabs}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs')}>
          <Tabs.Tab value="list" leftSection={<IconBan size={16} aria-hidden />}>
            {t('tab.list')}
          </Tabs.Tab>
          <Tabs.Tab value="reasons" leftSection={<IconMessageQuestion size={16} aria-hidden />}>
            {t('tab.reasons')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list" className={classes.filling}>
          <SuppressionList />
        </Tabs.Panel>
        <Tabs.Panel value="reasons" className={classes.filling}>
          <LeaveReasons />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
