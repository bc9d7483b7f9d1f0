import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconMailQuestion } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Unconfirmed } from '#shared/contract/consent.contract.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { useFollowed } from './followed-work.store.ts';

/** Who stands on a list without having confirmed, and the way to ask them; nothing where everybody has. */
export function AskUnconfirmed({ list }: { list: Pick<RecipientList, 'id' | 'name'> }) {
  const { t } = useTranslation(['consent', 'common']);
  const { data } = useQuery(api.consents.unconfirmed.queryOptions({ input: { id: list.id } }));
  if (!data || data.unconfirmed === 0) return null;
  const { unconfirmed, last } = data;
  return (
    <Alert
      color="blue"
      icon={<IconMailQuestion size={18} aria-hidden />}
      title={t('asking.title', { count: unconfirmed, list: list.name })}
      maw={960}
    >
      <Stack gap="sm" align="stretch">
        <Text size="sm">{t('asking.text')}</Text>
        {last?.state === 'running' ? <Running round={last} /> : <Offer list={list} data={data} />}
      </Stack>
    </Alert>
  );
}

function Offer({ list, data }: { list: Pick<RecipientList, 'id' | 'name'>; data: Unconfirmed }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const may = useMay();
  const follow = useFollowed((state) => state.follow);
  const { askable, asked_lately, suppressed, without_address, again_after_days, per_minute, obstacle } = data;
  const ask = useMutation(
    api.consents.askList.mutationOptions({ onSuccess: ({ id }) => follow(id), onError: toast.failed }),
  );
  const left = [
    asked_lately > 0 && t('asking.lately', { count: asked_lately, days: again_after_days }),
    suppressed > 0 && t('asking.suppressed', { count: suppressed }),
    without_address > 0 && t('asking.no_address', { count: without_address }),
  ].filter(Boolean);
  const seconds = per_minute > 0 ? (askable / per_minute) * 60 : 0;
  const question = () =>
    confirm({
      title: t('asking.ask_title', { count: askable }),
      body: t('asking.ask_body', {
        list: list.name,
        time: format.duration(Math.max(60, seconds)),
        days: again_after_days,
      }),
      action: t('asking.ask', { count: askable }),
      onConfirm: () => ask.mutate({ id: list.id }),
    });
  return (
    <>
      {left.length > 0 && <Text size="sm">{left.join(' ')}</Text>}
      {obstacle && (
        <Text size="sm" c="red">
          {obstacle}
        </Text>
      )}
      {may('contact.write') && askable > 0 && (
        <Group>
          <Button loading={ask.isPending} disabled={obstacle !== null} onClick={question}>
            {t('asking.ask', { count: askable })}
          </Button>
        </Group>
      )}
    </>
  );
}

function Running({ round }: { round: NonNullable<Unconfirmed['last']> }) {
  const { t } = useTranslation(['consent', 'common']);
  const format = useFormat();
  const may = useMay();
  const cancel = useMutation(api.consents.cancelAsking.mutationOptions({ onError: toast.failed }));
  const { id, asked, total } = round;
  return (
    <Group gap="md" wrap="nowrap">
      <Progress value={(asked / total) * 100} flex={1} aria-label={t('asking.progress')} transitionDuration={0} />
      <Text size="sm" className="numbers">
        {t('asking.of', { done: format.number(asked), all: format.number(total) })}
      </Text>
      {may('contact.write') && (
        <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
          {t('common:cancel')}
        </Button>
      )}
    </Group>
  );
}
