import { Button, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { useMay } from '#renderer/data/session.ts';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { Contact } from '#shared/contract/contact.contract.ts';
import { ContactConsent } from './contact-consent.tsx';
import { ContactDetails } from './contact-details.tsx';
import { ContactDevices } from './contact-devices.tsx';
import { ContactEngagement } from './contact-engagement.tsx';
import { ContactGone } from './contact-gone.tsx';
import { ContactLists } from './contact-lists.tsx';
import { ContactTags } from './contact-tags.tsx';
import { ContactTracking } from './contact-tracking.tsx';
import { ContactWorkflows } from './contact-workflows.tsx';
import classes from './contacts.module.css';
import { PersonActions } from './person-actions.tsx';
import { ContactTimeline } from './timeline/contact-timeline.tsx';
import { useContactBin } from './use-contact-bin.ts';

export default function ContactScreen() {
  const { id = '' } = useParams<{ id: string }>();
  const contact = useQuery(api.contacts.get.queryOptions({ input: { id } }));
  if (isRefusal(contact.error, 'NOT_FOUND', 'INVALID_INPUT')) return <ContactGone id={id} />;
  if (contact.data) return <ContactRecord key={id} contact={contact.data} />;
  if (contact.error) return <ErrorState error={contact.error} onRetry={() => void contact.refetch()} />;
  return <LoadingPage />;
}

function ContactRecord({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'audience', 'sms', 'push']);
  const may = useMay();
  const [, navigate] = useLocation();
  const moveToBin = useContactBin();
  const bin = async () => {
    const moved = await moveToBin([contact.id]);
    if (moved.length > 0) navigate('/contacts');
  };
  return (
    <Screen>
      <PageHeader
        back={{ href: '/contacts', label: t('title') }}
        title={contact.name || t('audience:no_name')}
        aside={
          <>
            <ContactStatusPill status={contact.status} />
            <Text c="dimmed" size="sm">
              {t(`audience:status_reason.${contact.status}`)}
            </Text>
            {contact.push_status !== 'no_address' && contact.push_status !== contact.status && (
              <Text c="dimmed" size="sm">
                {t('push:status', { status: t(`audience:status.${contact.push_status}`) })}
              </Text>
            )}
            {contact.phone !== null && contact.sms_status !== contact.status && (
              <Text c="dimmed" size="sm">
                {t('sms:status', { status: t(`audience:status.${contact.sms_status}`) })}
              </Text>
            )}
          </>
        }
        actions={
          <>
            {may('contact.write') && (
              <Button variant="default" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => void bin()}>
                {t('bin.move')}
              </Button>
            )}
            <PersonActions id={contact.id} name={contact.name} />
          </>
        }
      />
      <div className={classes.record}>
        <ContactDetails contact={contact} />
        <Stack gap="lg">
          <ContactTags contact={contact} />
          <ContactLists contact={contact} />
          <ContactEngagement id={contact.id} />
          <ContactConsent id={contact.id} />
          <ContactTracking id={contact.id} />
          <ContactDevices id={contact.id} />
          <ContactWorkflows id={contact.id} />
          <ContactTimeline id={contact.id} />
        </Stack>
      </div>
    </Screen>
  );
}
