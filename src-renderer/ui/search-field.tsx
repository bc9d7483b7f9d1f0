import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps {
  label: string;
  value: string;
  /** Called a moment after the last key. */
  onSearch(value: string): void;
  /** Arrow down and Enter lead from the field into what was found. */
  onLeave?(): void;
  inputRef?: Ref<HTMLInputElement>;
  width?: number | string;
}

export function SearchField({ label, value, onSearch, onLeave, inputRef, width = 280 }: SearchFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const search = useDebouncedCallback((next: string) => {
    asked.current = next;
    onSearch(next);
  }, 200);
  useEffect(() => {
    // What comes back is what was asked a moment ago; meanwhile more may have been typed.
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  const type = (next: string) => {
    setTyped(next);
    search(next.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && typed) type('');
    if (onLeave && (event.key === 'ArrowDown' || event.key === 'Enter')) {
      event.preventDefault();
      onLeave();
    }
  };
  return (
    <TextInput
      ref={inputRef}
      aria-label={label}
      placeholder={label}
      type="search"
      w={width}
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed ? <CloseButton size="sm" aria-label={t('clear')} onClick={() => type('')} /> : null}
    />
  );
}
