import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { countryName } from '#renderer/pickers/countries.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { FieldChange } from '#shared/domain/contact-change.ts';
import { useFieldNames } from '../use-field-names.ts';
import classes from './timeline.module.css';

/** More are named without their values. */
const SHOWN = 6;

/** The fields that were changed, each as it was and as it became. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  const { t, i18n } = useTranslation('timeline');
  const namesOf = useFieldNames();
  const rest = changes.slice(SHOWN).map(({ field }) => field);
  return (
    <>
      <dl className={classes.data}>
        {changes.slice(0, SHOWN).map((change) => (
          <ChangeLine key={change.field} change={change} />
        ))}
      </dl>
      {rest.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('also', { fields: new Intl.ListFormat(i18n.language).format(namesOf(rest)) })}
        </Text>
      )}
    </>
  );
}

function ChangeLine({ change: { field, from, to } }: { change: FieldChange }) {
  const { t } = useTranslation('timeline');
  const [name] = useFieldNames()([field]);
  const inWords = useValueWords(field);
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {from === null ? (
          inWords(to)
        ) : (
          <>
            <span className={classes.was}>{inWords(from)}</span>
            {' → '}
            {to === null ? <span className={classes.nothing}>{t('emptied')}</span> : inWords(to)}
          </>
        )}
      </dd>
    </>
  );
}

function useValueWords(field: string): (value: FieldChange['from']) => string {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const { data: fields } = useQuery(api.fields.list.queryOptions({ input: {} }));
  const type = fields?.find(({ key }) => `attributes.${key}` === field)?.type;
  return (value) => {
    if (typeof value === 'boolean') return t(value ? 'input.yes' : 'input.no');
    if (typeof value === 'number') return format.number(value);
    if (Array.isArray(value)) return value.join(', ');
    if (field === 'country' && value) return countryName(format.locale, value);
    return value && type === 'date' ? format.instant(value, 'date') : (value ?? '');
  };
}
