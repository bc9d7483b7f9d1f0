import { CloseButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldValue } from '#shared/domain/custom-field/field-value.ts';
import classes from './contacts.module.css';

interface StrayValuesProps {
  values: [string, FieldValue][];
  onRemove?(key: string): void;
}

/** Values under names that no field has: to be read and taken away, not to be edited. */
export function StrayValues({ values, onRemove }: StrayValuesProps) {
  const { t } = useTranslation('fields');
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {t('record.stray')}
      </Text>
      <dl className={classes.strays}>
        {values.map(([key, value]) => (
          <div key={key} className={classes.stray}>
            <dt>{key}</dt>
            <dd>{Array.isArray(value) ? value.join(', ') : String(value)}</dd>
            {onRemove && (
              <CloseButton
                size="sm"
                aria-label={t('record.remove_stray', { name: key })}
                onClick={() => onRemove(key)}
              />
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}
