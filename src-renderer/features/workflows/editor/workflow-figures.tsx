import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import type { PeopleAsked } from '../panels/people-asked.ts';
import { useCounts } from './use-counts.ts';

interface WorkflowFiguresProps {
  workflow: Workflow;
  onShowPeople(who: PeopleAsked): void;
}

/** How many entered, are inside and left, and who does not go on. */
export function WorkflowFigures({ workflow, onShowPeople }: WorkflowFiguresProps) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const counts = useCounts(workflow);
  if (!counts || counts.entered === 0) return null;
  const ended = Object.entries(counts.ended);
  const failed = counts.nodes.reduce((sum, node) => sum + node.failed, 0);
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {t('figure.title')}
      </Title>
      <Text size="sm">{t('figure.entered', { n: format.number(counts.entered) })}</Text>
      <Text size="sm">{t('figure.inside', { n: format.number(counts.inside) })}</Text>
      {ended.map(([why, n]) => (
        <Text size="sm" key={why}>
          {t(`ended.${why as 'completed'}`)}: {format.number(n)}
        </Text>
      ))}
      {failed > 0 && (
        <Trouble onShow={() => onShowPeople({ state: 'failed' })}>
          {t('figure.failed_n', { n: format.number(failed) })}
        </Trouble>
      )}
      {counts.stuck > 0 && (
        <Trouble onShow={() => onShowPeople({ state: 'stuck' })}>
          {t('figure.stuck', { n: format.number(counts.stuck) })}
        </Trouble>
      )}
    </Stack>
  );
}

/** What keeps people from going on, with the list of them. */
function Trouble({ children, onShow }: { children: string; onShow(): void }) {
  const may = useMay();
  if (!may('contact.read')) {
    return (
      <Text size="sm" c="red">
        {children}
      </Text>
    );
  }
  return (
    <Anchor component="button" type="button" size="sm" c="red" ta="start" underline="always" onClick={onShow}>
      {children}
    </Anchor>
  );
}
