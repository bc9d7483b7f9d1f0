import { Button, Group, Paper, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ListsPicker } from '#renderer/pickers/list-picker.tsx';
import type { ListChoice } from './import-options.ts';

interface ListsStepProps {
  choice: ListChoice;
  onChoose(choice: ListChoice): void;
  updates: boolean;
  onUpdates(updates: boolean): void;
  /** A column says who has agreed. */
  hasConsent: boolean;
  /** "Import about 5,000 rows" */
  action: string;
  starting: boolean;
  onBack(): void;
  onStart(): void;
}

/** Which lists everybody joins, and what becomes of those who are known already. */
export function ListsStep(props: ListsStepProps) {
  const { choice, onChoose, updates, onUpdates, hasConsent, action, starting, onBack, onStart } = props;
  const { t } = useTranslation(['imports', 'common']);
  const incomplete =
    (choice.kind === 'new' && !choice.new_list.trim()) || (choice.kind === 'existing' && choice.list_ids.length === 0);
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="lg">
        <Radio.Group
          label={t('lists.question')}
          value={choice.kind}
          onChange={(kind) => onChoose({ ...choice, kind: kind as ListChoice['kind'] })}
        >
          <Stack gap="sm" mt="sm">
            <Radio value="new" label={t('lists.new')} />
            {choice.kind === 'new' && (
              <TextInput
                ml={28}
                aria-label={t('lists.new_name')}
                placeholder={t('lists.new_name')}
                maxLength={120}
                value={choice.new_list}
                onChange={(event) => onChoose({ ...choice, new_list: event.currentTarget.value })}
              />
            )}
            <Radio value="existing" label={t('lists.existing')} />
            {choice.kind === 'existing' && (
              <ListsPicker
                ml={28}
                aria-label={t('lists.existing')}
                value={choice.list_ids}
                onChange={(list_ids) => onChoose({ ...choice, list_ids })}
              />
            )}
            <Radio value="none" label={t('lists.none')} />
          </Stack>
        </Radio.Group>
        <Switch
          label={t('lists.update')}
          description={t('lists.update_hint')}
          checked={updates}
          onChange={(event) => onUpdates(event.currentTarget.checked)}
        />
        <Stack gap={4}>
          <Text fw={500}>{t('lists.consent_title')}</Text>
          <Text c="dimmed">{hasConsent ? t('lists.consent_column') : t('lists.consent')}</Text>
          <Text c="dimmed">{t('lists.unsubscribed')}</Text>
        </Stack>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {t('common:back')}
          </Button>
          <Button disabled={incomplete} loading={starting} onClick={onStart}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
