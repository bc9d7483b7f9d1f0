import { Combobox, Input, InputBase, Loader, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { ContactRow } from '#shared/contract/contact.contract.ts';

interface ContactPickerProps {
  label: string;
  /** The contact that is chosen. */
  value: Pick<ContactRow, 'id' | 'name' | 'email'> | null;
  onChange(contact: ContactRow): void;
  width?: number | string;
}

const SHOWN = 8;

/** One contact by name or address, out of any number. */
export function ContactPicker({ label, value, onChange, width }: ContactPickerProps) {
  const { t } = useTranslation('audience');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 150);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setTyped('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const { data, isFetching } = useQuery({
    ...api.contacts.list.queryOptions({ input: { search, limit: SHOWN } }),
    enabled: combobox.dropdownOpened,
    placeholderData: keepPreviousData,
  });
  const found = data?.items ?? [];
  const submit = (id: string) => {
    const contact = found.find((one) => one.id === id);
    if (contact) onChange(contact);
    combobox.closeDropdown();
  };

  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          type="button"
          pointer
          label={label}
          w={width}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onClick={() => combobox.toggleDropdown()}
        >
          {value ? (
            <Text span display="block" fz="inherit" truncate dir="auto">
              {value.name || t('no_name')}
            </Text>
          ) : (
            <Input.Placeholder>{t('pick_contact')}</Input.Placeholder>
          )}
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          component={TextInput}
          aria-label={t('search_contact')}
          placeholder={t('search_contact')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          rightSection={isFetching ? <Loader size={14} /> : null}
        />
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }}>
          {found.map((contact) => (
            <Combobox.Option key={contact.id} value={contact.id} active={contact.id === value?.id}>
              <Stack gap={0}>
                <Text truncate>{contact.name || t('no_name')}</Text>
                {contact.email !== contact.name && (
                  <Text size="xs" c="dimmed" truncate>
                    {contact.email}
                  </Text>
                )}
              </Stack>
            </Combobox.Option>
          ))}
          {data && found.length === 0 && <Combobox.Empty>{t('no_contact_found')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
