import { Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import { countryName } from '#renderer/pickers/countries.ts';
import type { Column } from '#renderer/ui/data-table.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { ContactColumn } from '#shared/domain/contact-column.ts';
import { scoreOf } from '#shared/domain/engagement.ts';
import type { Sort } from './contact-filter.ts';

const NEXT_BY_DATE: Partial<Record<Sort, Sort>> = { newest: 'oldest' };
/** More would not fit: how many more is said. */
const TAGS_SHOWN = 2;

/** The columns of the list by their ids; one that is no more is left out. */
export function useContactColumns(
  ids: readonly string[],
  sort: Sort,
  onSort: (sort: Sort) => void,
): Column<ContactRow>[] {
  const { t } = useTranslation(['audience', 'contacts']);
  const format = useFormat();
  const { data: fields } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const wanted = ids.join(',');
  return useMemo(() => {
    const sorting = (by: Sort) => ({
      direction: sort === by ? ('ascending' as const) : null,
      onSort: () => onSort(by),
    });
    const moment = (at: string | null) => (at ? format.instant(at, 'date') : '');
    const built: Record<ContactColumn, Omit<Column<ContactRow>, 'id' | 'header'>> = {
      name: {
        width: 'minmax(150px, 1.1fr)',
        sort: sorting('name'),
        cell: (contact) =>
          fullName(contact) || (
            <Text span inherit c="dimmed" fw={400}>
              {t('no_name')}
            </Text>
          ),
      },
      email: { width: 'minmax(200px, 1.5fr)', sort: sorting('email'), cell: ({ email }) => email },
      status: { width: '148px', cell: ({ status }) => <ContactStatusPill status={status} /> },
      company: { width: 'minmax(120px, 1fr)', cell: ({ company }) => company },
      place: {
        width: 'minmax(140px, 1.1fr)',
        cell: ({ city, country }) => [city, countryName(format.locale, country)].filter(Boolean).join(', '),
      },
      tags: { width: 'minmax(150px, 1.2fr)', cell: ({ tags }) => <Tags tags={tags} /> },
      phone: { width: 'minmax(130px, 1fr)', cell: ({ phone }) => phone },
      first_name: { cell: ({ first_name }) => first_name },
      last_name: { cell: ({ last_name }) => last_name },
      city: { cell: ({ city }) => city },
      country: { cell: ({ country }) => countryName(format.locale, country) },
      locale: { width: '96px', cell: ({ locale }) => locale },
      timezone: { width: 'minmax(130px, 1fr)', cell: ({ timezone }) => timezone },
      external_id: { width: 'minmax(120px, 1fr)', cell: ({ external_id }) => external_id },
      engagement: {
        width: '128px',
        align: 'end',
        sort: { direction: sort === 'engagement' ? 'descending' : null, onSort: () => onSort('engagement') },
        cell: ({ engaged_until }) =>
          format.number(engaged_until === null ? 0 : scoreOf(Date.parse(engaged_until), Date.now())),
      },
      last_seen_at: { width: '120px', align: 'end', cell: ({ last_seen_at }) => moment(last_seen_at) },
      created_at: {
        width: '120px',
        align: 'end',
        sort: {
          direction: sort === 'newest' ? 'descending' : sort === 'oldest' ? 'ascending' : null,
          onSort: () => onSort(NEXT_BY_DATE[sort] ?? 'newest'),
        },
        cell: ({ created_at }) => moment(created_at),
      },
      updated_at: { width: '120px', align: 'end', cell: ({ updated_at }) => moment(updated_at) },
      updated_by: { width: 'minmax(120px, 1fr)', cell: ({ updated_by }) => updated_by },
    };
    return wanted.split(',').flatMap((id): Column<ContactRow>[] => {
      if (id in built) return [{ id, header: t(`field.${id as ContactColumn}`), ...built[id as ContactColumn] }];
      const field = fields?.find(({ key }) => `attributes.${key}` === id);
      if (!field) return [];
      const number = field.type === 'number';
      return [
        {
          id,
          header: field.label,
          width: 'minmax(120px, 1fr)',
          align: number ? 'end' : 'start',
          cell: ({ attributes }) => {
            const value = attributes[field.key];
            if (value === null || value === undefined) return '';
            if (typeof value === 'number') return format.number(value);
            if (typeof value === 'boolean') return t(value ? 'contacts:own.yes' : 'contacts:own.no');
            if (Array.isArray(value)) return value.join(', ');
            return field.type === 'date' ? format.instant(value, 'date') : value;
          },
        },
      ];
    });
  }, [t, format, sort, onSort, wanted, fields]);
}

function Tags({ tags }: Pick<ContactRow, 'tags'>) {
  if (tags.length === 0) return null;
  return (
    <Group gap={4} wrap="nowrap" title={tags.map(({ name }) => name).join(', ')}>
      {tags.slice(0, TAGS_SHOWN).map(({ id, name }) => (
        <Badge key={id} variant="light" color="gray" tt="none" fw={500}>
          {name}
        </Badge>
      ))}
      {tags.length > TAGS_SHOWN && (
        <Text span size="sm" c="dimmed">
          +{tags.length - TAGS_SHOWN}
        </Text>
      )}
    </Group>
  );
}

function fullName({ first_name, last_name }: ContactRow): string {
  return `${first_name} ${last_name}`.trim();
}
