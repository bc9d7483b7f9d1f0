import { ActionIcon, Button, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Experiment } from '#shared/contract/experiment.contract.ts';
import { AS_WRITTEN, MOST_VARIANTS, type Variant, variantLetter } from '#shared/domain/experiment/experiment.ts';
import type { DraftEditor } from './use-draft.ts';
import { type VariantChoice, withVariant } from './variant-draft.ts';

interface VariantCardsProps {
  draft: DraftEditor;
  experiment: Experiment;
  choice: VariantChoice;
}

/** Each variant with what it has of its own. */
export function VariantCards({ draft, experiment, choice }: VariantCardsProps) {
  const { t } = useTranslation('experiment');
  const { variants } = experiment;
  const { subject } = draft.fields;
  const set = (next: Variant[]) => draft.edit({ experiment: { ...experiment, variants: next } });
  return (
    <Stack gap="xs">
      {variants.map((variant, index) => {
        const letter = variantLetter(index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a variant is its place
          <Card key={index} withBorder padding="sm" role="group" aria-label={t('variant', { letter })}>
            <Group justify="space-between" wrap="nowrap">
              <Text fw={600} size="sm">
                {t('variant', { letter })}
              </Text>
              {index > 0 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('remove', { letter })}
                  onClick={() => {
                    choice.choose(0);
                    set(variants.filter((_, at) => at !== index));
                  }}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              )}
            </Group>
            {index === 0 ? (
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {t('as_written', { subject: subject.trim() || t('no_subject') })}
              </Text>
            ) : (
              <VariantFields
                variant={variant}
                onChange={(change) => draft.edit({ experiment: withVariant(experiment, index, change) })}
                onWrite={() => choice.choose(index)}
              />
            )}
          </Card>
        );
      })}
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={variants.length >= MOST_VARIANTS}
          onClick={() => set([...variants, AS_WRITTEN])}
        >
          {t('add')}
        </Button>
      </Group>
    </Stack>
  );
}

const DELAYS = [0, 60, 120, 180, 240, 360, 480, 600, 720, 1_440, 2_880, 4_320, 10_080];

interface VariantFieldsProps {
  variant: Variant;
  onChange(change: Partial<Variant>): void;
  onWrite(): void;
}

function VariantFields({ variant, onChange, onWrite }: VariantFieldsProps) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { subject, from_name, content, delay_minutes } = variant;
  const delays = [...new Set([...DELAYS, delay_minutes])].sort((one, other) => one - other);
  return (
    <Stack gap="xs" mt={4}>
      <TextInput
        size="sm"
        label={t('subject')}
        placeholder={t('same_subject')}
        maxLength={998}
        value={subject ?? ''}
        onChange={(event) => onChange({ subject: textOf(event.currentTarget.value) })}
      />
      <Group grow align="flex-start" gap="xs">
        <TextInput
          size="sm"
          label={t('from_name')}
          placeholder={t('same_from')}
          maxLength={200}
          value={from_name ?? ''}
          onChange={(event) => onChange({ from_name: textOf(event.currentTarget.value) })}
        />
        <Select
          size="sm"
          label={t('delay')}
          allowDeselect={false}
          value={String(delay_minutes)}
          onChange={(next) => next && onChange({ delay_minutes: Number(next) })}
          data={delays.map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? t('delay_none') : t('delay_later', { time: format.duration(minutes * 60) }),
          }))}
        />
      </Group>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed">
          {content === null ? t('text_same') : t('text_own')}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={onWrite}
        >
          {t('write_text')}
        </Button>
      </Group>
    </Stack>
  );
}

function textOf(typed: string): string | null {
  return typed.trim() === '' ? null : typed;
}
