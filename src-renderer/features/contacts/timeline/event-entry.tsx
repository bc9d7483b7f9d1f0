import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { TimelineEntry } from '#shared/contract/contact.contract.ts';
import { type EventData, eventWords } from './event-words.ts';
import classes from './timeline.module.css';

const PURCHASE = 'purchase';

/** What a contact did elsewhere, with what was told about it. */
export function EventEntry({ data }: Pick<TimelineEntry, 'data'>) {
  const { t } = useTranslation(['timeline', 'fields']);
  const { locale } = useFormat();
  const event = { name: String(data.name), data: (data.data ?? {}) as EventData };
  const words = eventWords(event, { locale, yes: t('fields:input.yes'), no: t('fields:input.no') });
  const isPurchase = words.name === PURCHASE && words.amount !== null;
  const rest = isPurchase || words.amount === null ? words.rest : [['amount', words.amount] as const, ...words.rest];
  return (
    <>
      <Text className={classes.sentence}>
        {isPurchase ? t('purchase', { amount: words.amount }) : words.name.replaceAll('_', ' ')}
      </Text>
      {rest.length > 0 && (
        <dl className={classes.data}>
          {rest.map(([name, value]) => (
            <DataLine key={name} name={name} value={value} />
          ))}
        </dl>
      )}
    </>
  );
}

function DataLine({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
