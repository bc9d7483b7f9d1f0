import { Button } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';

export function NotFound() {
  const { t } = useTranslation('frame');
  return (
    <>
      <PageHeader title={t('not_found')} />
      <EmptyState
        icon={IconMap2}
        sentence={t('not_found_hint')}
        action={
          <Button component={Link} href="/">
            {t('go_home')}
          </Button>
        }
      />
    </>
  );
}
