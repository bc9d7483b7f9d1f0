import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { fromLine } from '#renderer/pickers/sender-select.tsx';
import { describeError } from '#renderer/ui/describe-error.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { DraftEditor } from '../editor/use-draft.ts';
import { PreflightGate } from '../preflight/preflight-gate.tsx';
import { usePreflight, verdictOf } from '../preflight/use-preflight.ts';
import { AudienceCount } from './audience-count.tsx';
import { clashOf, sharesOf } from './experiment-shares.ts';
import { ExperimentWords } from './experiment-words.tsx';
import { planOf, suggestTime } from './send-time.ts';
import { SendWarnings } from './send-warnings.tsx';
import { SmsCost } from './sms-cost.tsx';
import { TimeFields } from './time-fields.tsx';
import { useSend } from './use-send.ts';

interface SendDialogProps {
  draft: DraftEditor;
  opened: boolean;
  onClose(): void;
}

/** The last look: who gets it and who does not, from whom, when. Enter sends. */
export function SendDialog({ draft, opened, onClose }: SendDialogProps) {
  const { t } = useTranslation(['campaign', 'common']);
  const close = { 'aria-label': t('common:close') };
  return (
    <Modal opened={opened} onClose={onClose} title={t('send.title')} size="lg" closeButtonProps={close}>
      <SendForm draft={draft} onClose={onClose} />
    </Modal>
  );
}

function SendForm({ draft, onClose }: Omit<SendDialogProps, 'opened'>) {
  const { t } = useTranslation(['campaign', 'experiment', 'push']);
  const common = useTranslation().t;
  const format = useFormat();
  const [time, setTime] = useState(() => suggestTime(Date.now(), format.timezone));
  const { id, channel, subject, sender_id } = draft.base;
  const { experiment } = draft.fields;
  const audience = useQuery(api.campaigns.audience.queryOptions({ input: { id } }));
  const senders = useQuery(api.senders.list.queryOptions());
  const organization = useQuery(api.organization.get.queryOptions());
  const sender = senders.data?.find((one) => one.id === sender_id);
  const send = useSend(draft, onClose);
  const preflight = usePreflight(id);
  const verdict = verdictOf(preflight.query.data);
  const [accepted, setAccepted] = useState(false);
  const [query, setQuery] = useSearchParams();
  const isHeld = preflight.pending || (verdict?.errors ?? 0) > 0;
  const isAsking = verdict !== null && verdict.warnings > 0 && !accepted;
  const openPreflight = () => {
    query.set('panel', 'preflight');
    setQuery(query, { replace: true });
    onClose();
  };
  const words = send.error && describeError(send.error);
  const atTime = /^(local|timezone|timing)\b/.test(words?.field ?? '');
  const count = audience.data?.recipients ?? 0;
  const held = experiment ? sharesOf(experiment, count).held : 0;
  const clash = experiment && clashOf(experiment, time);
  const badTime = planOf(time, Date.now()).problem !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send.start(time);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <AudienceCount id={id} channel={channel} />
        {experiment && count > 0 && <ExperimentWords experiment={experiment} people={count} />}
        <Facts
          facts={[
            ...(channel === 'email' || channel === 'push'
              ? [
                  [channel === 'push' ? t('push:title') : t('field.subject'), subject || t('preview.no_subject')] as [
                    string,
                    string,
                  ],
                ]
              : []),
            [t('field.sender_id'), sender ? fromLine(sender) : t('sender.none')],
          ]}
        />
        <TimeFields time={time} onChange={setTime} error={atTime ? words?.message : undefined} />
        {clash && (
          <Text size="sm" c="var(--mantine-color-red-text)" role="alert">
            {t(`experiment:plan.${clash}`)}
          </Text>
        )}
        {channel === 'sms' && <SmsCost id={id} sender_id={sender_id} people={count} preflight={preflight.query.data} />}
        <PreflightGate
          id={id}
          preflight={preflight}
          accepted={accepted}
          onAccept={setAccepted}
          onOpen={openPreflight}
        />
        <SendWarnings sender={sender} organization={organization.data} />
        {words && !atTime && (
          <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={words.message}>
            {words.hint}
          </Alert>
        )}
        {draft.save.is === 'failed' && (
          <Alert color="red" role="alert" title={t('save.failed', { why: describeError(draft.save.error).message })} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            type="submit"
            data-autofocus
            loading={send.busy}
            disabled={badTime || clash !== null || count === 0 || isHeld || isAsking}
          >
            {held > 0
              ? t(time.when === 'now' ? 'experiment:send_about' : 'experiment:schedule_about', {
                  people: format.number(count - held),
                })
              : t(time.when === 'now' ? 'send.button' : 'send.schedule', { count })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Facts({ facts }: { facts: [name: string, value: string][] }) {
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 16px', margin: 0 }}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <Text component="dt" size="sm" c="dimmed">
            {name}
          </Text>
          <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
