import { Anchor, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconFilterPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { QuietContacts } from '#shared/contract/contact.contract.ts';
import type { QuietDays, QuietKind } from '#shared/domain/segment/quiet-rule.ts';

/** One kind of quiet contacts: how many, why they are here, some of them, and the way to a segment. */
export function QuietCard({ kind, days }: { kind: QuietKind; days: QuietDays }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const { data, error, refetch } = useQuery(api.contacts.quiet.queryOptions({ input: { kind, days } }));
  const href = data && `/contacts?${new URLSearchParams({ rule: data.rule })}`;
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={`quiet-${kind}`}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="lg">
        <Stack gap={4} maw={560}>
          <Title order={2} id={`quiet-${kind}`}>
            {t(`quiet.${kind}`)}
          </Title>
          <Text c="dimmed">{t(`quiet.${kind}_text`)}</Text>
        </Stack>
        {data ? (
          <Anchor component={Link} href={href ?? ''} c="inherit" fz={28} lh="32px" fw={600} className="numbers">
            {format.number(data.count)}
          </Anchor>
        ) : (
          !error && <Skeleton height={32} width={72} />
        )}
      </Group>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.count === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('quiet.nobody')}
        </Text>
      )}
      {data && data.count > 0 && (
        <>
          <People people={data.people} />
          <Group gap="xs" mt="md">
            <MakeSegment kind={kind} days={days} rule={data.rule} />
            <Button component={Link} href={href ?? ''} variant="subtle">
              {t('quiet.show')}
            </Button>
          </Group>
        </>
      )}
    </Paper>
  );
}

function People({ people }: Pick<QuietContacts, 'people'>) {
  const { t } = useTranslation(['contacts', 'audience']);
  const format = useFormat();
  return (
    <Stack component="ul" gap={4} mt="md" mb={0} p={0} style={{ listStyle: 'none' }}>
      {people.map(({ id, name, email, received, last_at }) => (
        <Group component="li" key={id} gap="md" wrap="nowrap">
          <Anchor component={Link} href={`/contacts/${id}`} size="sm" truncate flex={1}>
            {name || email || t('audience:no_name')}
          </Anchor>
          <Text span size="sm" c="dimmed" className="numbers">
            {t('quiet.received', { count: received })}
          </Text>
          <Text span size="sm" c="dimmed" miw={160} ta="end">
            {last_at === null ? t('quiet.read_never') : t('quiet.read_last', { when: format.instant(last_at, 'date') })}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

function MakeSegment({ kind, days, rule }: { kind: QuietKind; days: QuietDays; rule: string }) {
  const { t } = useTranslation('contacts');
  const may = useMay();
  const [, navigate] = useLocation();
  const segments = useQuery(api.segments.list.queryOptions());
  const create = useMutation(
    api.segments.create.mutationOptions({
      onSuccess({ id }) {
        toast.done(t('quiet.made'));
        navigate(`/segments/${id}`);
      },
      onError: toast.failed,
    }),
  );
  const known = segments.data?.find((segment) => segment.rule === rule);
  if (known) {
    return (
      <Button component={Link} href={`/segments/${known.id}`} variant="default">
        {t('quiet.open')}
      </Button>
    );
  }
  if (!may('segment.write')) return null;
  const name = t('quiet.segment_name', { days, kind: t(`quiet.${kind}`) });
  return (
    <Button
      variant="default"
      leftSection={<IconFilterPlus size={18} aria-hidden />}
      loading={create.isPending}
      onClick={() => create.mutate({ name, description: t('quiet.segment_text'), rule })}
    >
      {t('quiet.make')}
    </Button>
  );
}
