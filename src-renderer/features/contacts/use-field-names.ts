import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isContactField } from './contact-draft.ts';

const CUSTOM = 'attributes.';

/** What people call fields: those that every contact has, and custom ones (`attributes.plan`); others by their own name. */
export function useFieldNames(): (fields: readonly string[]) => string[] {
  const { t } = useTranslation('audience');
  const { data: custom = [] } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const labels = new Map(custom.map(({ key, label }) => [key, label]));
  return (fields) =>
    fields.map((field) => {
      if (isContactField(field)) return t(`field.${field}`);
      const key = field.startsWith(CUSTOM) ? field.slice(CUSTOM.length) : field;
      return labels.get(key) ?? key;
    });
}
