import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { countries } from '#renderer/pickers/countries.ts';
import { FieldInput } from '#renderer/pickers/field-input.tsx';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { RehearsalScene } from '#shared/contract/workflow.contract.ts';
import type { FieldValue } from '#shared/domain/custom-field/field-value.ts';

type Person = RehearsalScene['person'];

interface MadeUpPersonProps {
  person: Person;
  onChange(person: Person): void;
}

/** What the made-up person of a rehearsal is called and has; what is left empty is made up as well. */
export function MadeUpPerson({ person, onChange }: MadeUpPersonProps) {
  const { t } = useTranslation('workflow');
  const { locale } = useFormat();
  const { data: fields = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const edit = (part: Person) => onChange({ ...person, ...part });
  return (
    <details>
      <summary>{t('rehearse.fields')}</summary>
      <SimpleGrid cols={2} spacing="sm" mt="xs">
        {(['first_name', 'last_name'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`rehearse.${name}`)}
            maxLength={200}
            value={person[name] ?? ''}
            onChange={(event) => edit({ [name]: event.currentTarget.value || undefined })}
          />
        ))}
        <Select
          label={t('rehearse.country')}
          searchable
          clearable
          data={countries(locale)}
          value={person.country ?? null}
          onChange={(country) => edit({ country: country ?? undefined })}
        />
        <TimezoneSelect
          label={t('rehearse.timezone')}
          clearable
          value={person.timezone ?? null}
          onChange={(timezone) => edit({ timezone: timezone ?? undefined })}
        />
        {fields.map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            value={(person.attributes?.[field.key] ?? null) as FieldValue}
            onChange={(value) => edit({ attributes: { ...person.attributes, [field.key]: value } })}
          />
        ))}
      </SimpleGrid>
    </details>
  );
}
