import { NumberInput, Select, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contrastOf } from '#shared/domain/design/contrast.ts';
import { FONTS, type FontName, type Look } from '#shared/domain/design/look.ts';
import { ColorField } from './color-field.tsx';

const COLORS = ['background', 'surface', 'text', 'accent', 'on_accent'] as const;

/** Colours, font and form of a whole mail. */
export function LookFields({ look, onChange }: { look: Look; onChange(change: Partial<Look>): void }) {
  const { t } = useTranslation('design');
  const faint = [
    ...(contrastOf(look.text, look.surface) < 4.5 ? [t('look.faint_text')] : []),
    ...(contrastOf(look.on_accent, look.accent) < 4.5 ? [t('look.faint_button')] : []),
    ...(contrastOf(look.accent, look.surface) < 4.5 ? [t('look.faint_link')] : []),
  ];
  return (
    <Stack gap="sm">
      {COLORS.map((name) => (
        <ColorField
          key={name}
          label={t(`look.${name}`)}
          value={look[name]}
          onChange={(color) => onChange({ [name]: color })}
        />
      ))}
      {faint.map((sentence) => (
        <Text key={sentence} size="sm" c="var(--mantine-color-amber-text)">
          {sentence}
        </Text>
      ))}
      <Select
        label={t('look.font')}
        data={Object.keys(FONTS).map((value) => ({ value, label: t(`look.fonts.${value as FontName}`) }))}
        value={look.font}
        allowDeselect={false}
        onChange={(value) => onChange({ font: value as FontName })}
      />
      <NumberInput
        label={t('look.radius')}
        min={0}
        max={32}
        allowDecimal={false}
        value={look.radius}
        onChange={(value) => isWithin(value, 0, 32) && onChange({ radius: value })}
      />
      <NumberInput
        label={t('look.width')}
        min={400}
        max={800}
        step={20}
        allowDecimal={false}
        value={look.width}
        onChange={(value) => isWithin(value, 400, 800) && onChange({ width: value })}
      />
    </Stack>
  );
}

function isWithin(value: number | string, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}
