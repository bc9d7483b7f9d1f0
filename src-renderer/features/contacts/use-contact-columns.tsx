import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import type { Column } from '#renderer/ui/data-table.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Sort } from './contact-filter.ts';
import { countryName } from './countries.ts';

const NEXT_BY_DATE: Partial<Record<Sort, Sort>> = { newest: 'oldest' };

export function useContactColumns(sort: Sort, onSort: (sort: Sort) => void): Column<ContactRow>[] {
  const { t } = useTranslation('audience');
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        width: 'minmax(150px, 1.1fr)',
        sort: { direction: sort === 'name' ? 'ascending' : null, onSort: () => onSort('name') },
        cell: (contact) =>
          fullName(contact) || (
            <Text span inherit c="dimmed" fw={400}>
              {t('no_name')}
            </Text>
          ),
      },
      {
        id: 'email',
        header: t('field.email'),
        width: 'minmax(200px, 1.5fr)',
        sort: { direction: sort === 'email' ? 'ascending' : null, onSort: () => onSort('email') },
        cell: ({ email }) => email,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: '148px',
        cell: ({ status }) => <ContactStatusPill status={status} />,
      },
      { id: 'company', header: t('field.company'), width: 'minmax(120px, 1fr)', cell: ({ company }) => company },
      {
        id: 'place',
        header: t('field.place'),
        width: 'minmax(140px, 1.1fr)',
        cell: ({ city, country }) => [city, countryName(format.locale, country)].filter(Boolean).join(', '),
      },
      {
        id: 'created_at',
        header: t('field.created_at'),
        width: '120px',
        align: 'end',
        sort: {
          direction: sort === 'newest' ? 'descending' : sort === 'oldest' ? 'ascending' : null,
          onSort: () => onSort(NEXT_BY_DATE[sort] ?? 'newest'),
        },
        cell: ({ created_at }) => format.instant(created_at, 'date'),
      },
    ],
    [t, format, sort, onSort],
  );
}

function fullName({ first_name, last_name }: ContactRow): string {
  return `${first_name} ${last_name}`.trim();
}
