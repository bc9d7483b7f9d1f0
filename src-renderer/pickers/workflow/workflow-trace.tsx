import { Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { EnrolmentState } from './enrolment-state.tsx';
import { useNodeWords } from './use-node-words.ts';
import { useReasonWords } from './use-reason-words.ts';

/** The way of one pass, node by node, with the reason of each turn. */
export function WorkflowTrace({ id }: { id: string }) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const reasons = useReasonWords();
  const format = useFormat();
  const trace = useQuery(api.workflows.trace.queryOptions({ input: { id } }));
  if (trace.isPending) return <LoadingRows rows={5} />;
  if (trace.error && !trace.data) return <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />;
  const { enrolment, graph, steps, version } = trace.data;
  const titleOf = (node: string) => {
    const known = graph.nodes.find((one) => one.id === node);
    return known ? words.title(known) : node;
  };
  return (
    <Stack>
      <Text size="xs" c="dimmed">
        {t('trace_version', { number: version })}
      </Text>
      <Timeline bulletSize={14} lineWidth={2} active={steps.length}>
        {steps.map(({ visit, node, left_at, port, reason }) => (
          <Timeline.Item key={visit} title={titleOf(node)}>
            <Text size="sm">{reasons(reason, port)}</Text>
            <Text size="xs" c="dimmed">
              {format.instant(left_at, 'full')}
            </Text>
          </Timeline.Item>
        ))}
        <Timeline.Item title={enrolment.ended ? t(`ended.${enrolment.ended}`) : titleOf(enrolment.node)}>
          {!enrolment.ended && <EnrolmentState enrolment={enrolment} />}
        </Timeline.Item>
      </Timeline>
    </Stack>
  );
}
