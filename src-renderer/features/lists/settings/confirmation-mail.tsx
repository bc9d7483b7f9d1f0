import {
  Button,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { fromLine } from '#renderer/pickers/sender-select.tsx';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import classes from '../lists.module.css';
import type { SettingsValues } from './settings-values.ts';

interface ConfirmationMailProps {
  form: UseFormReturnType<SettingsValues>;
  list: RecipientList;
}

const DEFAULT_SENDER = '';

/** The question that everybody who joins is sent, as it will look. */
export function ConfirmationMail({ form, list }: ConfirmationMailProps) {
  const { t, i18n } = useTranslation('consent');
  const { double_opt_in, confirm_subject, confirm_body, confirm_sender_id } = form.getValues();
  const [language, setLanguage] = useState<'en' | 'de'>(i18n.language === 'de' ? 'de' : 'en');
  const isOwn = confirm_subject !== '' || confirm_body !== '';
  const [subject] = useDebouncedValue(confirm_subject, 300);
  const [body] = useDebouncedValue(confirm_body, 300);
  const preview = useQuery(
    api.consents.previewMail.queryOptions({
      input: { id: list.id, subject, body, language },
      placeholderData: keepPreviousData,
    }),
  );
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const senders = data.filter(({ channel }) => channel === 'email');
  const begin = () => {
    const standard = preview.data?.standard;
    if (standard) form.setValues({ confirm_subject: standard.subject, confirm_body: standard.body });
  };
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="double">
      <Title order={2} id="double" mb={4}>
        {t('double.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('double.text')}
      </Text>
      <Stack gap="md">
        <Switch
          label={t('double.switch')}
          description={t('double.switch_hint')}
          {...form.getInputProps('double_opt_in', { type: 'checkbox' })}
        />
        {double_opt_in && (
          <div className={classes.pair}>
            <Stack gap="md">
              <Select
                label={t('double.sender')}
                value={confirm_sender_id ?? DEFAULT_SENDER}
                allowDeselect={false}
                data={[
                  { value: DEFAULT_SENDER, label: t('double.default_sender') },
                  ...senders.map((sender) => ({ value: sender.id, label: fromLine(sender) })),
                ]}
                onChange={(id) => form.setFieldValue('confirm_sender_id', id || null)}
              />
              {!isOwn && (
                <Stack gap="xs" align="flex-start">
                  <Text size="sm" c="dimmed">
                    {t('double.own_hint')}
                  </Text>
                  <Button variant="default" onClick={begin} disabled={!preview.data}>
                    {t('double.begin_with')}
                  </Button>
                </Stack>
              )}
              {isOwn && (
                <>
                  <TextInput label={t('double.subject')} maxLength={300} {...form.getInputProps('confirm_subject')} />
                  <Textarea
                    label={t('double.body')}
                    description={t('double.body_hint', {
                      confirm: '{{ confirm_url }}',
                      list: '{{ list }}',
                      organization: '{{ organization }}',
                      days: '{{ days }}',
                    })}
                    autosize
                    minRows={8}
                    maxRows={18}
                    {...form.getInputProps('confirm_body')}
                    error={form.errors.confirm_body ?? preview.data?.problem}
                  />
                  <Group>
                    <Button variant="default" onClick={() => form.setValues({ confirm_subject: '', confirm_body: '' })}>
                      {t('double.to_standard')}
                    </Button>
                  </Group>
                </>
              )}
            </Stack>
            <Stack gap="xs">
              <Group justify="space-between">
                <Text size="sm" fw={500}>
                  {t('double.preview')}
                </Text>
                <SegmentedControl
                  size="xs"
                  aria-label={t('double.language')}
                  value={language}
                  onChange={(value) => setLanguage(value === 'de' ? 'de' : 'en')}
                  data={[
                    { value: 'en', label: t('double.english') },
                    { value: 'de', label: t('double.german') },
                  ]}
                />
              </Group>
              <div className={classes.mail}>
                <Text size="sm" fw={600} p="sm" className={classes.subject}>
                  {preview.data?.subject ?? ' '}
                </Text>
                <div className={classes.mailBody}>
                  <MailFrame html={preview.data?.html ?? ''} title={t('double.preview')} />
                </div>
              </div>
            </Stack>
          </div>
        )}
      </Stack>
    </Paper>
  );
}
