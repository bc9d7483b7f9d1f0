import { Anchor, Paper, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { DeliveryStatePill } from '#renderer/pickers/delivery-state-pill.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TransactionalRecord } from '#shared/contract/transactional.contract.ts';
import classes from './message.module.css';

/** One message: what became of it, in the words of the server, and what it said. */
export default function MessageScreen() {
  const { id = '' } = useParams<{ id: string }>();
  const { data, error, refetch } = useQuery(api.transactional.get.queryOptions({ input: { id } }));
  if (data) return <Message message={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingPage />;
}

function Message({ message }: { message: TransactionalRecord }) {
  const { t } = useTranslation('transactional');
  return (
    <Screen fill>
      <PageHeader
        back={{ href: '/transactional', label: t('title') }}
        title={message.subject || t('erased')}
        aside={<DeliveryStatePill state={message.state} />}
        description={message.reason}
      />
      <div className={classes.record}>
        <Facts message={message} />
        <Content message={message} />
      </div>
    </Screen>
  );
}

function Facts({ message }: { message: TransactionalRecord }) {
  const { t } = useTranslation('transactional');
  const format = useFormat();
  const { to, contact_id, response, next_at, created_by } = message;
  const person = contact_id ? (
    <Anchor component={Link} href={`/contacts/${contact_id}`} size="sm">
      {to}
    </Anchor>
  ) : (
    to || t('erased')
  );
  const facts: [name: string, value: ReactNode][] = [
    [t('to'), person],
    [t('from'), message.from],
    [t('sender'), message.sender],
    [t('asked_at'), format.instant(message.created_at, 'full')],
    [t('changed_at'), format.instant(message.changed_at, 'full')],
    [t('attempts'), format.number(message.attempts)],
  ];
  if (next_at) facts.push([t('next_at'), format.instant(next_at, 'full')]);
  if (created_by) facts.push([t('asked_by'), created_by]);
  facts.push([t('message_id'), <code key="id">{message.message_id}</code>]);
  return (
    <Paper withBorder radius="md" p="md">
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <Text component="dt" size="xs" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {value}
            </Text>
          </div>
        ))}
      </dl>
      {response && (
        <>
          <Text size="xs" c="dimmed" mt="sm">
            {t('server_said')}
          </Text>
          <p className={classes.said}>{response}</p>
        </>
      )}
    </Paper>
  );
}

function Content({ message }: { message: TransactionalRecord }) {
  const { t } = useTranslation('transactional');
  return (
    <Tabs defaultValue="html" className={classes.content} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="html">{t('tab.html')}</Tabs.Tab>
        <Tabs.Tab value="text">{t('tab.text')}</Tabs.Tab>
        <Tabs.Tab value="data">{t('tab.data')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="html" className={classes.body}>
        <MailFrame html={message.html} title={t('frame')} />
      </Tabs.Panel>
      <Tabs.Panel value="text" className={classes.body}>
        <Raw label={t('tab.text')} content={message.text} />
      </Tabs.Panel>
      <Tabs.Panel value="data" className={classes.body}>
        <Raw label={t('tab.data')} content={JSON.stringify(message.data, null, 2)} />
      </Tabs.Panel>
    </Tabs>
  );
}

function Raw({ label, content }: { label: string; content: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={classes.raw} aria-label={label} tabIndex={0}>
      {content}
    </section>
  );
}
