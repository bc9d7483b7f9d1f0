import { Button, Slider, Stack, Text, Timeline } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { useReasonWords } from '#renderer/pickers/workflow/use-reason-words.ts';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Rehearsal, Workflow } from '#shared/contract/workflow.contract.ts';

/** The way of a rehearsal up to where its clock stands. */
export function RehearsalPlay({ workflow, rehearsal }: { workflow: Workflow; rehearsal: Rehearsal }) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const words = useNodeWords();
  const reasons = useReasonWords();
  const [clock, setClock] = useState<number | null>(null);
  const { steps, ended, state } = rehearsal;
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last) return <Text c="dimmed">{t('rehearse.no_trigger')}</Text>;
  const from = Date.parse(first.entered_at);
  const to = Math.max(from + 1, Date.parse(last.left_at ?? last.entered_at));
  const now = Math.min(to, clock ?? to);
  const past = steps.filter(({ entered_at }) => Date.parse(entered_at) <= now);
  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <Text size="sm" fw={500} id="rehearsal-clock">
          {t('rehearse.clock', { when: format.instant(new Date(now).toISOString(), 'full') })}
        </Text>
        <Slider
          thumbProps={{ 'aria-labelledby': 'rehearsal-clock' }}
          min={from}
          max={to}
          step={60_000}
          value={now}
          onChange={setClock}
          label={null}
        />
      </Stack>
      <Timeline bulletSize={14} lineWidth={2} active={past.length}>
        {past.map(({ node, visit, entered_at, left_at, port, reason, waits, because, message }) => {
          const known = workflow.draft.nodes.find(({ id }) => id === node);
          const isPast = left_at !== null && Date.parse(left_at) <= now;
          return (
            <Timeline.Item key={visit} title={known ? `${words.title(known)}: ${words.detail(known)}` : node}>
              <Text size="sm">{isPast && reason ? reasons(reason, port) : t(`waits.${waits ?? 'time'}`)}</Text>
              {isPast &&
                because.map((one) => (
                  <Text key={one.rule} size="xs" c="dimmed">
                    {t(one.holds ? 'rehearse.holds' : 'rehearse.holds_not', { rule: one.rule })}
                  </Text>
                ))}
              <Text size="xs" c="dimmed">
                {format.instant(isPast ? (left_at ?? entered_at) : entered_at, 'full')}
              </Text>
              {isPast && message && <RehearsedMail message={message} />}
            </Timeline.Item>
          );
        })}
        {now >= to && (
          <Timeline.Item
            title={ended ? t(`ended.${ended as 'completed'}`) : t(`rehearse.state_${state as 'active'}`)}
          />
        )}
      </Timeline>
    </Stack>
  );
}

function RehearsedMail({ message }: { message: NonNullable<Rehearsal['steps'][number]['message']> }) {
  const { t } = useTranslation('workflow');
  const [open, setOpen] = useState(false);
  if (message.problem) {
    return (
      <Text size="sm" c="red">
        {message.problem}
      </Text>
    );
  }
  return (
    <Stack gap={4} mt={4}>
      <Button variant="default" size="compact-xs" w="fit-content" onClick={() => setOpen(!open)}>
        {open ? t('rehearse.hide') : t('rehearse.show', { subject: message.subject || message.text.slice(0, 40) })}
      </Button>
      {open && message.html !== '' && <MailFrame title={message.subject} html={message.html} />}
      {open && message.html === '' && <Text size="sm">{message.text}</Text>}
    </Stack>
  );
}
