import { Button, Paper, Table, VisuallyHidden } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay, useSession } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { SectionHead } from './section-head.tsx';

interface ShownLink {
  name: string;
  url: string;
}

export function PeopleSection() {
  const { t } = useTranslation('settings');
  const writes = useMay()('user.write');
  const me = useSession()?.user.id;
  const { data, error, refetch } = useQuery(api.account.users.queryOptions());
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<ShownLink | null>(null);
  const invite = writes && (
    <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setInviting(true)}>
      {t('people.invite')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={t('section.people')} text={t('people.text')} action={invite} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={3} />
      ) : (
        <Paper withBorder radius="md">
          <Table aria-label={t('section.people')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('people.name')}</Table.Th>
                <Table.Th w={160}>{t('people.role')}</Table.Th>
                <Table.Th w={140}>{t('people.last_seen')}</Table.Th>
                <Table.Th w={52}>
                  <VisuallyHidden>{t('people.actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((user) => (
                <PersonRow key={user.id} user={user} writes={writes} isMe={user.id === me} onLink={setLink} />
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} onLink={setLink} />}
      {link && <LinkDialog {...link} onClose={() => setLink(null)} />}
    </section>
  );
}
