import { Checkbox, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Block, SPACES } from '#shared/domain/design/design.ts';
import { ColorField } from './color-field.tsx';

/** What every block has: the space around it and the ground it stands on. */
export function FrameFields({ block, onChange }: { block: Block; onChange(change: Partial<Block>): void }) {
  const { t } = useTranslation('design');
  const { background, space } = block;
  return (
    <>
      <Select
        label={t('frame.space')}
        data={SPACES.map((value) => ({ value, label: t(`frame.space_${value}`) }))}
        value={space}
        allowDeselect={false}
        onChange={(value) => onChange({ space: value as Block['space'] })}
      />
      <Checkbox
        label={t('frame.ground')}
        checked={background !== null}
        onChange={(event) => onChange({ background: event.currentTarget.checked ? '#f1f2f5' : null })}
      />
      {background !== null && (
        <ColorField
          label={t('frame.ground_color')}
          value={background}
          onChange={(color) => onChange({ background: color })}
        />
      )}
    </>
  );
}
