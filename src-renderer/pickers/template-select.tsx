import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';

interface TemplateSelectProps {
  value?: string;
  onChange?(id: string): void;
}

/** One of the templates, found by its name. */
export function TemplateSelect({ value = '', onChange }: TemplateSelectProps) {
  const { t } = useTranslation('templates');
  const [search, setSearch] = useState('');
  const { data } = useQuery(api.templates.list.queryOptions({ input: { limit: 200 } }));
  return (
    <Select
      label={t('title')}
      placeholder={data?.items.length === 0 ? t('none_match') : undefined}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      maw={480}
      data={(data?.items ?? []).map(({ id, name, folder }) => ({
        value: id,
        label: folder ? `${folder} / ${name}` : name,
      }))}
      value={value || null}
      onChange={(id) => onChange?.(id ?? '')}
    />
  );
}
