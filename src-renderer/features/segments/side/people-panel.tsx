import { Anchor, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { SegmentPreview } from '#shared/contract/segment.contract.ts';
import classes from './side.module.css';
import type { RulePreview } from './use-rule-preview.ts';

interface PeoplePanelProps {
  preview: RulePreview;
  /** Opens the list of those who are counted. */
  href: string;
  /** Why there is no number, when there can't be one. */
  waiting: string | null;
}

/** How many fit, of how many, and ten of them. */
export function PeoplePanel({ preview, href, waiting }: PeoplePanelProps) {
  const { data, error, old, retry } = preview;
  if (waiting) {
    return (
      <Text p="md" size="sm" c="dimmed">
        {waiting}
      </Text>
    );
  }
  if (error && !data) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <Waiting />;
  return (
    <Stack gap="md" p="md" className={classes.people} data-old={old || undefined}>
      <Count preview={data} old={old} href={href} />
      <Sample people={data.sample} count={data.count} href={href} />
    </Stack>
  );
}

function Count({ preview, old, href }: { preview: SegmentPreview; old: boolean; href: string }) {
  const { t } = useTranslation('segment');
  const format = useFormat();
  const all = useQuery(api.contacts.list.queryOptions({ input: { limit: 1 } }));
  const { count, took_ms } = preview;
  const total = all.data?.total;
  return (
    <div aria-live="polite" aria-busy={old}>
      {count === null ? (
        <Skeleton height={32} width={140} />
      ) : (
        <Anchor component={Link} href={href} c="inherit" underline="never">
          <Text span fz={28} lh="32px" fw={600} className="numbers">
            {format.number(count)}
          </Text>{' '}
          {total !== undefined && (
            <Text span c="dimmed" className="numbers">
              {t('people.of', { count: total })}{' '}
              {count > 0 && t('people.share', { share: format.percent(count, total) })}
            </Text>
          )}
        </Anchor>
      )}
      <Text size="xs" c="dimmed" mih={16}>
        {old || count === null
          ? t('people.counting')
          : took_ms !== null && t('people.took', { ms: Math.ceil(took_ms) })}
      </Text>
    </div>
  );
}

function Sample({ people, count, href }: { people: ContactRow[]; count: number | null; href: string }) {
  const { t } = useTranslation(['segment', 'audience']);
  if (count === 0) return <Text c="dimmed">{t('people.nobody')}</Text>;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" c="dimmed">
          {t('people.sample', { count: people.length })}
        </Text>
        <Anchor component={Link} href={href} size="sm">
          {t('people.all')}
        </Anchor>
      </Group>
      <ul className={classes.sample}>
        {people.map(({ id, name, email, status }) => (
          <li key={id}>
            <Link href={`/contacts/${id}`} className={classes.person}>
              <Text span size="sm" truncate>
                {name || t('audience:no_name')}
              </Text>
              {email !== name && (
                <Text span size="xs" c="dimmed" truncate>
                  {email}
                </Text>
              )}
            </Link>
            {status !== 'deliverable' && <ContactStatusPill status={status} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Waiting() {
  return (
    <Stack gap="sm" p="md">
      <Skeleton height={32} width={180} />
      {['1', '2', '3', '4', '5'].map((key) => (
        <Skeleton key={key} height={32} />
      ))}
    </Stack>
  );
}
