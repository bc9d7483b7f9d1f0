import { useTranslation } from 'react-i18next';
import { PageHeader } from '#renderer/ui/page-header.tsx';

export default function SetupScreen() {
  const { t } = useTranslation('setup');
  return <PageHeader title={t('title')} />;
}
