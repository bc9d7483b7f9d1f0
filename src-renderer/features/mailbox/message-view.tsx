import { ActionIcon, Box, Center, Group, Table, Tabs, Text, Title, Tooltip } from '@mantine/core';
import { IconMailOpened, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { MailboxMessage } from '#shared/contract/mailbox.contract.ts';
import classes from './mailbox.module.css';

interface MessageViewProps {
  id: number | null;
  onGone(): void;
}

/** One message, as its recipient sees it and as it came over the wire. */
export function MessageView({ id, onGone }: MessageViewProps) {
  const { t } = useTranslation('mailbox');
  const message = useQuery({
    ...api.mailbox.get.queryOptions({ input: { id: id ?? 0 } }),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (id === null) {
    return (
      <Center>
        <EmptyState icon={IconMailOpened} sentence={t('choose')} />
      </Center>
    );
  }
  if (message.error) return <ErrorState error={message.error} onRetry={() => void message.refetch()} />;
  if (!message.data) {
    return (
      <div className={classes.head}>
        <LoadingRows rows={6} />
      </div>
    );
  }
  return <OpenMessage key={id} message={message.data} onGone={onGone} />;
}

function OpenMessage({ message, onGone }: { message: MailboxMessage; onGone(): void }) {
  const { t } = useTranslation('mailbox');
  const { html, text, source, headers, attachments } = message;
  const format = useFormat();
  return (
    <article className={classes.view} aria-label={message.subject || t('no_subject')}>
      <header className={classes.head}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={2} style={{ overflowWrap: 'anywhere' }}>
            {message.subject || t('no_subject')}
          </Title>
          <DeleteButton id={message.id} onGone={onGone} />
        </Group>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('from_to', { from: message.from, to: message.to })}
        </Text>
        <Text size="sm" c="dimmed">
          {format.instant(message.at)} · {format.bytes(message.bytes)}
        </Text>
        {attachments.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('attachments', { names: attachments.map(({ filename }) => filename).join(', ') })}
          </Text>
        )}
      </header>
      <Tabs defaultValue={html ? 'html' : 'text'} className={classes.tabs} keepMounted={false}>
        <Tabs.List px={8}>
          {html && <Tabs.Tab value="html">{t('tab.html')}</Tabs.Tab>}
          <Tabs.Tab value="text">{t('tab.text')}</Tabs.Tab>
          <Tabs.Tab value="headers">{t('tab.headers')}</Tabs.Tab>
          <Tabs.Tab value="source">{t('tab.source')}</Tabs.Tab>
        </Tabs.List>
        {html && (
          <Tabs.Panel value="html" className={classes.body}>
            <MailFrame html={html} title={t('frame')} opensLinks />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="text" className={classes.body}>
          <Raw label={t('tab.text')} content={text ?? t('no_text')} />
        </Tabs.Panel>
        <Tabs.Panel value="headers" className={classes.body}>
          <Headers headers={headers} />
        </Tabs.Panel>
        <Tabs.Panel value="source" className={classes.body}>
          <Raw label={t('tab.source')} content={source} />
        </Tabs.Panel>
      </Tabs>
    </article>
  );
}

function DeleteButton({ id, onGone }: { id: number; onGone(): void }) {
  const { t } = useTranslation('mailbox');
  const may = useMay();
  const remove = useMutation(
    api.mailbox.delete.mutationOptions({
      onSuccess() {
        toast.done(t('deleted'));
        onGone();
      },
      onError: toast.failed,
    }),
  );
  if (!may('mailbox.write')) return null;
  return (
    <Tooltip label={t('delete')}>
      <ActionIcon aria-label={t('delete')} loading={remove.isPending} onClick={() => remove.mutate({ id })}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Raw({ label, content }: { label: string; content: string }) {
  return (
    <Box component="section" className={classes.raw} aria-label={label} tabIndex={0}>
      {content}
    </Box>
  );
}

function Headers({ headers }: Pick<MailboxMessage, 'headers'>) {
  const { t } = useTranslation('mailbox');
  return (
    <Box component="section" className={classes.headers} aria-label={t('tab.headers')} tabIndex={0}>
      <Table verticalSpacing={4} horizontalSpacing={0}>
        <Table.Tbody>
          {headers.map(({ name, value }) => (
            <Table.Tr key={`${name}: ${value}`}>
              <Table.Th w={200} fw={500} style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Th>
              <Table.Td ff="monospace" className={classes.value}>
                {value}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
