import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type LinkTagRules, problemOf } from '#shared/domain/campaign/link-tag-rules.ts';
import { type LinkTags, TAG_NAMES, type TagName } from '#shared/domain/campaign/link-tags.ts';
import { useTagProblem } from './use-tag-problem.ts';

interface LinkTagsFieldsProps {
  value: LinkTags;
  onChange(value: LinkTags): void;
  rules: LinkTagRules;
  /** What stands for the campaign where its field is empty; without it the field must not be. */
  hint?: string;
}

/** The five UTM parameters, each as the organization names it. */
export function LinkTagsFields({ value, onChange, rules, hint }: LinkTagsFieldsProps) {
  const { t } = useTranslation('link_tags');
  const { under } = useTagProblem();
  const errorOf = (name: TagName) => {
    const said = value[name].trim();
    if (said === '' && name === 'campaign' && hint) return null;
    const problem = problemOf(name, said, rules);
    if (problem) return under(problem);
    return said === '' && name === 'source' ? t('source_needed') : null;
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
      {TAG_NAMES.map((name) => {
        const rule = rules[name];
        const known = { label: t(name), error: errorOf(name) };
        const set = (said: string) => onChange({ ...value, [name]: said });
        if (rule.kind === 'list') {
          return (
            <Select
              key={name}
              {...known}
              searchable
              clearable
              data={[...new Set([...rule.values, value[name]])].filter((one) => one !== '')}
              value={value[name] || null}
              onChange={(said) => set(said ?? '')}
            />
          );
        }
        return (
          <TextInput
            key={name}
            {...known}
            maxLength={200}
            description={name === 'campaign' ? hint : undefined}
            placeholder={rule.kind === 'pattern' ? rule.pattern : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={value[name]}
            onChange={(event) => set(event.currentTarget.value)}
          />
        );
      })}
    </SimpleGrid>
  );
}
