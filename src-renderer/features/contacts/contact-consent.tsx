import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { type Icon, IconCircleCheck, IconClock, IconClockOff, IconUserMinus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { StatusPill, type Tone } from '#renderer/ui/status-pill.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Consent } from '#shared/contract/consent.contract.ts';
import classes from './contact-consent.module.css';

const SIGNS: Record<Consent['state'], { tone: Tone; icon: Icon }> = {
  waiting: { tone: 'warning', icon: IconClock },
  expired: { tone: 'neutral', icon: IconClockOff },
  given: { tone: 'success', icon: IconCircleCheck },
  withdrawn: { tone: 'neutral', icon: IconUserMinus },
};

/** What a contact allowed, with the proof of it, and what they want less of. */
export function ContactConsent({ id }: { id: string }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const { data } = useQuery(api.consents.ofContact.queryOptions({ input: { id } }));
  if (!data) return null;
  const { consents, paused_until, frequency } = data;
  if (consents.length === 0 && !paused_until && frequency === 'all') return null;
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('proof.title')}>
      <Title order={2} mb="xs">
        {t('proof.title')}
      </Title>
      {paused_until && <Text size="sm">{t('proof.paused', { date: format.instant(paused_until, 'date') })}</Text>}
      {frequency !== 'all' && <Text size="sm">{t(`proof.${frequency}`)}</Text>}
      {consents.map((consent) => (
        <Proof key={consent.id} contactId={id} consent={consent} />
      ))}
    </Paper>
  );
}

function Proof({ contactId, consent }: { contactId: string; consent: Consent }) {
  const { t } = useTranslation('consent');
  const format = useFormat();
  const may = useMay();
  const ask = useMutation(
    api.consents.ask.mutationOptions({
      onSuccess: ({ sent_to }) => toast.done(t('proof.resent', { address: sent_to })),
      onError: toast.failed,
    }),
  );
  const { list_id, state, problem } = consent;
  const list = list_id ? consent.list : t('proof.deleted_list', { list: consent.list });
  const mayAsk = may('contact.write') && list_id !== null && (state === 'waiting' || state === 'expired');
  return (
    <div className={classes.proof}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text truncate>{list}</Text>
        <StatusPill {...SIGNS[state]} label={t(`proof.state.${state}`)} />
      </Group>
      <Text size="sm" c="dimmed">
        {t(`proof.source.${consent.source}`)}, {format.instant(consent.given_at ?? consent.asked_at, 'minute')}
      </Text>
      {problem && (
        <Text size="sm" c="red">
          {problem}
        </Text>
      )}
      <Group gap="md">
        <details className={classes.details}>
          <summary>{t('proof.details', { list })}</summary>
          <dl>
            {factsOf(consent, t, format).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
        {mayAsk && (
          <Button
            variant="default"
            size="xs"
            loading={ask.isPending}
            onClick={() => list_id && ask.mutate({ id: contactId, list_id })}
          >
            {t('proof.resend')}
          </Button>
        )}
      </Group>
    </div>
  );
}

type Words = ReturnType<typeof useTranslation<'consent'>>['t'];

function factsOf(consent: Consent, t: Words, format: ReturnType<typeof useFormat>): [string, string][] {
  const moment = (at: string, ip: string) =>
    ip ? t('proof.from', { date: format.instant(at, 'full'), ip }) : format.instant(at, 'full');
  const { wording, wording_version, mails, mailed_at, given_at, withdrawn_at, expires_at } = consent;
  const facts: [string, string | false | null][] = [
    [t('proof.asked'), moment(consent.asked_at, consent.asked_ip)],
    [`${t('proof.asked')}: ${t('proof.agent')}`, consent.asked_agent],
    [
      wording_version ? t('proof.wording_version', { version: wording_version }) : t('proof.wording'),
      wording && `“${wording}”`,
    ],
    ['', mails > 0 && mailed_at && t('proof.mails', { count: mails, date: format.instant(mailed_at, 'full') })],
    [t('proof.expires'), consent.state === 'waiting' && expires_at && format.instant(expires_at, 'full')],
    [t('proof.given'), given_at && moment(given_at, consent.given_ip)],
    [`${t('proof.given')}: ${t('proof.agent')}`, given_at && consent.given_agent],
    [t('proof.withdrawn'), withdrawn_at && format.instant(withdrawn_at, 'full')],
  ];
  return facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
}
