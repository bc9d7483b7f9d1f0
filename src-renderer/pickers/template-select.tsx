import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';

interface TemplateSelectProps {
  /** What it is asked for; without it: "Templates". */
  label?: string;
  value?: string;
  onChange?(id: string): void;
  /** Only templates of this one. */
  channel?: 'email' | 'sms';
}

const MOST = 200;

/** One of the templates, found by its name among all of them. */
export function TemplateSelect({ value = '', onChange, channel, label }: TemplateSelectProps) {
  const { t } = useTranslation('templates');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 200);
  const [chosen, setChosen] = useState('');
  const input = { limit: MOST, ...(asked && asked !== chosen && { search: asked.slice(0, 200) }) };
  const { data } = useQuery({ ...api.templates.list.queryOptions({ input }), placeholderData: keepPreviousData });
  const fit = (data?.items ?? []).filter((template) => channel === undefined || template.channel === channel);
  const options = fit.map(({ id, name, folder }) => ({
    value: id,
    label: folder ? `${folder} / ${name}` : name,
  }));
  return (
    <Select
      label={label ?? t('title')}
      placeholder={data?.items.length === 0 ? t('none_match') : undefined}
      searchable
      searchValue={search}
      onSearchChange={setSearch}
      maw={480}
      data={
        value && !options.some((option) => option.value === value) ? [{ value, label: chosen }, ...options] : options
      }
      filter={({ options: found }) => found}
      value={value || null}
      onChange={(id, option) => {
        setChosen(option?.label ?? '');
        onChange?.(id ?? '');
      }}
    />
  );
}
