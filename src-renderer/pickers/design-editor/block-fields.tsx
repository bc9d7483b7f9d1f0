import { Checkbox, NumberInput, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Align, Block, BlockOf } from '#shared/domain/design/design.ts';
import { withColumns } from '#shared/domain/design/edit-design.ts';
import { LiquidField } from '../liquid-field.tsx';
import { PicturePicker } from '../pictures/picture-picker.tsx';
import { AddressField } from './address-field.tsx';
import { ColorField } from './color-field.tsx';
import { SocialFields } from './social-fields.tsx';

interface FieldsOf<Kind extends Block['kind']> {
  block: BlockOf<Kind>;
  onChange(change: Partial<BlockOf<Kind>>): void;
}

/** What can be set of a block of each kind. */
export function BlockFields({ block, onChange }: { block: Block; onChange(change: object): void }) {
  switch (block.kind) {
    case 'text':
      return <TextFields block={block} onChange={onChange} />;
    case 'heading':
      return <HeadingFields block={block} onChange={onChange} />;
    case 'image':
      return <ImageFields block={block} onChange={onChange} />;
    case 'button':
      return <ButtonFields block={block} onChange={onChange} />;
    case 'divider':
      return <DividerFields block={block} onChange={onChange} />;
    case 'spacer':
      return <SpacerFields block={block} onChange={onChange} />;
    case 'social':
      return <SocialFields block={block} onChange={onChange} />;
    case 'columns':
      return <ColumnsFields block={block} onChange={onChange} />;
    case 'product':
      return <ProductFields block={block} onChange={onChange} />;
    case 'coupon':
      return <CouponFields block={block} onChange={onChange} />;
    case 'html':
      return <HtmlFields block={block} onChange={onChange} />;
  }
}

function AlignField({ value, onChange }: { value: Align; onChange(change: { align: Align }): void }) {
  const { t } = useTranslation('design');
  return (
    <SegmentedControl
      aria-label={t('field.align')}
      value={value}
      onChange={(align) => onChange({ align: align as Align })}
      data={(['left', 'center', 'right'] as const).map((align) => ({ value: align, label: t(`align.${align}`) }))}
    />
  );
}

function TextFields({ block, onChange }: FieldsOf<'text'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('write_hint')}
      </Text>
      <AlignField value={block.align} onChange={onChange} />
    </>
  );
}

function HeadingFields({ block, onChange }: FieldsOf<'heading'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('write_hint')}
      </Text>
      <SegmentedControl
        aria-label={t('field.level')}
        value={String(block.level)}
        onChange={(level) => onChange({ level: Number(level) as 1 | 2 | 3 })}
        data={(['1', '2', '3'] as const).map((value) => ({ value, label: t(`level.${value}`) }))}
      />
      <AlignField value={block.align} onChange={onChange} />
    </>
  );
}

function ImageFields({ block, onChange }: FieldsOf<'image'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <AddressField label={t('field.src')} value={block.src} picture onChange={(src) => onChange({ src })} />
      <PicturePicker onPick={({ address, alt }) => onChange({ src: address, alt: block.alt || alt })} />
      <TextInput
        label={t('field.alt')}
        description={t('field.alt_hint')}
        value={block.alt}
        onChange={(event) => onChange({ alt: event.currentTarget.value })}
      />
      <AddressField label={t('field.link')} value={block.href} onChange={(href) => onChange({ href })} />
      <NumberInput
        label={t('field.width')}
        suffix=" %"
        min={5}
        max={100}
        allowDecimal={false}
        value={block.width}
        onChange={(width) => typeof width === 'number' && width >= 5 && width <= 100 && onChange({ width })}
      />
      <AlignField value={block.align} onChange={onChange} />
    </>
  );
}

function ButtonFields({ block, onChange }: FieldsOf<'button'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <LiquidField label={t('field.label')} value={block.label} onChange={(label) => onChange({ label })} />
      <AddressField label={t('field.href')} value={block.href} onChange={(href) => onChange({ href })} />
      <SegmentedControl
        aria-label={t('field.form')}
        value={block.form}
        onChange={(form) => onChange({ form: form as 'filled' | 'outline' })}
        data={(['filled', 'outline'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
      />
      <Checkbox
        label={t('field.wide')}
        checked={block.wide}
        onChange={(event) => onChange({ wide: event.currentTarget.checked })}
      />
      <AlignField value={block.align} onChange={onChange} />
    </>
  );
}

function DividerFields({ block, onChange }: FieldsOf<'divider'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <NumberInput
        label={t('field.thickness')}
        min={1}
        max={8}
        allowDecimal={false}
        value={block.thickness}
        onChange={(thickness) =>
          typeof thickness === 'number' && thickness >= 1 && thickness <= 8 && onChange({ thickness })
        }
      />
      <ColorField label={t('field.color')} value={block.color ?? '#dfe2e8'} onChange={(color) => onChange({ color })} />
    </>
  );
}

function SpacerFields({ block, onChange }: FieldsOf<'spacer'>) {
  const { t } = useTranslation('design');
  return (
    <NumberInput
      label={t('field.height')}
      min={4}
      max={200}
      step={4}
      allowDecimal={false}
      value={block.height}
      onChange={(height) => typeof height === 'number' && height >= 4 && height <= 200 && onChange({ height })}
    />
  );
}

function ColumnsFields({ block, onChange }: FieldsOf<'columns'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <SegmentedControl
        aria-label={t('field.columns')}
        value={String(block.columns.length)}
        onChange={(count) => onChange({ columns: withColumns(block, Number(count)) })}
        data={['1', '2', '3', '4']}
      />
      {block.columns.length === 2 && (
        <Select
          label={t('field.shares')}
          allowDeselect={false}
          data={['50', '33', '67', '25', '75'].map((value) => ({ value, label: `${value} : ${100 - Number(value)}` }))}
          value={String(block.columns[0]?.share)}
          onChange={(value) => {
            const share = Number(value);
            onChange({
              columns: block.columns.map((column, index) => ({ ...column, share: index === 0 ? share : 100 - share })),
            });
          }}
        />
      )}
      <Select
        label={t('field.valign')}
        allowDeselect={false}
        data={(['top', 'middle', 'bottom'] as const).map((value) => ({ value, label: t(`valign.${value}`) }))}
        value={block.valign}
        onChange={(valign) => onChange({ valign: valign as typeof block.valign })}
      />
      <Checkbox
        label={t('field.stack')}
        checked={block.stack}
        onChange={(event) => onChange({ stack: event.currentTarget.checked })}
      />
    </>
  );
}

function ProductFields({ block, onChange }: FieldsOf<'product'>) {
  const { t } = useTranslation('design');
  return (
    <>
      <AddressField label={t('field.src')} value={block.src} picture onChange={(src) => onChange({ src })} />
      <PicturePicker onPick={({ address, alt }) => onChange({ src: address, alt: block.alt || alt })} />
      <TextInput
        label={t('field.alt')}
        value={block.alt}
        onChange={(event) => onChange({ alt: event.currentTarget.value })}
      />
      {(['title', 'text', 'price', 'old_price', 'label'] as const).map((name) => (
        <LiquidField
          key={name}
          label={t(`field.${name}`)}
          value={block[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <AddressField label={t('field.href')} value={block.href} onChange={(href) => onChange({ href })} />
    </>
  );
}

function CouponFields({ block, onChange }: FieldsOf<'coupon'>) {
  const { t } = useTranslation('design');
  return (
    <>
      {(['title', 'code', 'terms'] as const).map((name) => (
        <LiquidField
          key={name}
          label={t(`field.${name}`)}
          value={block[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </>
  );
}

function HtmlFields({ block, onChange }: FieldsOf<'html'>) {
  const { t } = useTranslation('design');
  return (
    <Stack gap={4}>
      <Textarea
        label={t('field.source')}
        description={t('field.source_hint')}
        autosize
        minRows={8}
        maxRows={24}
        maxLength={200_000}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
        value={block.source}
        onChange={(event) => onChange({ source: event.currentTarget.value })}
      />
    </Stack>
  );
}
