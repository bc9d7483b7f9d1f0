import { Group, SegmentedControl, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { ACCENT } from '#shared/domain/consent/public-look.ts';
import classes from '../lists.module.css';
import { draftOf, type FormValues, isHttps, lookOf } from './form-values.ts';

/** The page as the server will show it, made by the same code. */
export function FormPreview({ list, values }: { list: RecipientList; values: FormValues }) {
  const { t, i18n } = useTranslation('consent');
  const [language, setLanguage] = useState<'en' | 'de'>(i18n.language === 'de' ? 'de' : 'en');
  const [page, setPage] = useState<'form' | 'thanks'>('form');
  const [settled] = useDebouncedValue(values, 250);
  const valid = ACCENT.test(settled.accent) && isHttps(settled.redirect_url) && isHttps(settled.privacy_url);
  const preview = useQuery(
    api.forms.preview.queryOptions({
      input: { id: list.id, draft: draftOf(settled), look: lookOf(settled), language, page },
      placeholderData: keepPreviousData,
      enabled: valid,
    }),
  );
  return (
    <section className={classes.preview} aria-label={t('form.preview')}>
      <Group justify="space-between" mb="xs">
        <Text size="sm" fw={500}>
          {t('form.preview')}
        </Text>
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t('form.preview_of')}
            value={page}
            onChange={(value) => setPage(value === 'thanks' ? 'thanks' : 'form')}
            data={[
              { value: 'form', label: t('form.show_form') },
              { value: 'thanks', label: t('form.show_thanks') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('double.language')}
            value={language}
            onChange={(value) => setLanguage(value === 'de' ? 'de' : 'en')}
            data={[
              { value: 'en', label: t('double.english') },
              { value: 'de', label: t('double.german') },
            ]}
          />
        </Group>
      </Group>
      <iframe
        className={classes.previewFrame}
        title={t('form.preview_of')}
        sandbox=""
        referrerPolicy="no-referrer"
        srcDoc={preview.data?.html ?? ''}
      />
    </section>
  );
}
