import { Checkbox, Fieldset, Select, Stack, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '#renderer/ui/password-field.tsx';
import { describeProvider, type ProviderField, type ProviderName } from '#shared/domain/channel/provider-catalog.ts';
import type { SenderValues } from './sender-values.ts';

interface ProviderFieldsProps {
  provider: ProviderName;
  form: UseFormReturnType<SenderValues>;
  /** Names of the secrets that are kept. */
  kept: readonly string[];
}

/** Whatever a service has to be told, as the catalogue of providers lists it. */
export function ProviderFields({ provider, form, kept }: ProviderFieldsProps) {
  const { t } = useTranslation('providers');
  return (
    <Fieldset legend={t('account', { service: t(`name.${provider}`) })}>
      <Stack gap="md">
        {describeProvider(provider).fields.map((field) => (
          <ProviderInput key={field.name} field={field} form={form} kept={kept.includes(field.name)} />
        ))}
      </Stack>
    </Fieldset>
  );
}

function ProviderInput({
  field,
  form,
  kept,
}: {
  field: ProviderField;
  form: ProviderFieldsProps['form'];
  kept: boolean;
}) {
  const { t } = useTranslation('providers');
  const { name, kind, required, example, choices = [] } = field;
  const hints: Partial<Record<string, string>> = t('hint', { returnObjects: true });
  const shared = { label: t(`field.${name}`), description: hints[name] };
  if (kind === 'choice') {
    const words: Partial<Record<string, string>> = t('choice', { returnObjects: true });
    const data = choices.map((value) => ({ value, label: words[`${name}_${value}`] ?? value }));
    return <Select {...shared} data={data} allowDeselect={false} {...form.getInputProps(`settings.${name}`)} />;
  }
  if (kind === 'choices') {
    const words: Partial<Record<string, string>> = t('choice', { returnObjects: true });
    const { value, onChange } = form.getInputProps(`settings.${name}`) as {
      value: string;
      onChange(next: string): void;
    };
    return (
      <Checkbox.Group
        {...shared}
        value={value.split(' ').filter(Boolean)}
        onChange={(chosen) => onChange(chosen.join(' '))}
      >
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Checkbox key={choice} value={choice} label={words[`${name}_${choice}`] ?? choice} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  }
  if (kind === 'secret') {
    return (
      <PasswordField
        {...shared}
        required={required && !kept}
        placeholder={kept ? t('kept') : example}
        autoComplete="new-password"
        {...form.getInputProps(`secrets.${name}`)}
      />
    );
  }
  const placeholder = required ? example : t('optional');
  return (
    <TextInput
      {...shared}
      required={required}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      {...form.getInputProps(`settings.${name}`)}
    />
  );
}
