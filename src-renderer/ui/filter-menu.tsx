import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './filter-menu.module.css';

interface FilterMenuProps<Value extends string> {
  /** What is filtered by: "Status". */
  label: string;
  /** The choice that filters nothing: "Any status". */
  anything: string;
  value: Value | undefined;
  options: { value: Value; label: string }[];
  onChange(value: Value | undefined): void;
}

const MANY = 10;
const ANYTHING = '';

/** One filter as a chip: says what it lets through, and opens to change it. */
export function FilterMenu<Value extends string>(props: FilterMenuProps<Value>) {
  const { label, anything, value, options, onChange } = props;
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.updateSelectedOptionIndex('active'),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped('');
    },
  });
  const chosen = options.find((option) => option.value === value);
  const wanted = typed.trim().toLowerCase();
  const shown = options.filter((option) => option.label.toLowerCase().includes(wanted));
  const submit = (text: string) => {
    onChange(options.find((option) => option.value === text)?.value);
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={submit} width={240} position="bottom-start" shadow="md">
      <Combobox.Target targetType="button">
        <UnstyledButton
          className={classes.chip}
          data-on={value !== undefined || undefined}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes.label}>{value === undefined ? label : `${label}: `}</span>{' '}
          {value !== undefined && <span className={classes.value}>{chosen?.label ?? '…'}</span>}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown>
        {options.length > MANY && (
          <Combobox.Search
            aria-label={label}
            placeholder={t('select')}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <Combobox.Options mah={320} className={classes.options} aria-label={label}>
          {[{ value: ANYTHING, label: anything }, ...shown].map((option) => {
            const active = option.value === (value ?? ANYTHING);
            return (
              <Combobox.Option key={option.value} value={option.value} active={active} className={classes.option}>
                <span className={classes.name}>{option.label}</span>
                {active && <IconCheck size={16} aria-hidden />}
              </Combobox.Option>
            );
          })}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
