import { useTranslation } from 'react-i18next';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { ContactDraft } from './contact-draft.ts';

/** What can be said of a draft before the server is asked. */
export function useDraftRules() {
  const { t } = useTranslation('contacts');
  return (draft: ContactDraft): Record<string, string> => {
    const errors: Record<string, string> = {};
    const address = draft.email.trim();
    if (address !== '' && !parseEmailAddress(address).ok) errors.email = t('rule.email');
    return errors;
  };
}
