import { Alert, Anchor, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { FieldFit } from '#shared/contract/field.contract.ts';
import { contactsWith } from './field-count.tsx';

/** Whether the values that are there can become of the chosen kind. */
export function TypeFit({ fieldKey, fit }: { fieldKey: string; fit: FieldFit }) {
  const { t } = useTranslation('fields');
  if (fit.contacts === 0) return null;
  if (fit.unfit === 0) return <Alert color="accent">{t('form.fits', { count: fit.contacts })}</Alert>;
  return (
    <Alert color="red" role="alert">
      {t('form.unfit', { count: fit.unfit })}
      <List size="sm" my={8}>
        {fit.examples.map(({ value, contacts }) => (
          <List.Item key={value}>
            <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t('form.unfit_example', { value: value.slice(0, 80), count: contacts })}
            </Text>
          </List.Item>
        ))}
      </List>
      <Anchor component={Link} href={contactsWith(fieldKey)} size="sm">
        {t('form.see_unfit')}
      </Anchor>
    </Alert>
  );
}
