import { Anchor, Text, Timeline } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ApprovalEntry } from '#shared/contract/approval.contract.ts';
import { ContentDialog } from './content-dialog.tsx';

interface Step {
  key: string;
  words: string;
  at: string;
  said: string;
  /** The entry whose content was meant. */
  entry: string | null;
}

/** Who asked and who answered, when, with what words, and about which content. Newest first. */
export function ApprovalHistory({ history }: { history: readonly ApprovalEntry[] }) {
  const { t } = useTranslation('approval');
  const format = useFormat();
  const [shown, setShown] = useState<string | null>(null);
  if (history.length === 0) return null;
  const steps = history.flatMap((entry): Step[] => {
    const { id, state, asked_by, asked_at, note, recipients, decided_by, decided_at, comment } = entry;
    const asked = t('event_asked', { name: asked_by.name, count: recipients });
    const question: Step = { key: `${id} asked`, words: asked, at: asked_at, said: note, entry: id };
    if (!decided_by || !decided_at || state === 'requested') return [question];
    const name = decided_by.name;
    const words =
      state === 'approved'
        ? t('event_approved', { name })
        : state === 'withdrawn'
          ? t('event_withdrawn', { name })
          : t('event_changes', { name });
    const about = state === 'approved' ? id : null;
    return [{ key: `${id} answered`, words, at: decided_at, said: comment, entry: about }, question];
  });
  return (
    <section aria-label={t('history')}>
      <Text size="sm" fw={600} mb={8}>
        {t('history')}
      </Text>
      <Timeline bulletSize={14} lineWidth={1} active={-1}>
        {steps.map(({ key, words, at, said, entry }) => (
          <Timeline.Item key={key} title={<Text size="sm">{words}</Text>}>
            <Text size="xs" c="dimmed">
              {format.instant(at, 'minute')}
            </Text>
            {said && (
              <Text size="sm" mt={2} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                “{said}”
              </Text>
            )}
            {entry && (
              <Anchor component="button" type="button" size="xs" onClick={() => setShown(entry)}>
                {t('show_content')}
              </Anchor>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
      <ContentDialog approval_id={shown} onClose={() => setShown(null)} />
    </section>
  );
}
