import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called a moment after the last key. */
  onSearch(value: string): void;
  width?: number | string;
}

export function SearchField({ label, value, onSearch, width = 280 }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const search = useDebouncedCallback(onSearch, 200);
  useEffect(() => setTyped(value), [value]);
  const type = (next: string) => {
    setTyped(next);
    search(next.trim());
  };
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      w={width}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && typed && type('')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => type('')} /> : null}
    />
  );
}
