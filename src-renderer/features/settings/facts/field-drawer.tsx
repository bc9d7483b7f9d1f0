import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '#shared/contract/field.contract.ts';
import { FieldForm } from './field-form.tsx';

interface FieldDrawerProps {
  opened: boolean;
  /** Without it a new one is added. */
  field: Field | undefined;
  /** The key that a new one shall have. */
  givenKey: string | undefined;
  onClose(): void;
}

export function FieldDrawer({ opened, field, givenKey, onClose }: FieldDrawerProps) {
  const { t } = useTranslation(['fields', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={480}
      title={field ? t('edit_title', { name: field.label }) : t('add')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <FieldForm key={field?.id ?? givenKey ?? 'new'} field={field} givenKey={givenKey} onDone={onClose} />
    </Drawer>
  );
}
