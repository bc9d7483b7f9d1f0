import { Button, ColorInput, Group, Paper, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { PublicLook, SignupForm } from '#shared/contract/consent.contract.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import classes from '../lists.module.css';
import { FormFields } from './form-fields.tsx';
import { FormPreview } from './form-preview.tsx';
import { draftOf, type FormValues, lookOf, valuesOf } from './form-values.ts';

interface FormEditorProps {
  form: SignupForm;
  look: PublicLook;
  list: RecipientList;
}

/** What the page says and asks for, with the page itself beside it. */
export function FormEditor({ form: saved, look, list }: FormEditorProps) {
  const { t } = useTranslation(['consent', 'common']);
  const may = useMay();
  const record = { revision: saved.revision * 100_000 + look.revision };
  const { form, revision } = useRecordForm<FormValues>(record, valuesOf(saved, look));
  const base = { form: Math.floor(revision / 100_000), look: revision % 100_000 };
  const onError = (error: unknown) => showFormError(form, error);
  const changeLook = useMutation(api.forms.changeLook.mutationOptions({ onError }));
  const save = useMutation(api.forms.save.mutationOptions({ onError }));
  const submit = form.onSubmit(async (values) => {
    const wanted = lookOf(values);
    const sameLook = JSON.stringify(wanted) === JSON.stringify(lookOf(valuesOf(saved, look)));
    try {
      if (!sameLook) await changeLook.mutateAsync({ ...wanted, revision: base.look });
      await save.mutateAsync({ ...draftOf(values), id: list.id, revision: base.form });
      form.resetDirty();
      toast.done(t('common:saved'));
    } catch {
      // Said by onError, beside its field.
    }
  });
  const input = form.getInputProps;
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!may('list.write')} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <div className={classes.editor}>
          <Stack gap="lg">
            <Paper withBorder p="lg" component="section" aria-labelledby="page">
              <Title order={2} id="page" mb="md">
                {t('form.page')}
              </Title>
              <Stack gap="md">
                <Switch
                  label={t('form.open')}
                  description={t('form.open_hint')}
                  {...input('is_open', { type: 'checkbox' })}
                />
                <TextInput
                  label={t('form.title')}
                  placeholder={list.public_name || list.name}
                  description={t('form.title_hint')}
                  maxLength={200}
                  {...input('title')}
                />
                <Textarea label={t('form.intro')} maxLength={2_000} autosize minRows={2} {...input('intro')} />
                <FormFields form={form} />
                <Textarea
                  label={t('form.consent')}
                  description={
                    saved.consent ? t('form.consent_hint', { version: saved.consent_version }) : t('form.consent_first')
                  }
                  placeholder={t('form.built_in')}
                  maxLength={2_000}
                  autosize
                  minRows={2}
                  {...input('consent')}
                />
                <TextInput
                  label={t('form.button')}
                  placeholder={t('form.built_in')}
                  maxLength={60}
                  maw={300}
                  {...input('button')}
                />
              </Stack>
            </Paper>
            <Paper withBorder p="lg" component="section" aria-labelledby="after">
              <Title order={2} id="after" mb="md">
                {t('form.after')}
              </Title>
              <Stack gap="md">
                <TextInput
                  label={t('form.thanks_title')}
                  placeholder={t('form.built_in')}
                  maxLength={200}
                  {...input('thanks_title')}
                />
                <Textarea
                  label={t('form.thanks')}
                  placeholder={t('form.built_in')}
                  maxLength={2_000}
                  autosize
                  minRows={2}
                  {...input('thanks')}
                />
                <TextInput
                  label={t('form.redirect')}
                  description={t('form.redirect_hint')}
                  type="url"
                  placeholder="https://www.example.com/thanks"
                  {...input('redirect_url')}
                />
              </Stack>
            </Paper>
            <Paper withBorder p="lg" component="section" aria-labelledby="look">
              <Title order={2} id="look" mb="md">
                {t('form.look')}
              </Title>
              <Stack gap="md">
                <ColorInput
                  label={t('form.accent')}
                  format="hex"
                  maw={300}
                  withEyeDropper={false}
                  swatches={SWATCHES}
                  popoverProps={{ withinPortal: true }}
                  {...input('accent')}
                />
                <TextInput
                  label={t('form.footer')}
                  description={t('form.footer_hint')}
                  maxLength={300}
                  {...input('footer')}
                />
                <TextInput
                  label={t('form.privacy')}
                  type="url"
                  placeholder="https://www.example.com/privacy"
                  {...input('privacy_url')}
                />
              </Stack>
            </Paper>
            <Group>
              <Button type="submit" loading={save.isPending || changeLook.isPending} disabled={!form.isDirty()}>
                {t('save')}
              </Button>
            </Group>
          </Stack>
          <FormPreview list={list} values={form.getValues()} />
        </div>
      </fieldset>
    </form>
  );
}

const SWATCHES = ['#4338ca', '#1d4ed8', '#0f766e', '#15803d', '#b45309', '#b91c1c', '#be185d', '#1f2937'];
