import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Work } from '#shared/contract/work.contract.ts';
import { isUnderWay, placeOf, useCancelWork } from './use-work.ts';
import { useWorkWords } from './use-work-words.ts';

/** One piece of work: how far it is and the way to stop it, or what became of it. */
export function WorkRow({ work, onLeave }: { work: Work; onLeave(): void }) {
  const { t } = useTranslation(['work', 'common']);
  const format = useFormat();
  const { title, pace, outcome } = useWorkWords();
  const cancel = useCancelWork();
  const runs = isUnderWay(work);
  const name = title(work);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Anchor component={Link} href={placeOf(work)} onClick={onLeave} c="inherit" fw={500} truncate title={name}>
          {name}
        </Anchor>
        {work.can_cancel && (
          <Button
            size="compact-xs"
            variant="default"
            flex="none"
            aria-label={t('cancel', { name })}
            loading={cancel.isPending}
            onClick={() => cancel.mutate(work)}
          >
            {t('common:cancel')}
          </Button>
        )}
      </Group>
      {runs && (
        <Progress value={(work.fraction ?? 0) * 100} aria-label={t('progress', { name })} transitionDuration={0} />
      )}
      <Text size="sm" c={work.state === 'failed' ? 'red' : 'dimmed'} className="numbers">
        {runs ? pace(work) : outcome(work)}
      </Text>
      {!runs && work.finished_at && (
        <Text size="xs" c="dimmed">
          {format.relative(work.finished_at)}
        </Text>
      )}
    </Stack>
  );
}
