import { MultiSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MEMBER_STATES } from '#shared/domain/contact-status.ts';
import { NOWHERE, type SegmentList, type SegmentTag, type SegmentUse } from '#shared/domain/segment/segment-ast.ts';
import { unnamed } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { useCatalogue } from './catalogue.tsx';
import { NameSelect } from './name-select.tsx';
import { withOwn } from './value-field.tsx';

interface FieldsProps<Condition> {
  condition: Condition;
  onChange(condition: Condition): void;
}

export function ListFields({ condition, onChange }: FieldsProps<SegmentList>) {
  const { t } = useTranslation(['segment', 'audience']);
  const { lists } = useCatalogue();
  return (
    <>
      <NameSelect
        label={t('name.list')}
        placeholder={t('name.pick_list')}
        target={condition.list}
        things={lists}
        onChange={(list) => onChange({ ...condition, list: list ?? unnamed() })}
      />
      <Select
        className={classes.short}
        aria-label={t('list_state.label')}
        value={condition.state}
        onChange={(state) => state && onChange({ ...condition, state: state as SegmentList['state'] })}
        data={[
          ...MEMBER_STATES.map((state) => ({ value: state, label: t(`list_state.${state}`) })),
          { value: 'any', label: t('list_state.any') },
        ]}
      />
    </>
  );
}

export function TagFields({ condition, onChange }: FieldsProps<SegmentTag>) {
  const { t } = useTranslation('segment');
  const { tags } = useCatalogue();
  const chosen = condition.tags.map(({ name }) => name);
  const targetOf = (name: string) =>
    condition.tags.find((tag) => tag.name === name) ?? {
      name,
      id: tags.find((tag) => tag.name === name)?.id ?? null,
      span: NOWHERE,
    };
  return (
    <MultiSelect
      className={classes.values}
      aria-label={t('name.tags')}
      placeholder={chosen.length ? undefined : t('name.pick_tags')}
      searchable
      limit={100}
      nothingFoundMessage={tags.length === 0 ? t('name.none_yet') : t('name.none_found')}
      value={chosen}
      onChange={(names) => onChange({ ...condition, tags: names.map(targetOf) })}
      data={withOwn(
        tags.map(({ name }) => ({ value: name, label: name })),
        chosen,
      )}
    />
  );
}

export function SegmentFields({ condition, onChange }: FieldsProps<SegmentUse>) {
  const { t } = useTranslation('segment');
  const { segments } = useCatalogue();
  return (
    <NameSelect
      label={t('name.segment')}
      placeholder={t('name.pick_segment')}
      target={condition.segment}
      things={segments}
      onChange={(segment) => onChange({ ...condition, segment: segment ?? unnamed() })}
    />
  );
}
