import { Button } from '@mantine/core';
import { IconMailbox, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useCursorRows } from '#renderer/data/use-cursor-rows.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import classes from './mailbox.module.css';
import { MessageList } from './message-list.tsx';
import { MessageView } from './message-view.tsx';
import { useMailboxAddress } from './use-mailbox-address.ts';

/** The inbox of the built-in mail server: what Herald sends through it can be opened and clicked here. */
export default function MailboxScreen() {
  const { t } = useTranslation('mailbox');
  const address = useMailboxAddress();
  const { search, message } = address;
  const filter = search ? { search } : {};
  const rows = useCursorRows(api.mailbox.list.key({ input: filter }), (cursor, signal) =>
    client.mailbox.list({ ...filter, cursor, limit: 50 }, { signal }),
  );
  const unread = useQuery(api.mailbox.list.queryOptions({ input: { limit: 1 } })).data?.unread ?? 0;
  const nothingAtAll = rows.total === 0 && !search;
  return (
    <Screen fill>
      <PageHeader
        title={t('title')}
        aside={unread > 0 && <StatusPill tone="accent" icon={IconMailbox} label={t('unread', { count: unread })} />}
        actions={!nothingAtAll && <ClearButton count={search ? undefined : rows.total} />}
      />
      {nothingAtAll ? (
        <EmptyState icon={IconMailbox} sentence={t('empty')} action={<FirstStep />} />
      ) : (
        <div className={classes.panes}>
          <div className={classes.list}>
            <div className={classes.search}>
              <SearchField label={t('search')} value={search} onSearch={address.find} width="100%" />
            </div>
            <MessageList rows={rows} chosen={message} onChoose={address.open} />
          </div>
          <MessageView id={message} onGone={address.close} />
        </div>
      )}
    </Screen>
  );
}

function FirstStep() {
  const { t } = useTranslation('mailbox');
  const may = useMay();
  const first = may('campaign.write')
    ? { href: '/campaigns/new', label: t('write') }
    : { href: '/campaigns', label: t('go') };
  return (
    <Button component={Link} href={first.href}>
      {first.label}
    </Button>
  );
}

function ClearButton({ count }: { count: number | undefined }) {
  const { t } = useTranslation('mailbox');
  const may = useMay();
  const clear = useMutation(
    api.mailbox.clear.mutationOptions({ onSuccess: () => toast.done(t('cleared')), onError: toast.failed }),
  );
  if (!may('mailbox.write')) return null;
  const ask = () =>
    confirm({
      title: t('clear_title'),
      body: count === undefined ? t('clear_body_all') : t('clear_body', { count }),
      action: t('clear'),
      danger: true,
      onConfirm: () => clear.mutate({}),
    });
  return (
    <Button variant="default" leftSection={<IconTrash size={18} aria-hidden />} loading={clear.isPending} onClick={ask}>
      {t('clear')}
    </Button>
  );
}
