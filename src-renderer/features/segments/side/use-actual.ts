import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { SegmentVerdict } from '#shared/contract/segment.contract.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';

/** What a contact really has, in words. */
export function useActual(): (verdict: SegmentVerdict) => string {
  const { t } = useTranslation(['segment', 'audience']);
  const format = useFormat();
  return ({ value, type }) => {
    if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return t('explain.nothing');
    if (Array.isArray(value)) return new Intl.ListFormat(format.locale).format(value);
    if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
    if (typeof value === 'number') {
      return type === 'count' ? t('explain.times', { count: value }) : format.number(value);
    }
    if (type === 'state') return t(`audience:member_state.${value as MemberState}`, { defaultValue: value });
    if (type === 'date')
      return format.instant(value.length === 10 ? `${value}T12:00` : value, value.length === 10 ? 'date' : 'minute');
    return value;
  };
}
