import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NOWHERE, type SegmentTarget } from '#shared/domain/segment/segment-ast.ts';
import classes from './builder.module.css';

interface NameSelectProps {
  label: string;
  placeholder: string;
  /** Null stands for any of them, where that is offered. */
  target: SegmentTarget | null;
  /** What there is; events have their name for an id. */
  things: readonly { id: string; name: string }[];
  /** The words for any of them. */
  any?: string;
  onChange(target: SegmentTarget | null): void;
}

const ANY = '\u0000any';

/** Something by its name. One that is gone is still shown, since the rule says it. */
export function NameSelect({ label, placeholder, target, things, any, onChange }: NameSelectProps) {
  const { t } = useTranslation('segment');
  const found = target && things.find(({ id, name }) => id === (target.id ?? target.name) || name === target.name);
  const gone = target?.name && !found ? [{ value: target.name, label: target.name }] : [];
  const choose = (id: string) => {
    const thing = things.find((one) => one.id === id);
    if (id === ANY) onChange(null);
    // Where several have the same name, the text needs the id.
    else if (thing) {
      const shared = things.filter(({ name }) => name === thing.name).length > 1;
      onChange({ name: shared ? id : thing.name, id, span: NOWHERE });
    }
  };
  return (
    <Select
      className={classes.name}
      aria-label={label}
      placeholder={placeholder}
      searchable
      limit={100}
      nothingFoundMessage={things.length === 0 ? t('name.none_yet') : t('name.none_found')}
      value={target ? (found?.id ?? (target.name || null)) : ANY}
      onChange={(id) => id !== null && choose(id)}
      data={[
        ...(any ? [{ value: ANY, label: any }] : []),
        ...things.map(({ id, name }) => ({ value: id, label: name })),
        ...gone,
      ]}
    />
  );
}
