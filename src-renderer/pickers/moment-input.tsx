import { TextInput, type TextInputProps } from '@mantine/core';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { momentOfWallTime, wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import { instantOf } from '#shared/kernel/instant.ts';

interface MomentInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'type'> {
  /** `YYYY-MM-DD`, or a moment in RFC 3339; empty for none. */
  value: string;
  onChange(value: string | null): void;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day; or, where there is a time already, a day and a time as the clocks of the organization show it. */
export function MomentInput({ value, onChange, ...common }: MomentInputProps) {
  const { timezone } = useFormat();
  const moment = value === '' || DAY.test(value) ? Number.NaN : Date.parse(value);
  if (Number.isNaN(moment)) {
    const isDay = value === '' || DAY.test(value);
    return (
      <TextInput
        {...common}
        type={isDay ? 'date' : 'text'}
        max="9999-12-31"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    );
  }
  return (
    <TextInput
      {...common}
      type="datetime-local"
      max="9999-12-31T23:59"
      value={wallTimeAt(moment, timezone)}
      onChange={(event) => {
        const typed = momentOfWallTime(event.currentTarget.value, timezone);
        onChange(typed === null ? null : instantOf(typed));
      }}
    />
  );
}
