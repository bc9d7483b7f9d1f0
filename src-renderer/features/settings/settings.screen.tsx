import { useTranslation } from 'react-i18next';
import { PageHeader } from '#renderer/ui/page-header.tsx';

export default function SettingsScreen() {
  const { t } = useTranslation('settings');
  return <PageHeader title={t('title')} />;
}
