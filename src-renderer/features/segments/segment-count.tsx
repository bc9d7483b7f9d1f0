import { Anchor, Skeleton, Text } from '@mantine/core';
import { useInViewport } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { SegmentRow } from '#shared/contract/segment.contract.ts';

/** How many are in a segment now, counted when its row is in sight; until then, how many there were. */
export function SegmentCount({ segment: { id, name, members, broken } }: { segment: SegmentRow }) {
  const { t } = useTranslation('segment');
  const format = useFormat();
  const { ref, inViewport } = useInViewport();
  const { data, error } = useQuery({
    ...api.segments.count.queryOptions({ input: { id } }),
    enabled: inViewport && broken === null,
  });
  const count = data?.members ?? members;
  if (broken !== null || (error && count === null)) {
    return (
      <Text ref={ref} span size="sm" c="var(--mantine-color-red-text)" title={broken ?? undefined}>
        {t('list.broken')}
      </Text>
    );
  }
  if (count === null) {
    return (
      <span ref={ref}>
        <Skeleton height={14} width={56} ms="auto" aria-label={t('list.counting')} />
      </span>
    );
  }
  return (
    <Anchor
      ref={ref}
      component={Link}
      href={`/contacts?segment=${id}`}
      size="sm"
      c={data ? 'inherit' : 'dimmed'}
      aria-busy={!data}
      aria-label={t('list.count', { name, number: format.number(count) })}
    >
      {format.number(count)}
    </Anchor>
  );
}
