import { ColorInput } from '@mantine/core';
import { useState } from 'react';

const WHOLE = /^#[0-9a-f]{6}$/i;

/** A colour as `#rrggbb`; while it is being typed the last whole one stays. */
export function ColorField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <ColorInput
      label={label}
      value={typed ?? value}
      withEyeDropper={false}
      onBlur={() => setTyped(null)}
      onChange={(next) => {
        setTyped(WHOLE.test(next) ? null : next);
        if (WHOLE.test(next) && next !== value) onChange(next);
      }}
    />
  );
}
