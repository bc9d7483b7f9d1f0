import { useTranslation } from 'react-i18next';
import { type RowReason, rowReasonOf } from '#shared/domain/import/row-reason.ts';

/** Says in the language of the screen what was wrong with a row; a sentence that is not known stays as it came. */
export function useRowReason(): (sentence: string) => string {
  const { t } = useTranslation('row_reasons');
  // In the types of the catalogue what follows an underscore is a context; these codes have none.
  const say = t as unknown as (code: RowReason['code'], values: RowReason['values']) => string;
  return (sentence) => {
    const reason = rowReasonOf(sentence);
    if (!reason) return sentence;
    const said = say(reason.code, reason.values);
    return reason.about === '' ? said : `${reason.about}: ${said}`;
  };
}
