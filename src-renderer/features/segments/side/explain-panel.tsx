import { Anchor, Skeleton, Stack, Text } from '@mantine/core';
import { IconUserCheck, IconUserX } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { SegmentExplanation } from '#shared/contract/segment.contract.ts';
import classes from './side.module.css';
import { useDescribe } from './use-describe.ts';
import { VerdictTree } from './verdict-tree.tsx';

interface ExplainPanelProps {
  /** Null while nothing can be asked. */
  rule: string | null;
  segmentId: string | undefined;
  person: Pick<ContactRow, 'id' | 'name' | 'email'> | null;
  onPerson(person: ContactRow): void;
}

/** Why somebody is in or out, and what would have to be different. */
export function ExplainPanel({ rule, segmentId, person, onPerson }: ExplainPanelProps) {
  const { t } = useTranslation('segment');
  const asks = person !== null && rule !== null && rule.trim() !== '';
  const { data, error, refetch } = useQuery({
    ...api.segments.explain.queryOptions({
      input: { contact_id: person?.id ?? '', rule: rule ?? undefined, segment_id: segmentId },
    }),
    enabled: asks,
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="md" p="md">
      <ContactPicker label={t('explain.pick')} value={person} onChange={onPerson} />
      {!person && (
        <Text size="sm" c="dimmed">
          {t('explain.hint')}
        </Text>
      )}
      {person && !asks && (
        <Text size="sm" c="dimmed">
          {t('explain.waiting')}
        </Text>
      )}
      {asks && error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {asks && !error && !data && <Skeleton height={120} />}
      {asks && data && <Explanation explanation={data} />}
    </Stack>
  );
}

function Explanation({ explanation }: { explanation: SegmentExplanation }) {
  const { t } = useTranslation(['segment', 'audience']);
  const { contact, holds, verdict, changes } = explanation;
  const name = contact.name || t('audience:no_name');
  return (
    <>
      <div aria-live="polite" className={classes.outcome}>
        <StatusPill
          tone={holds ? 'success' : 'neutral'}
          icon={holds ? IconUserCheck : IconUserX}
          label={t(holds ? 'explain.in' : 'explain.out', { name })}
        />
        <Anchor component={Link} href={`/contacts/${contact.id}`} size="sm">
          {t('explain.open')}
        </Anchor>
      </div>
      <VerdictTree verdict={verdict} />
      {changes.length > 0 && <Changes holds={holds} changes={changes} />}
    </>
  );
}

function Changes({ holds, changes }: Pick<SegmentExplanation, 'holds' | 'changes'>) {
  const { t } = useTranslation('segment');
  const describe = useDescribe();
  return (
    <div className={classes.changes}>
      <Text size="sm" fw={500} mb={4}>
        {t(holds ? 'explain.change_out' : 'explain.change_in', { count: changes.length })}
      </Text>
      <ul>
        {changes.map(({ path, rule, becomes }) => (
          <Text key={path.join('.')} component="li" size="sm">
            {describe(rule)}{' '}
            <Text span size="sm" c="dimmed">
              {t(becomes ? 'explain.becomes_true' : 'explain.becomes_false')}
            </Text>
          </Text>
        ))}
      </ul>
    </div>
  );
}
