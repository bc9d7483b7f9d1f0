import { Group, Text, TextInput } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import { useLedTo } from '#renderer/pickers/message-body/place.store.ts';

interface LineFieldProps {
  /** What preflight may lead to. */
  part?: 'subject' | 'preheader';
  label: string;
  insertLabel: string;
  value: string;
  onChange(value: string): void;
  /** What recipients read, once merge fields are filled in; its length is what counts. */
  shown: string | undefined;
  /** About how many characters phones show. */
  phoneLength: number;
  problem: string | undefined;
}

/** One line of the envelope, with merge fields and the length that mail programs show. */
export function LineField(props: LineFieldProps) {
  const { part, label, insertLabel, value, onChange, shown, phoneLength, problem } = props;
  const input = useRef<HTMLInputElement>(null);
  useLedTo(part ?? null, () => input.current?.focus());
  const insert = (tag: string) => {
    const at = input.current?.selectionStart ?? value.length;
    const end = input.current?.selectionEnd ?? at;
    onChange(value.slice(0, at) + tag + value.slice(end));
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(at + tag.length, at + tag.length);
    });
  };
  return (
    <TextInput
      ref={input}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problem}
      maxLength={998}
      rightSectionWidth={116}
      rightSection={
        <Group gap={4} wrap="nowrap" justify="flex-end" w="100%" pr={4}>
          <LengthHint text={value.includes('{') ? (shown ?? value) : value} phoneLength={phoneLength} />
          <MergeFieldMenu label={insertLabel} onInsert={insert} />
        </Group>
      }
    />
  );
}

function LengthHint({ text, phoneLength }: { text: string; phoneLength: number }) {
  const { t } = useTranslation('campaign');
  const length = [...text].length;
  if (length === 0) return null;
  const long = length > phoneLength;
  return (
    <Text
      span
      fz={12}
      className="numbers"
      c={long ? 'var(--mantine-color-amber-text)' : 'dimmed'}
      title={long ? t('length.cut', { count: phoneLength }) : t('length.fits')}
      style={{ whiteSpace: 'nowrap' }}
    >
      {long ? t('length.long', { length, max: phoneLength }) : length}
    </Text>
  );
}
