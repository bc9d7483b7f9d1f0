import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { AudienceCount } from '#shared/contract/campaign.contract.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { SKIP_REASONS } from '#shared/domain/delivery/eligibility.ts';

/** Those addressed who get nothing, by reason, the largest group first. */
export function LeftOut({ excluded, channel }: Pick<AudienceCount, 'excluded'> & { channel: Channel }) {
  const { t } = useTranslation(['campaign', 'sms', 'push']);
  const words: Partial<Record<string, string>> =
    channel === 'sms' || channel === 'push' ? t(`${channel}:left_out`, { returnObjects: true }) : {};
  const format = useFormat();
  const groups = SKIP_REASONS.map((reason) => ({ reason, count: excluded[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  if (groups.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('left_out.nobody')}
      </Text>
    );
  }
  return (
    <Table verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
      <Table.Caption style={{ captionSide: 'top', textAlign: 'start', margin: 0 }}>
        {t('left_out.title', { count: groups.reduce((sum, { count }) => sum + count, 0) })}
      </Table.Caption>
      <Table.Tbody>
        {groups.map(({ reason, count }) => (
          <Table.Tr key={reason}>
            <Table.Td>{words[reason] ?? t(`left_out.${reason}`)}</Table.Td>
            <Table.Td ta="end" className="numbers">
              {format.number(count)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
