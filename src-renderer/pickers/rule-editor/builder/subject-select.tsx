import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../tree/rule-tree.ts';
import classes from './builder.module.css';
import { useCatalogue, useFieldLabel } from './catalogue.tsx';
import { ACTS, conditionAbout, MEASURES, MEMBERSHIPS, type Subject, subjectOf } from './subject.ts';

interface SubjectSelectProps {
  condition: Condition | null;
  onChange(condition: Condition): void;
}

/** What a row asks about: a field of the person, where they belong, what they did with mails, what happened. */
export function SubjectSelect({ condition, onChange }: SubjectSelectProps) {
  const { t } = useTranslation('segment');
  const catalogue = useCatalogue();
  const subject = condition ? subjectOf(condition) : null;
  return (
    <Select
      className={classes.subject}
      aria-label={t('subject.label')}
      placeholder={t('subject.choose')}
      searchable
      nothingFoundMessage={t('subject.none_found')}
      maxDropdownHeight={360}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      value={subject}
      onChange={(next) => next && next !== subject && onChange(conditionAbout(next as Subject, condition, catalogue))}
      data={useSubjects(subject)}
    />
  );
}

function useSubjects(present: Subject | null) {
  const { t } = useTranslation('segment');
  const { fields } = useCatalogue();
  const labelOf = useFieldLabel();
  return useMemo(() => {
    const named = (subject: (typeof MEMBERSHIPS | typeof ACTS | typeof MEASURES)[number]) => ({
      value: subject,
      label: t(`subject.${subject}`),
    });
    const ofPerson = (own: boolean) =>
      fields
        .filter(({ custom }) => custom === own)
        .map((field) => ({ value: `${own ? 'own' : 'field'}:${field.name}`, label: labelOf(field) }));
    const groups = [
      { group: t('subject.person'), items: ofPerson(false) },
      { group: t('subject.own'), items: ofPerson(true) },
      { group: t('subject.membership'), items: MEMBERSHIPS.map(named) },
      { group: t('subject.mail'), items: ACTS.map(named) },
      { group: t('subject.events'), items: MEASURES.map(named) },
    ].filter(({ items }) => items.length > 0);
    const known = !present || groups.some(({ items }) => items.some(({ value }) => value === present));
    // A field that is gone is still shown, since the rule says it.
    return known ? groups : [...groups, { value: present, label: present.slice(present.indexOf(':') + 1) }];
  }, [t, fields, labelOf, present]);
}
