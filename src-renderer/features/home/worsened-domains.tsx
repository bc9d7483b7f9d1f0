import { Alert, Anchor } from '@mantine/core';
import { IconWorldExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

/** Mail of these domains may go astray: a record in the DNS that was fine is not any more. */
export function WorsenedDomains({ domains }: { domains: readonly string[] }) {
  const { t } = useTranslation('home');
  if (domains.length === 0) return null;
  return (
    <Alert color="red" icon={<IconWorldExclamation size={18} aria-hidden />}>
      {t('worsened', { count: domains.length, domains: domains.join(', ') })}{' '}
      <Anchor component={Link} href="/settings/health" inherit>
        {t('review')}
      </Anchor>
    </Alert>
  );
}
