import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { MessageView } from '#renderer/pickers/message-view.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { TemplateContent } from '#shared/contract/template.contract.ts';
import classes from './templates.module.css';

/** As somebody would get it, in any of its languages. */
export function PreviewTab({ content }: { content: TemplateContent }) {
  const { t } = useTranslation('templates');
  const [contact, setContact] = useState<Pick<ContactRow, 'id' | 'name' | 'email'> | null>(null);
  const [language, setLanguage] = useState<string | null>(null);
  const input = { content, ...(contact && { contact_id: contact.id }), ...(language && { language }) };
  const preview = useQuery(api.templates.preview.queryOptions({ input }));
  if (preview.error) return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  return (
    <>
      <div style={{ display: 'flex', gap: 8 }}>
        <ContactPicker label="" value={contact} onChange={setContact} width={240} />
        {content.translations.length > 0 && (
          <Select
            aria-label={t('language')}
            placeholder={t('own_language')}
            clearable
            data={content.translations.map((translation) => translation.language)}
            value={language}
            onChange={setLanguage}
          />
        )}
      </div>
      <div className={classes.preview}>
        <MessageView message={preview.data} />
      </div>
    </>
  );
}
