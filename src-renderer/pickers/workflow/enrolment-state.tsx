import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Enrolment } from '#shared/contract/workflow.contract.ts';

/** What somebody does at the node where they stand, or how their pass ended. */
export function EnrolmentState({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const { state, error, ended, waits, due_at, since } = enrolment;
  if (state === 'failed') {
    return (
      <Text size="xs" c="red">
        {error}
      </Text>
    );
  }
  const words = ended
    ? t(`ended.${ended}`)
    : waits
      ? due_at
        ? t('waits_until', { what: t(`waits.${waits}`), when: format.instant(due_at, 'full') })
        : t(`waits.${waits}`)
      : t('since', { when: format.relative(since) });
  return (
    <Text size="xs" c="dimmed">
      {words}
    </Text>
  );
}
