import { Button, Group, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Field } from '#shared/contract/field.contract.ts';
import { FIELD_TYPES, fieldKeyFor, LONGEST_KEY, MOST_CHOICES } from '#shared/domain/custom-field/custom-field.ts';
import { ChoiceNotes } from './choice-notes.tsx';
import type { FieldValues } from './field-values.ts';
import { TypeFit } from './type-fit.tsx';
import { useFieldFit } from './use-field-fit.ts';
import { useSaveField } from './use-save-field.ts';

interface FieldFormProps {
  field: Field | undefined;
  givenKey: string | undefined;
  onDone(): void;
}

export function FieldForm({ field, givenKey = '', onDone }: FieldFormProps) {
  const { t } = useTranslation(['fields', 'common']);
  const initial: FieldValues = field ?? {
    label: labelOf(givenKey),
    key: givenKey,
    type: 'text',
    choices: [],
    description: '',
  };
  const { form, revision } = useRecordForm<FieldValues>(field ?? { revision: 0 }, { ...initial });
  const { save, isPending } = useSaveField(onDone, (error) => showFormError(form, error));
  const { type, choices, label, key } = form.values;
  const fit = useFieldFit(field, { type, choices });
  const shownKey = key || fieldKeyFor(label || 'field');
  return (
    <form onSubmit={form.onSubmit((values) => save(values, field, revision))}>
      <Stack gap="md">
        <TextInput
          label={t('form.label')}
          description={t('form.label_hint')}
          required
          maxLength={80}
          data-autofocus
          {...form.getInputProps('label')}
        />
        <TextInput
          label={t('form.key')}
          description={t('form.key_hint', { tag: `{{ attributes.${shownKey} }}` })}
          placeholder={shownKey}
          readOnly={field !== undefined}
          maxLength={LONGEST_KEY}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('key')}
        />
        <Select
          label={t('form.type')}
          description={t(`type_hint.${type}`)}
          data={FIELD_TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
          {...form.getInputProps('type')}
        />
        {type === 'choice' && (
          <>
            <TagsInput
              label={t('form.choices')}
              description={t('form.choices_hint')}
              required
              maxTags={MOST_CHOICES}
              splitChars={['\n', ';']}
              {...form.getInputProps('choices')}
            />
            {field && (
              <ChoiceNotes field={field} choices={choices} onTake={(all) => form.setFieldValue('choices', all)} />
            )}
          </>
        )}
        {field && fit && <TypeFit fieldKey={field.key} fit={fit} />}
        <TextInput
          label={t('form.description')}
          description={t('form.description_hint')}
          maxLength={500}
          {...form.getInputProps('description')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={fit !== undefined && fit.unfit > 0}>
            {field ? t('common:save') : t('add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** `first_order` as somebody would write it. */
function labelOf(key: string): string {
  const words = key.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
