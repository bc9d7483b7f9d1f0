import { Button, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { LookFields } from '#renderer/pickers/design-editor/look-fields.tsx';
import { PicturePicker } from '#renderer/pickers/pictures/picture-picker.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { LoadingPage } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { type Brand, FONTS } from '#shared/domain/design/look.ts';

/** Colours, font, logo and footer that new mails begin with. */
export function BrandSection() {
  const { t } = useTranslation('templates');
  const brand = useQuery(api.brand.get.queryOptions());
  if (brand.error) return <ErrorState error={brand.error} onRetry={() => void brand.refetch()} />;
  if (!brand.data) return <LoadingPage />;
  return (
    <section>
      <Title order={2} size="h4">
        {t('brand.title')}
      </Title>
      <Text c="dimmed" mb="md">
        {t('brand.hint')}
      </Text>
      <BrandForm brand={brand.data} />
    </section>
  );
}

function BrandForm({ brand }: { brand: Brand }) {
  const { t } = useTranslation('templates');
  const may = useMay();
  const form = useForm({ initialValues: brand });
  const { look } = form.values;
  const save = useMutation(
    api.brand.update.mutationOptions({
      onSuccess: (saved) => {
        form.resetDirty(saved);
        toast.done(t('brand.saved'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <fieldset disabled={!may('brand.write')} style={{ border: 0, margin: 0, padding: 0 }}>
        <Stack gap="md" maw={480}>
          <Sample brand={form.values} />
          <LookFields look={look} onChange={(change) => form.setFieldValue('look', { ...look, ...change })} />
          <TextInput label={t('brand.logo')} placeholder="https://" {...form.getInputProps('logo.src')} />
          {may('brand.write') && (
            <PicturePicker
              onPick={({ address, alt }) =>
                form.setFieldValue('logo', ({ alt: known }) => ({ src: address, alt: known || alt }))
              }
            />
          )}
          <TextInput label={t('brand.logo_alt')} {...form.getInputProps('logo.alt')} />
          <Textarea
            label={t('brand.footer')}
            autosize
            minRows={2}
            maxLength={1_000}
            {...form.getInputProps('footer')}
          />
          {may('brand.write') && (
            <Button type="submit" w="fit-content" loading={save.isPending} disabled={!form.isDirty()}>
              {t('brand.save')}
            </Button>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

/** How it comes out, in a few strokes. */
function Sample({ brand: { look, footer } }: { brand: Brand }) {
  const { t } = useTranslation('design');
  return (
    <Paper withBorder p="lg" style={{ background: look.background }}>
      <div
        style={{
          padding: 24,
          borderRadius: Math.min(look.radius, 12),
          background: look.surface,
          color: look.text,
          fontFamily: FONTS[look.font],
        }}
      >
        <div style={{ fontSize: 22, lineHeight: '28px', fontWeight: 700 }}>{t('new.heading')}</div>
        <p style={{ fontSize: 16, lineHeight: '26px' }}>{t('new.text')}</p>
        <span
          style={{
            display: 'inline-block',
            padding: '12px 26px',
            borderRadius: look.radius,
            background: look.accent,
            color: look.on_accent,
            fontWeight: 700,
          }}
        >
          {t('new.button')}
        </span>
        {footer && <p style={{ fontSize: 13, whiteSpace: 'pre-line' }}>{footer}</p>}
      </div>
    </Paper>
  );
}
