import { Button, Group, Text, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { FilterMenu } from '#renderer/ui/filter-menu.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { CONTACT_STATUSES, MEMBER_STATES } from '#shared/domain/contact-status.ts';
import { type ContactFilter, isFiltered, NO_FILTER } from './contact-filter.ts';

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
  const tags = useQuery(api.tags.list.queryOptions());
  const segments = useQuery(api.segments.list.queryOptions());
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
      <FilterMenu
        label={t('filter.tag')}
        anything={t('filter.any_tag')}
        value={filter.tag_id}
        options={(tags.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(tag_id) => onChange({ tag_id })}
      />
      <FilterMenu
        label={t('filter.segment')}
        anything={t('filter.any_segment')}
        value={filter.segment_id}
        options={(segments.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(segment_id) => onChange({ segment_id })}
      />
      {filter.import_id && (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden />}
          aria-label={t('filter.drop_import')}
          onClick={() => onChange({ import_id: undefined, import_part: undefined })}
        >
          {t(filter.import_part === 'changed' ? 'filter.import_changed' : 'filter.import_created')}
        </Button>
      )}
      {filter.segment && (
        <Tooltip label={filter.segment} multiline maw={480}>
          <Button
            variant="light"
            rightSection={<IconX size={14} aria-hidden />}
            aria-label={t('filter.drop_rule', { rule: filter.segment })}
            onClick={() => onChange({ segment: undefined })}
          >
            <Text span truncate maw={220} size="sm">
              {filter.segment}
            </Text>
          </Button>
        </Tooltip>
      )}
      {isFiltered(filter) && (
        <Button variant="subtle" color="gray" onClick={() => onChange(NO_FILTER)}>
          {t('filter.clear')}
        </Button>
      )}
    </Group>
  );
}
