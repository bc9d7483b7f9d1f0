import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason, ReasonValue } from '#shared/domain/reason/reason.ts';

/** Says in the language of the screen why something can't be taken or could not go on. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation('reason');
  return useMemo(() => {
    const quoted = (value: ReasonValue) => t('quoted', { value });
    const wordsOf = (name: string, value: ReasonValue) => {
      if (typeof value === 'object') return value.map(quoted).join(', ');
      return name === 'value' ? quoted(value) : value;
    };
    return ({ code, values = {}, about }) => {
      const words = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, wordsOf(name, value)]));
      // In the types of the catalogue what follows an underscore is a context; these codes have none.
      const said = t(code as 'inside', { value: t('this_value'), ...words });
      return about === undefined ? said : `${about}: ${said}`;
    };
  }, [t]);
}
