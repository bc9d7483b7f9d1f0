import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { FilterMenu } from '#renderer/ui/filter-menu.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { CONTACT_STATUSES, MEMBER_STATES } from '#shared/domain/contact-status.ts';
import { type ContactFilter, isFiltered } from './contact-filter.ts';

interface ContactFiltersProps {
  filter: ContactFilter;
  onChange(patch: Partial<ContactFilter>, options?: { replace: boolean }): void;
  searchRef: Ref<HTMLInputElement>;
  /** From the search into the table. */
  onLeave(): void;
}

export function ContactFilters({ filter, onChange, searchRef, onLeave }: ContactFiltersProps) {
  const { t } = useTranslation(['contacts', 'audience', 'common']);
  const lists = useQuery(api.lists.list.queryOptions());
  return (
    <Group gap="xs" mb="sm">
      <SearchField
        label={t('search')}
        value={filter.search ?? ''}
        onSearch={(search) => onChange({ search: search || undefined }, { replace: true })}
        inputRef={searchRef}
        onLeave={onLeave}
        width={300}
      />
      <FilterMenu
        label={t('filter.list')}
        anything={t('filter.any_list')}
        value={filter.list_id}
        options={(lists.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(list_id) => onChange({ list_id, list_state: undefined })}
      />
      {filter.list_id && (
        <FilterMenu
          label={t('filter.list_state')}
          anything={t('filter.any_list_state')}
          value={filter.list_state}
          options={MEMBER_STATES.map((state) => ({ value: state, label: t(`audience:member_state.${state}`) }))}
          onChange={(list_state) => onChange({ list_state })}
        />
      )}
      <FilterMenu
        label={t('filter.status')}
        anything={t('filter.any_status')}
        value={filter.status}
        options={CONTACT_STATUSES.map((status) => ({ value: status, label: t(`audience:status.${status}`) }))}
        onChange={(status) => onChange({ status })}
      />
      {isFiltered(filter) && (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ search: undefined, list_id: undefined, list_state: undefined, status: undefined })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  );
}
