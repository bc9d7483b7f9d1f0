import { Button, Group, Paper, Text } from '@mantine/core';
import { IconDeviceDesktop, IconTerminal2, IconWorld } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Session } from '#shared/contract/account.contract.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';

const SIGNS = { browser: IconWorld, desktop: IconDeviceDesktop, token: IconTerminal2, cli: IconTerminal2 };

export function SessionList() {
  const { t } = useTranslation('settings');
  const { data, error, refetch } = useQuery(api.account.sessions.queryOptions());
  return (
    <section>
      <SectionHead title={t('session.title')} text={t('session.text')} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={2} />
      ) : (
        <Paper withBorder radius="md">
          <ul className={classes.plain}>
            {data.map((session) => (
              <SessionLine key={session.id} session={session} />
            ))}
          </ul>
        </Paper>
      )}
    </section>
  );
}

function SessionLine({ session }: { session: Session }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const revoke = useMutation(
    api.account.revokeSession.mutationOptions({
      onSuccess: () => toast.done(t('session.revoked')),
      onError: toast.failed,
    }),
  );
  const Sign = SIGNS[session.kind];
  return (
    <li className={classes.line}>
      <Sign size={22} stroke={1.5} aria-hidden color="var(--mantine-color-dimmed)" />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text fw={500} truncate>
          {session.device || t(`session.kind.${session.kind}`)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('session.seen', {
            ip: session.ip || t('session.this_machine'),
            at: format.relative(session.last_seen_at),
          })}
        </Text>
      </div>
      <Group>
        {session.current ? (
          <Text size="sm" c="dimmed">
            {t('session.current')}
          </Text>
        ) : (
          <Button
            size="xs"
            variant="default"
            loading={revoke.isPending}
            aria-label={t('session.revoke_of', { device: session.device })}
            onClick={() => revoke.mutate({ id: session.id })}
          >
            {t('session.revoke')}
          </Button>
        )}
      </Group>
    </li>
  );
}
