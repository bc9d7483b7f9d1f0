import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHourglass, IconMessage2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Approval } from '#shared/contract/approval.contract.ts';

/** Where it stands, in words, and who can give it. */
export function ApprovalState({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approval');
  const format = useFormat();
  const { state, changed, history, own_work, approvers, from_recipients } = approval;
  const latest = history.find((entry) => entry.state !== 'withdrawn');
  const parts = changed.map((part) => t(`part.${part}`)).join(', ');
  const decider = latest?.decided_by?.name ?? '';
  if (latest && state === 'approved' && changed.length === 0) {
    const when = latest.decided_at ? format.relative(latest.decided_at) : '';
    return (
      <Alert role="status" color="green" icon={<IconCircleCheck size={18} aria-hidden />}>
        {t('approved', { name: decider, when })}
      </Alert>
    );
  }
  if (latest && changed.length > 0 && state !== 'changes_requested') {
    return (
      <Alert role="status" color="amber" icon={<IconAlertTriangle size={18} aria-hidden />}>
        {state === 'approved' ? t('stale_approved', { name: decider, parts }) : t('stale_requested', { parts })}
      </Alert>
    );
  }
  if (latest && state === 'changes_requested') {
    return (
      <Alert
        role="status"
        color="amber"
        icon={<IconMessage2 size={18} aria-hidden />}
        title={t('changes_wanted', { name: decider })}
      >
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {latest.comment}
        </Text>
      </Alert>
    );
  }
  const names = approvers.map(({ name }) => name).join(', ');
  return (
    <Alert role="status" color="blue" icon={<IconHourglass size={18} aria-hidden />}>
      <Stack gap={4}>
        <Text size="sm">
          {latest
            ? t('waiting_for', { name: latest.asked_by.name, when: format.relative(latest.asked_at) })
            : t(from_recipients === null ? 'not_needed' : 'needed')}
        </Text>
        {latest?.note && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            “{latest.note}”
          </Text>
        )}
        {latest && own_work && <Text size="sm">{t('own_work')}</Text>}
        <Text size="sm">{names ? t('who_can', { names }) : t('nobody_can')}</Text>
      </Stack>
    </Alert>
  );
}
