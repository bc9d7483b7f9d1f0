import { Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';

export function NotFound() {
  const { t } = useTranslation('frame');
  useDocumentTitle(t('not_found'));
  return (
    <EmptyState
      icon={IconMap2}
      sentence={t('not_found_hint')}
      action={
        <Button component={Link} href="/">
          {t('go_home')}
        </Button>
      }
    />
  );
}
