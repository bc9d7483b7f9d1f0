import { Anchor, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Column } from '#renderer/ui/data-table.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { FeedbackEntry } from '#shared/contract/feedback.contract.ts';
import { FeedbackKindPill } from './feedback-kind-pill.tsx';
import { useFeedbackWords } from './use-feedback-words.ts';

export function useFeedbackColumns(): Column<FeedbackEntry>[] {
  const { t } = useTranslation('feedback');
  const format = useFormat();
  const words = useFeedbackWords();
  return useMemo(
    () => [
      { id: 'at', header: t('column.at'), width: '150px', cell: ({ at }) => format.instant(at, 'minute') },
      { id: 'kind', header: t('column.kind'), width: '150px', cell: ({ kind }) => <FeedbackKindPill kind={kind} /> },
      {
        id: 'recipient',
        header: t('column.recipient'),
        width: 'minmax(200px, 1.4fr)',
        cell: ({ from, lines: [first, ...rest] }) => (
          <>
            {first?.contact_id ? (
              <Anchor component={Link} href={`/contacts/${first.contact_id}`} size="sm">
                {first.recipient}
              </Anchor>
            ) : (
              (first?.recipient ?? from)
            )}
            {rest.length > 0 && (
              <Text span size="sm" c="dimmed" ml={8}>
                {t('more', { count: rest.length })}
              </Text>
            )}
          </>
        ),
      },
      {
        id: 'campaign',
        header: t('column.campaign'),
        width: 'minmax(100px, 0.8fr)',
        cell: ({ lines: [first] }) =>
          first?.campaign_id && (
            <Anchor component={Link} href={`/campaigns/${first.campaign_id}`} size="sm">
              {first.campaign}
            </Anchor>
          ),
      },
      {
        id: 'why',
        header: t('column.why'),
        width: 'minmax(240px, 1.8fr)',
        cell: ({ subject, lines: [first] }) => (
          <span title={first?.said ?? subject}>{(first && words.reason(first)) || subject}</span>
        ),
      },
      {
        id: 'effect',
        header: t('column.effect'),
        width: 'minmax(160px, 1.2fr)',
        cell: ({ lines: [first] }) => (first ? words.effect(first) : ''),
      },
    ],
    [t, format, words],
  );
}
