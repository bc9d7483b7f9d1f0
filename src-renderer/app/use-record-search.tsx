import { useDebouncedValue } from '@mantine/hooks';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { IconFilter, IconSend, IconUser } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { type Permission, useMay } from '#renderer/data/session.ts';

const SHOWN = 6;

/** Campaigns, contacts and segments whose name fits what is typed. */
export function useRecordSearch(typed: string): SpotlightActionGroupData[] {
  const { t } = useTranslation('frame');
  const may = useMay();
  const [, navigate] = useLocation();
  const [search] = useDebouncedValue(typed.trim(), 150);
  const asks = (permission: Permission) => search.length > 1 && may(permission);
  const input = { search, limit: SHOWN };
  const campaigns = useQuery({
    ...api.campaigns.list.queryOptions({ input }),
    enabled: asks('campaign.read'),
    placeholderData: keepPreviousData,
  });
  const contacts = useQuery({
    ...api.contacts.list.queryOptions({ input }),
    enabled: asks('contact.read'),
    placeholderData: keepPreviousData,
  });
  const segments = useQuery({ ...api.segments.list.queryOptions(), enabled: asks('segment.read') });
  if (search.length < 2) return [];
  return [
    {
      group: t('nav.campaigns'),
      actions: (campaigns.data?.items ?? []).map(({ id, name }) => ({
        id,
        label: name,
        leftSection: <IconSend size={18} stroke={1.6} aria-hidden />,
        onClick: () => navigate(`/campaigns/${id}`),
      })),
    },
    {
      group: t('nav.contacts'),
      actions: (contacts.data?.items ?? []).map(({ id, name, email }) => ({
        id,
        label: name,
        description: email && email !== name ? email : undefined,
        leftSection: <IconUser size={18} stroke={1.6} aria-hidden />,
        onClick: () => navigate(`/contacts/${id}`),
      })),
    },
    {
      group: t('nav.segments'),
      actions: (segments.data ?? [])
        .filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
        .slice(0, SHOWN)
        .map(({ id, name }) => ({
          id,
          label: name,
          leftSection: <IconFilter size={18} stroke={1.6} aria-hidden />,
          onClick: () => navigate(`/segments/${id}`),
        })),
    },
  ];
}
