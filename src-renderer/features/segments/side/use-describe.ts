import { useTranslation } from 'react-i18next';
import { useCatalogue, useFieldLabel } from '#renderer/pickers/rule-editor/builder/catalogue.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import type {
  DataCondition,
  SegmentComparison,
  SegmentCondition,
  SegmentEngagement,
  SegmentMeasure,
  SegmentValue,
  Window,
} from '#shared/domain/segment/segment-ast.ts';

/** A condition in plain words: "Country is one of DE, AT". */
export function useDescribe(): (condition: string) => string {
  const { t } = useTranslation('segment');
  const format = useFormat();
  const labelOf = useFieldLabel();
  const { fields, campaigns } = useCatalogue();
  const join = (texts: string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(format.locale, { type }).format(texts);

  function value(one: SegmentValue): string {
    switch (one.type) {
      case 'text':
        return one.value;
      case 'number':
        return format.number(one.value);
      case 'boolean':
        return t(one.value ? 'value.yes' : 'value.no');
      case 'date':
        return one.value.length === 10 ? format.instant(`${one.value}T12:00`, 'date') : one.value.replace('T', ' ');
      case 'relative_date': {
        if (!one.offset) return t(`date.${one.base}`);
        const { amount, unit } = one.offset;
        const length = `${format.number(Math.abs(amount))} ${t(`unit.${unit}`, { count: Math.abs(amount) })}`;
        return t(amount < 0 ? 'describe.ago' : 'describe.ahead', { length });
      }
    }
  }
  function test(type: string, { op, values }: Pick<SegmentComparison, 'op' | 'values'>): string {
    const words = type === 'date' || type === 'number' || type === 'list' ? type : 'text';
    const asked = join(values.map(value), op === 'between' ? 'conjunction' : 'disjunction');
    return `${t(`operator.${words}.${op}`)} ${asked}`.trim();
  }
  function comparison({ field, ...rest }: SegmentComparison): string {
    const known = fields.find(({ name, custom }) => name === field.name && custom === field.custom);
    return `${labelOf(field)} ${test(known?.type ?? 'text', rest)}`;
  }
  function within(window: Window | null): string {
    if (!window) return t('window.ever');
    const { amount, unit } = window;
    return `${t('window.within')} ${format.number(amount)} ${t(`unit.${unit}`, { count: amount })}`;
  }
  function engagement({ act, campaign, times, window }: SegmentEngagement): string {
    const named = campaigns.find(({ id }) => id === campaign?.name)?.name ?? campaign?.name;
    const often = `${t(`times.${times.how}`)} ${format.number(times.n)} ${t('times.messages', { count: times.n })}`;
    return t('describe.engagement', {
      act: t(`subject.${act}`),
      campaign: named ?? t('name.any_campaign'),
      often,
      when: within(window),
    });
  }
  function measure({ measure: kind, of, event, where, op, value: number, window }: SegmentMeasure): string {
    const only = where.map((row) => dataTest(row));
    const what =
      only.length > 0 ? t('describe.where', { event: event.name, what: join(only, 'conjunction') }) : event.name;
    return t(`describe.${kind}`, {
      event: what,
      of: of?.name,
      compares: `${t(`operator.number.${op}`)} ${format.number(number)}`,
      when: within(window),
    });
  }
  function dataTest({ not, data, ...rest }: DataCondition): string {
    const words = `${data.name} ${test(rest.values[0]?.type ?? 'text', rest)}`;
    return not ? t('describe.not', { words }) : words;
  }
  function describe(condition: SegmentCondition): string {
    switch (condition.kind) {
      case 'comparison':
        return comparison(condition);
      case 'tag':
        return `${t('subject.tag')} ${join(
          condition.tags.map(({ name }) => name),
          'disjunction',
        )}`;
      case 'segment':
        return `${t('subject.segment')} ${condition.segment.name}`;
      case 'list':
        return `${t('subject.list')} ${condition.list.name}, ${t(`list_state.${condition.state}`)}`;
      case 'engagement':
        return engagement(condition);
      case 'measure':
        return measure(condition);
    }
  }
  return (text) => {
    const { rule } = parseSegment(text);
    return rule && !('children' in rule) && rule.kind !== 'not' ? describe(rule) : text;
  };
}
