import { Autocomplete, Select, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { countries } from '#renderer/pickers/countries.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactField } from '#shared/domain/contact-fields.ts';
import type { ContactDraft } from './contact-draft.ts';
import classes from './contacts.module.css';

const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'da',
  'sv',
  'nb',
  'fi',
  'tr',
  'uk',
  'ja',
  'zh',
];

interface ContactFieldsProps {
  form: UseFormReturnType<ContactDraft>;
  readOnly?: boolean;
}

/** What is known of everybody, two in a row. */
export function ContactFields({ form, readOnly = false }: ContactFieldsProps) {
  const { t } = useTranslation('audience');
  const { locale } = useFormat();
  const choices = useMemo(() => choicesIn(locale), [locale]);
  const text = (field: ContactField) => ({
    label: t(`field.${field}`),
    readOnly,
    ...form.getInputProps(field),
  });
  const choice = (field: 'country' | 'timezone') => ({
    ...text(field),
    searchable: true,
    clearable: !readOnly,
    value: form.values[field] || null,
    onChange: (value: string | null) => form.setFieldValue(field, value ?? ''),
  });
  return (
    <div className={classes.fields}>
      <TextInput {...text('first_name')} data-autofocus />
      <TextInput {...text('last_name')} />
      <TextInput {...text('email')} type="email" />
      <TextInput {...text('phone')} type="tel" />
      <TextInput {...text('company')} />
      <TextInput {...text('external_id')} />
      <TextInput {...text('city')} />
      <Select {...choice('country')} data={withOwn(choices.countries, form.values.country)} />
      <Autocomplete {...text('locale')} data={choices.languages} renderOption={languageOption(locale)} />
      <Select {...choice('timezone')} data={withOwn(choices.zones, form.values.timezone)} limit={100} />
    </div>
  );
}

interface Choice {
  value: string;
  label: string;
}

function choicesIn(locale: string) {
  return {
    countries: countries(locale),
    languages: LANGUAGES,
    zones: Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  };
}

/** What is stored can be chosen, even when this browser does not know it. */
function withOwn(choices: Choice[], own: string): Choice[] {
  return !own || choices.some(({ value }) => value === own) ? choices : [{ value: own, label: own }, ...choices];
}

function languageOption(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return ({ option }: { option: { value: string } }) => `${option.value} (${names.of(option.value)})`;
}
