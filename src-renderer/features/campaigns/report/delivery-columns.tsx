import { Anchor, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DeliveryStatePill } from '#renderer/pickers/delivery-state-pill.tsx';
import type { Column } from '#renderer/ui/data-table.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Delivery } from '#shared/contract/delivery.contract.ts';
import { devicesIn } from '#shared/domain/push/push-content.ts';

export function useDeliveryColumns(): Column<Delivery>[] {
  const { t } = useTranslation(['campaign', 'feedback', 'push']);
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'address',
        header: t('column.recipient'),
        width: 'minmax(220px, 1.2fr)',
        cell: ({ address, name }) => (
          <span title={name}>
            {addressInWords(address, t) || name || <Dimmed text={t('column.erased')} />}
            {address && name && name !== address && <Dimmed text={name} />}
          </span>
        ),
      },
      {
        id: 'state',
        header: t('column.state'),
        width: '170px',
        cell: ({ state }) => <DeliveryStatePill state={state} />,
      },
      {
        id: 'reason',
        header: t('column.reason'),
        width: 'minmax(240px, 2fr)',
        cell: ({ id, state, reason, response }) => (
          <span title={[reason, response].filter(Boolean).join('\n')}>
            {reason}
            {(state === 'bounced' || state === 'complained') && (
              <Anchor component={Link} href={`/feedback?delivery=${id}`} size="sm" ml={8}>
                {t('feedback:open_report')}
              </Anchor>
            )}
            {response && <Dimmed text={response} />}
          </span>
        ),
      },
      {
        id: 'opened',
        header: t('column.opened'),
        width: '88px',
        align: 'end',
        cell: ({ opened, opened_human }) => <Times people={opened_human} all={opened} />,
      },
      {
        id: 'clicked',
        header: t('column.clicked'),
        width: '88px',
        align: 'end',
        cell: ({ clicked, clicked_human }) => <Times people={clicked_human} all={clicked} />,
      },
      {
        id: 'changed',
        header: t('column.changed'),
        width: '168px',
        cell: ({ changed_at }) => format.instant(changed_at),
      },
    ],
    [t, format],
  );
}

type Words = ReturnType<typeof useTranslation<['campaign', 'feedback', 'push']>>['t'];

function addressInWords(address: string, t: Words): string {
  const devices = devicesIn(address);
  return devices === null ? address : t('push:devices', { count: devices });
}

function Dimmed({ text }: { text: string }) {
  return (
    <Text span fz="inherit" c="dimmed" fw={400} ml={8}>
      {text}
    </Text>
  );
}

/** How often people did it and, dimmed, how often machines did. */
function Times({ people, all }: { people: number; all: number }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const machines = all - people;
  return (
    <span title={machines > 0 ? t('column.by_machines', { count: machines }) : undefined}>
      {format.number(people)}
      {machines > 0 && <Dimmed text={`+${format.number(machines)}`} />}
    </span>
  );
}
