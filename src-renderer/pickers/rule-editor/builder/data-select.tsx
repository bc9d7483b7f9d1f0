import { Autocomplete } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SegmentCatalogue } from '#shared/contract/segment.contract.ts';
import classes from './builder.module.css';
import { useCatalogue } from './catalogue.tsx';

export type EventData = SegmentCatalogue['events'][number]['data'];

/** What events of a name have come with. */
export function useEventData(event: string): EventData {
  return useCatalogue().events.find(({ name }) => name === event)?.data ?? [];
}

interface DataSelectProps {
  label: string;
  name: string;
  data: EventData;
  onChange(name: string): void;
}

/** A value of an event by its name. One that no event has had yet can be typed. */
export function DataSelect({ label, name, data, onChange }: DataSelectProps) {
  const { t } = useTranslation('segment');
  return (
    <Autocomplete
      className={classes.data}
      aria-label={label}
      placeholder={t('measure.data')}
      value={name}
      onChange={onChange}
      data={data.map((one) => one.name)}
    />
  );
}
