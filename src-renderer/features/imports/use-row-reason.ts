import { useTranslation } from 'react-i18next';
import { rowReasonOf } from '#shared/domain/import/row-reason.ts';

/** Says in the language of the screen what was wrong with a row; a sentence that is not known stays as it came. */
export function useRowReason(): (sentence: string) => string {
  const { t } = useTranslation('row_reasons');
  return (sentence) => {
    const reason = rowReasonOf(sentence);
    if (!reason) return sentence;
    const said = t(reason.code, reason.values);
    return reason.about === '' ? said : `${reason.about}: ${said}`;
  };
}
