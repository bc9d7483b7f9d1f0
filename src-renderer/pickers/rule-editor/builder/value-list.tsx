import { MultiSelect, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import { printValue } from '#shared/domain/segment/print-segment.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import type { Slot } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { numberSlot, shown, textSlot } from './slots.ts';
import { withOwn } from './value-field.tsx';
import type { ValueFieldsProps } from './value-fields-props.ts';

type ValueListProps = Omit<ValueFieldsProps, 'op'>;

/** Several values of which one must fit. Several can be pasted at once, between commas, semicolons or line breaks. */
export function ValueList({ type, values, choices, label, onChange }: ValueListProps) {
  const { t } = useTranslation('segment');
  const texts = values.map(textOf);
  // A value that stays is the same object, so that nothing of it is lost.
  const change = (next: string[]) =>
    onChange(
      next
        .map((text) => values.find((value) => textOf(value) === text) ?? slotOf(type, text))
        .filter((slot) => slot !== null),
    );
  if (type === 'choice') {
    return (
      <MultiSelect
        className={classes.values}
        aria-label={label}
        placeholder={texts.length ? undefined : t('value.choices')}
        searchable
        value={texts}
        onChange={change}
        data={withOwn(choices, texts)}
      />
    );
  }
  return (
    <TagsInput
      className={classes.values}
      aria-label={label}
      placeholder={texts.length ? undefined : t(type === 'date' ? 'value.dates' : 'value.several')}
      splitChars={type === 'number' ? [';', ' ', '\n'] : [',', ';', '\n']}
      acceptValueOnBlur
      value={texts}
      onChange={change}
    />
  );
}

function textOf(slot: Slot): string {
  return slot?.type === 'relative_date' ? printValue(slot) : shown(slot);
}

function slotOf(type: SegmentFieldType, text: string): Slot {
  if (type === 'number') return numberSlot(text);
  return type === 'date' ? dateSlot(text) : textSlot(text);
}

/** A date as the language writes it: `2026-03-01`, `today - 3d`. */
function dateSlot(text: string): Slot {
  const { rule } = parseSegment(`created_at = ${text}`);
  const value = rule?.kind === 'comparison' ? rule.values[0] : null;
  return value?.type === 'date' || value?.type === 'relative_date' ? value : null;
}
