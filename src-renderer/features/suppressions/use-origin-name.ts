import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

const KNOWN = ['campaign', 'import', 'user', 'preferences', 'form', 'feedback'] as const;

/** Where a suppression comes from, in words; one of a newer server by its own name. */
export function useOriginName(): (origin: string) => string {
  const { t } = useTranslation('suppression');
  return useCallback(
    (origin) => {
      const known = KNOWN.find((one) => one === origin);
      return known ? t(`origin.${known}`) : origin;
    },
    [t],
  );
}
