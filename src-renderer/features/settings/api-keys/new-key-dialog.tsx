import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { KEY_SCOPES } from '#shared/domain/api-key.ts';
import type { Permission } from '#shared/domain/permission.ts';

interface NewKeyDialogProps {
  onClose(): void;
  onMade(made: { name: string; secret: string }): void;
}

const PRESETS = ['transactional', 'events', 'reading', 'own'] as const;
type Preset = (typeof PRESETS)[number];
const LIVES = ['30', '90', '365', 'never'] as const;

function scopesOf(preset: Preset): Permission[] {
  if (preset === 'transactional') return ['transactional.send', 'transactional.read'];
  if (preset === 'events') return ['event.write'];
  return preset === 'reading' ? KEY_SCOPES.filter((scope) => scope.endsWith('.read')) : [];
}

export function NewKeyDialog({ onClose, onMade }: NewKeyDialogProps) {
  const { t } = useTranslation(['api_keys', 'common']);
  const may = useMay();
  const form = useForm({
    initialValues: {
      name: '',
      preset: 'transactional' as Preset,
      scopes: [] as Permission[],
      days: '365' as (typeof LIVES)[number],
    },
  });
  const { name, preset, scopes, days } = form.getValues();
  const wanted = (preset === 'own' ? scopes : scopesOf(preset)).filter(may);
  const create = useMutation(
    api.apiKeys.create.mutationOptions({
      onSuccess({ key, api_key }) {
        onClose();
        onMade({ name: api_key.name, secret: key });
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  const submit = () => create.mutate({ name, scopes: wanted, days: days === 'never' ? null : Number(days) });
  return (
    <Modal opened onClose={onClose} title={t('add')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            description={t('name_hint')}
            required
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Select
            label={t('preset')}
            allowDeselect={false}
            data={PRESETS.map((value) => ({ value, label: t(`presets.${value}`) }))}
            {...form.getInputProps('preset')}
          />
          {preset === 'own' && (
            <MultiSelect
              label={t('scopes')}
              searchable
              required
              data={KEY_SCOPES.filter(may)}
              {...form.getInputProps('scopes')}
            />
          )}
          <Select
            label={t('days')}
            allowDeselect={false}
            data={LIVES.map((value) => ({ value, label: t(`days_options.${value}`) }))}
            {...form.getInputProps('days')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={wanted.length === 0}>
              {t('make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
