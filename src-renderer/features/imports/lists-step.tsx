import { Button, Group, Paper, Radio, Stack, Switch, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ListsPicker } from '#renderer/pickers/list-picker.tsx';
import { type ImportJob, LONGEST_CONSENT_SOURCE } from '#shared/contract/import.contract.ts';
import type { JoinChoice } from './import-options.ts';

interface ListsStepProps {
  choice: JoinChoice;
  onChoose(choice: JoinChoice): void;
  /** Of a file of events there is nothing to choose: its people are contacts already. */
  kind: ImportJob['kind'];
  /** The file itself says who has agreed. */
  saysWho: boolean;
  /** "Import about 5,000 rows" */
  action: string;
  starting: boolean;
  checking: boolean;
  onBack(): void;
  onCheck(): void;
  onStart(): void;
}

/** Which lists everybody joins, on what ground, and what becomes of those who are known already. */
export function ListsStep(props: ListsStepProps) {
  const { choice, onChoose, kind, saysWho, action, starting, checking, onBack, onCheck, onStart } = props;
  const { t } = useTranslation(['imports', 'common']);
  const set = (patch: Partial<JoinChoice>) => onChoose({ ...choice, ...patch });
  const isEvents = kind === 'events';
  const unfounded = choice.resubscribe && !choice.consent_source.trim();
  const incomplete =
    !isEvents &&
    (unfounded ||
      (choice.kind === 'new' && !choice.new_list.trim()) ||
      (choice.kind === 'existing' && choice.list_ids.length === 0));
  return (
    <Paper withBorder p="lg" maw={720}>
      <Stack gap="lg">
        {isEvents ? <Text>{t('lists.events')}</Text> : <People choice={choice} set={set} saysWho={saysWho} />}
        <Stack gap="xs">
          <Group justify="space-between">
            <Button variant="default" onClick={onBack}>
              {t('common:back')}
            </Button>
            <Group gap="xs">
              <Button variant="default" disabled={incomplete || checking} loading={starting} onClick={onStart}>
                {action}
              </Button>
              <Button disabled={incomplete || starting} loading={checking} onClick={onCheck}>
                {t('lists.check')}
              </Button>
            </Group>
          </Group>
          <Text size="sm" c="dimmed" ta="end">
            {t('lists.check_hint')}
          </Text>
        </Stack>
      </Stack>
    </Paper>
  );
}

interface PartProps {
  choice: JoinChoice;
  set(patch: Partial<JoinChoice>): void;
}

/** Who joins what, on what ground. */
function People({ choice, set, saysWho }: PartProps & { saysWho: boolean }) {
  const { t } = useTranslation('imports');
  const unfounded = choice.resubscribe && !choice.consent_source.trim();
  return (
    <>
      <ListQuestion choice={choice} set={set} />
      <TagsForAll choice={choice} set={set} />
      <Switch
        label={t('lists.update')}
        description={t('lists.update_hint')}
        checked={choice.update_existing}
        onChange={(event) => set({ update_existing: event.currentTarget.checked })}
      />
      <Stack gap="sm">
        <Stack gap={4}>
          <Text fw={500}>{t('lists.consent_title')}</Text>
          <Text c="dimmed">{saysWho ? t('lists.consent_column') : t('lists.consent')}</Text>
          <Text c="dimmed">{t('lists.unsubscribed')}</Text>
        </Stack>
        <Textarea
          label={t('lists.source')}
          description={t('lists.source_hint')}
          autosize
          maxLength={LONGEST_CONSENT_SOURCE}
          required={choice.resubscribe}
          error={unfounded && t('lists.source_needed')}
          value={choice.consent_source}
          onChange={(event) => set({ consent_source: event.currentTarget.value })}
        />
        <Switch
          label={t('lists.resubscribe')}
          description={t('lists.resubscribe_hint')}
          checked={choice.resubscribe}
          onChange={(event) => set({ resubscribe: event.currentTarget.checked })}
        />
      </Stack>
    </>
  );
}

function ListQuestion({ choice, set }: PartProps) {
  const { t } = useTranslation('imports');
  return (
    <Radio.Group
      label={t('lists.question')}
      value={choice.kind}
      onChange={(kind) => set({ kind: kind as JoinChoice['kind'] })}
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
            onChange={(event) => set({ new_list: event.currentTarget.value })}
          />
        )}
        <Radio value="existing" label={t('lists.existing')} />
        {choice.kind === 'existing' && (
          <ListsPicker
            ml={28}
            aria-label={t('lists.existing')}
            value={choice.list_ids}
            onChange={(list_ids) => set({ list_ids })}
          />
        )}
        <Radio value="none" label={t('lists.none')} />
      </Stack>
    </Radio.Group>
  );
}

const MOST_TAGS = 20;

/** Tags by name: those there are are offered, others are made by the import. */
function TagsForAll({ choice, set }: PartProps) {
  const { t } = useTranslation('imports');
  const { data = [] } = useQuery(api.tags.list.queryOptions());
  return (
    <TagsInput
      label={t('lists.tags')}
      description={t('lists.tags_hint')}
      data={data.map(({ name }) => name)}
      maxTags={MOST_TAGS}
      value={choice.tags}
      onChange={(tags) => set({ tags: tags.map((tag) => tag.trim().slice(0, 80)).filter(Boolean) })}
    />
  );
}
