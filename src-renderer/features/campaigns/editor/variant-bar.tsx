import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { comparesVariants, variantLetter } from '#shared/domain/experiment/experiment.ts';
import type { DraftEditor } from './use-draft.ts';
import { type VariantChoice, withVariant } from './variant-draft.ts';

/** Which variant is being written, and what it has of its own. Nothing where none are compared. */
export function VariantBar({ draft, choice }: { draft: DraftEditor; choice: VariantChoice }) {
  const { t } = useTranslation('experiment');
  const format = useFormat();
  const { experiment } = draft.fields;
  const variant = experiment?.variants[choice.index];
  if (!experiment || !variant || !comparesVariants(experiment)) return null;
  const own = (['subject', 'preheader', 'content'] as const).filter((part) => variant[part] !== null);
  const names = new Intl.ListFormat(format.locale).format(own.map((part) => t(`own.${part}`)));
  return (
    <Group gap="sm" wrap="nowrap" mih={30}>
      <SegmentedControl
        size="xs"
        aria-label={t('written_now')}
        value={String(choice.index)}
        onChange={(next) => choice.choose(Number(next))}
        data={experiment.variants.map((_, index) => ({ value: String(index), label: variantLetter(index) }))}
      />
      <Text size="sm" c="dimmed" flex={1} aria-live="polite">
        {choice.index === 0
          ? t('written_first')
          : own.length === 0
            ? t('written_same')
            : t('written_own', { parts: names })}
      </Text>
      {variant.content !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => draft.edit({ experiment: withVariant(experiment, choice.index, { content: null }) })}
        >
          {t('same_text')}
        </Button>
      )}
    </Group>
  );
}
