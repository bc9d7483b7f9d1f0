import { useTranslation } from 'react-i18next';
import { Link, Redirect, useParams } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { sections } from './sections.ts';
import classes from './settings.module.css';

export default function SettingsScreen() {
  const { t } = useTranslation('settings');
  const may = useMay();
  const { section: wanted } = useParams();
  const mine = sections.filter(({ permission }) => may(permission));
  const shown = mine.find(({ id }) => id === wanted);
  if (!shown) return <Redirect to={`/settings/${mine[0]?.id ?? 'account'}`} replace />;
  const Part = shown.part;
  return (
    <Screen>
      <PageHeader title={t('title')} />
      <div className={classes.layout}>
        <nav aria-label={t('title')}>
          <ul className={classes.sections}>
            {mine.map(({ id, icon: Sign }) => (
              <li key={id}>
                <Link
                  href={`/settings/${id}`}
                  className={classes.section}
                  aria-current={id === shown.id ? 'page' : undefined}
                >
                  <Sign size={18} stroke={1.6} aria-hidden />
                  {t(`section.${id}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Part />
      </div>
    </Screen>
  );
}
