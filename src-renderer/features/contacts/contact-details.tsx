import { Alert, Button, Divider, Group, Paper, Stack, Text } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { IconGitMerge } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Contact } from '#shared/contract/contact.contract.ts';
import { ContactFields } from './contact-fields.tsx';
import { CustomFields } from './custom-fields.tsx';
import { useContactDraft } from './use-contact-draft.ts';
import { useFieldNames } from './use-field-names.ts';

/** Everything known of a contact, in a form. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const { t } = useTranslation(['contacts', 'common']);
  const readOnly = !useMay()('contact.write');
  const { form, dirty, conflicts, saving, save, discard } = useContactDraft(contact);
  const names = useFieldNames()(conflicts);
  const when = useFormat().instant(contact.updated_at);
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('details')}>
      <form onSubmit={save} onKeyDown={getHotkeyHandler([['mod+S', () => save()]])} noValidate>
        <Stack gap="lg">
          {conflicts.length > 0 && dirty && (
            <Alert color="yellow" icon={<IconGitMerge size={18} aria-hidden />} title={t('conflict.title')}>
              <Stack gap="sm" align="flex-start">
                {t('conflict.text', { fields: new Intl.ListFormat().format(names) })}
                <Button variant="default" size="xs" onClick={discard}>
                  {t('conflict.take_theirs')}
                </Button>
              </Stack>
            </Alert>
          )}
          <ContactFields form={form} readOnly={readOnly} />
          <Divider />
          <CustomFields form={form} readOnly={readOnly} />
          <Divider />
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              {contact.updated_by
                ? t('changed_last_by', { when, name: contact.updated_by })
                : t('changed_last', { when })}
            </Text>
            {!readOnly && (
              <Group gap="xs" ml="auto">
                {dirty && (
                  <Button variant="subtle" color="gray" onClick={discard}>
                    {t('discard')}
                  </Button>
                )}
                <Button type="submit" disabled={!dirty} loading={saving}>
                  {conflicts.length > 0 && dirty ? t('conflict.keep_mine') : t('common:save')}
                </Button>
              </Group>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
