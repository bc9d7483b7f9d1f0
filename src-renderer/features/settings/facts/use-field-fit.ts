import { useDebouncedValue } from '@mantine/hooks';
import { skipToken, useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import type { Field, FieldFit } from '#shared/contract/field.contract.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';

const PAUSE_MS = 300;

/** What another type would do to the values that contacts have; nothing as long as the type stays. */
export function useFieldFit(
  field: Field | undefined,
  wanted: { type: FieldType; choices: string[] },
): FieldFit | undefined {
  const [{ type, choices }] = useDebouncedValue(wanted, PAUSE_MS);
  const asks = field !== undefined && type !== field.type && (type !== 'choice' || choices.length > 0);
  const { data } = useQuery(api.fields.fit.queryOptions({ input: asks ? { id: field.id, type, choices } : skipToken }));
  return asks && wanted.type === type ? data : undefined;
}
