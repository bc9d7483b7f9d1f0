import { Alert, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { Field } from '#shared/contract/field.contract.ts';
import { cleanChoices } from '#shared/domain/custom-field/custom-field.ts';

interface ChoiceNotesProps {
  field: Field;
  choices: string[];
  onTake(choices: string[]): void;
}

const MOST_VALUES = 200;

/** What contacts have that is no choice any more, or not yet. */
export function ChoiceNotes({ field, choices, onTake }: ChoiceNotesProps) {
  const { t } = useTranslation('fields');
  const { data } = useQuery(api.fields.values.queryOptions({ input: { id: field.id, limit: MOST_VALUES } }));
  const known = new Set(choices.map((choice) => choice.toLowerCase()));
  const missing = data?.values.filter(({ value }) => !known.has(value.toLowerCase())) ?? [];
  if (missing.length === 0) return null;
  const take = data && data.distinct <= MOST_VALUES && (
    <Button
      variant="subtle"
      size="xs"
      onClick={() => onTake(cleanChoices([...choices, ...missing.map(({ value }) => value)]))}
    >
      {t('form.take_values')}
    </Button>
  );
  if (field.type !== 'choice') return take || null;
  return (
    <Alert color="amber">
      <Stack gap={4} align="flex-start">
        {missing.slice(0, 5).map(({ value, contacts }) => (
          <Text key={value} size="sm">
            {t('form.choice_kept', { choice: value, count: contacts })}
          </Text>
        ))}
        {take}
      </Stack>
    </Alert>
  );
}
