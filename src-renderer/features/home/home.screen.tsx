import { useTranslation } from 'react-i18next';
import { PageHeader } from '#renderer/ui/page-header.tsx';

export default function HomeScreen() {
  const { t } = useTranslation('home');
  return <PageHeader title={t('title')} />;
}
