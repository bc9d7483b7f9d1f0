import { SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';

interface LinkTagsFieldsProps {
  value: LinkTags;
  onChange(value: LinkTags): void;
  /** What stands for the campaign where its field is empty. */
  hint: string;
}

/** The five UTM parameters. */
export function LinkTagsFields({ value, onChange, hint }: LinkTagsFieldsProps) {
  const { t } = useTranslation('link_tags');
  const field = (name: Exclude<keyof LinkTags, 'on'>) => ({
    label: t(name),
    maxLength: 200,
    value: value[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...value, [name]: event.currentTarget.value }),
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
      <TextInput {...field('source')} error={value.source.trim() === '' ? t('source_needed') : null} />
      <TextInput {...field('medium')} />
      <TextInput {...field('campaign')} description={hint} inputWrapperOrder={['label', 'input', 'description']} />
      <TextInput {...field('term')} />
      <TextInput {...field('content')} />
    </SimpleGrid>
  );
}
