import { Button, Group, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { TemplateSelect } from '#renderer/pickers/template-select.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import classes from './new-campaign.module.css';
import { type StarterName, starterOf } from './starters.ts';

const OTHER_CHANNELS = ['sms', 'push'] as const;
type Choice = StarterName | 'template' | (typeof OTHER_CHANNELS)[number];
const STARTERS: Choice[] = ['template', 'letter', 'newsletter', 'blank', ...OTHER_CHANNELS];

function isOtherChannel(choice: Choice): choice is (typeof OTHER_CHANNELS)[number] {
  return OTHER_CHANNELS.some((channel) => channel === choice);
}

export default function NewCampaignScreen() {
  const { t } = useTranslation(['campaign', 'sms', 'push']);
  const common = useTranslation().t;
  const [, navigate] = useLocation();
  const form = useForm({ initialValues: { name: '', starter: 'letter' as Choice, template_id: '' } });
  const create = useMutation(
    api.campaigns.create.mutationOptions({
      onSuccess: ({ id }) => navigate(`/campaigns/${id}`, { replace: true }),
      onError: (error) => showFormError(form, error),
    }),
  );
  const submit = form.onSubmit(({ name, starter, template_id }) => {
    if (starter === 'template') return create.mutate({ name, template_id });
    if (isOtherChannel(starter)) return create.mutate({ name, channel: starter });
    const words = t('starter.words', { returnObjects: true });
    create.mutate({ name, ...starterOf(starter, words) });
  });
  return (
    <Screen>
      <PageHeader title={t('new.title')} back={{ href: '/campaigns', label: t('title') }} />
      <form onSubmit={submit}>
        <Stack gap="lg" maw={720}>
          <TextInput
            label={t('new.name')}
            description={t('new.name_hint')}
            required
            data-autofocus
            autoFocus
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <Radio.Group label={t('new.start_with')} {...form.getInputProps('starter')}>
            <SimpleGrid cols={2} mt={8} spacing="sm">
              {STARTERS.map((name) => (
                <Radio.Card key={name} value={name} radius="md" p="md" className={classes.card}>
                  <Group wrap="nowrap" align="flex-start" gap="sm">
                    <Radio.Indicator />
                    <div>
                      <Text fw={500}>{isOtherChannel(name) ? t(`${name}:starter`) : t(`starter.${name}`)}</Text>
                      <Text size="sm" c="dimmed">
                        {isOtherChannel(name) ? t(`${name}:starter_hint`) : t(`starter.${name}_hint`)}
                      </Text>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </SimpleGrid>
          </Radio.Group>
          {form.values.starter === 'template' && <TemplateSelect {...form.getInputProps('template_id')} />}
          <Group gap="xs">
            <Button
              type="submit"
              disabled={form.values.starter === 'template' && !form.values.template_id}
              loading={create.isPending}
            >
              {t('new.create')}
            </Button>
            <Button component={Link} href="/campaigns" variant="default">
              {common('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Screen>
  );
}
