import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { TemplateContent } from '#shared/contract/template.contract.ts';
import { type Brand, PLAIN_BRAND } from '#shared/domain/design/look.ts';
import { starterDesign } from './starters/starter.ts';
import { STARTERS, type StarterName, type StarterWords } from './starters/starter-words.ts';
import classes from './templates.module.css';
import { Picture } from './thumbnail.tsx';

const PLAIN_KINDS = ['blocks', 'html', 'markdown', 'sms'] as const;
type Choice = StarterName | (typeof PLAIN_KINDS)[number];

/** A new template: its name and what it begins with. */
export default function NewTemplateScreen() {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const contentOf = useStarterContent();
  const [, navigate] = useLocation();
  const form = useForm({ initialValues: { name: '', choice: 'welcome' as Choice } });
  const create = useMutation(
    api.templates.create.mutationOptions({
      onSuccess: ({ id }) => navigate(`/templates/${id}`, { replace: true }),
      onError: (error) => showFormError(form, error),
    }),
  );
  const submit = form.onSubmit(({ name, choice }) =>
    create.mutate({ name, channel: choice === 'sms' ? 'sms' : 'email', content: contentOf(choice) }),
  );
  return (
    <Screen>
      <PageHeader title={t('new.title')} back={{ href: '/templates', label: t('title') }} />
      <form onSubmit={submit}>
        <Stack gap="lg">
          <TextInput label={t('name')} required autoFocus maxLength={200} maw={480} {...form.getInputProps('name')} />
          <Radio.Group label={t('new.begin')} {...form.getInputProps('choice')}>
            <div className={classes.gallery} style={{ marginTop: 8 }}>
              {STARTERS.map((name) => (
                <StarterCard key={name} name={name} content={contentOf(name)} />
              ))}
            </div>
            <Group mt="md" gap="lg">
              {PLAIN_KINDS.map((kind) => (
                <Radio key={kind} value={kind} label={t(`new.${kind}`)} />
              ))}
            </Group>
          </Radio.Group>
          <Group gap="xs">
            <Button type="submit" loading={create.isPending}>
              {t('new.create')}
            </Button>
            <Button component={Link} href="/templates" variant="default">
              {common('cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Screen>
  );
}

function StarterCard({ name, content }: { name: StarterName; content: TemplateContent }) {
  const { t } = useTranslation('starters');
  const { data } = useQuery({ ...api.templates.preview.queryOptions({ input: { content } }), staleTime: Infinity });
  return (
    <Radio.Card value={name} radius="md" className={classes.starter}>
      <span className={classes.picture} inert>
        {data && <Picture html={data.html} text={data.text} title={t(`${name}.name`)} />}
      </span>
      <Group wrap="nowrap" align="flex-start" gap="sm" p="sm">
        <Radio.Indicator />
        <div>
          <Text fw={500}>{t(`${name}.name`)}</Text>
          <Text size="sm" c="dimmed">
            {t(`${name}.hint`)}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  );
}

/** What a template begins with, in the look of the organization and the language of its author. */
function useStarterContent(): (choice: Choice) => TemplateContent {
  const { i18n } = useTranslation('starters');
  const { data: brand = PLAIN_BRAND } = useQuery(api.brand.get.queryOptions());
  const words = (i18n.getResourceBundle(i18n.language, 'starters') ??
    i18n.getResourceBundle('en', 'starters')) as StarterWords;
  return (choice) => {
    const empty = { subject: '', preheader: '', body: '', translations: [] };
    if (choice === 'html' || choice === 'markdown') return { ...empty, body_kind: choice };
    if (choice === 'sms') return { ...empty, body_kind: 'text' };
    if (choice === 'blocks') return { ...empty, body_kind: 'visual', body: emptyDesign(brand) };
    return { ...empty, ...starterOf(choice, brand, words) };
  };
}

function starterOf(choice: StarterName, brand: Brand, words: StarterWords) {
  const { subject, preheader } = words[choice];
  return {
    body_kind: 'visual' as const,
    subject,
    preheader,
    body: JSON.stringify(starterDesign(choice, words, brand)),
  };
}

function emptyDesign({ look }: Brand): string {
  return JSON.stringify({ version: 1, look, blocks: [] });
}
