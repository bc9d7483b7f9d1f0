import { Autocomplete, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';

interface SaveAsTemplateProps {
  campaign: Campaign;
  opened: boolean;
  onClose(): void;
}

/** A push message is no template. */
export function canBeTemplate({ channel }: Pick<Campaign, 'channel'>): boolean {
  return channel === 'email' || channel === 'sms';
}

/** Others may begin from what this campaign says. The template is a copy. */
export function SaveAsTemplate({ campaign, opened, onClose }: SaveAsTemplateProps) {
  const { t } = useTranslation(['templates', 'common']);
  const close = { 'aria-label': t('common:close') };
  return (
    <Modal opened={opened} onClose={onClose} title={t('from_campaign')} closeButtonProps={close}>
      <TemplateForm campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function TemplateForm({ campaign, onClose }: Omit<SaveAsTemplateProps, 'opened'>) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const [, navigate] = useLocation();
  const form = useForm({ initialValues: { name: campaign.name, folder: '' } });
  const { data: folders = [] } = useQuery(api.templates.folders.queryOptions());
  const create = useMutation(
    api.templates.create.mutationOptions({
      onSuccess({ id, name }) {
        onClose();
        toast.done(t('duplicated', { name }), { label: t('open'), onClick: () => navigate(`/templates/${id}`) });
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  const { channel, subject, preheader, body_kind, body, translations } = campaign;
  const content = { subject, preheader, body_kind, body, translations };
  return (
    <form
      onSubmit={form.onSubmit((values) =>
        create.mutate({ ...values, channel: channel === 'sms' ? 'sms' : 'email', content }),
      )}
    >
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('from_campaign_text')}
        </Text>
        <TextInput label={t('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
        <Autocomplete
          label={t('folder')}
          description={t('folder_hint')}
          maxLength={100}
          data={folders.map((known) => known.name)}
          {...form.getInputProps('folder')}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('from_campaign')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
