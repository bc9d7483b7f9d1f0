import { Alert, Button, Group, Text } from '@mantine/core';
import { IconHistory, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { DraftEditor } from './use-draft.ts';

/** What the author must decide before going on: text from a crash, or somebody else's changes to the same field. */
export function DraftNotices({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const { found, save } = draft;
  return (
    <>
      {found && (
        <Alert
          role="status"
          color="blue"
          icon={<IconHistory size={18} aria-hidden />}
          mb="sm"
          title={t('recovered.title')}
        >
          <Group justify="space-between" gap="sm">
            <Text size="sm">
              {t('recovered.body', { when: format.instant(found.at), fields: fieldNames(Object.keys(found.changes)) })}
            </Text>
            <Group gap="xs">
              <Button size="xs" onClick={draft.restore}>
                {t('recovered.restore')}
              </Button>
              <Button size="xs" variant="default" onClick={draft.forget}>
                {t('recovered.forget')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
      {save.is === 'conflict' && (
        <Alert
          color="amber"
          icon={<IconUsers size={18} aria-hidden />}
          mb="sm"
          role="alert"
          title={t('conflict.title')}
        >
          <Group justify="space-between" gap="sm">
            <Text size="sm">{t('conflict.body', { fields: fieldNames(save.names) })}</Text>
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => draft.resolve('mine')}>
                {t('conflict.mine')}
              </Button>
              <Button size="xs" variant="default" onClick={() => draft.resolve('theirs')}>
                {t('conflict.theirs')}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
    </>
  );

  function fieldNames(names: readonly string[]): string {
    const words = names.map((name) => t(`field.${name as 'name'}`));
    return new Intl.ListFormat(format.locale).format(words);
  }
}
