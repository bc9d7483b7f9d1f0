import { Badge, Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { Mark } from '#renderer/ui/mark.tsx';
import classes from './app-frame.module.css';
import { type NavItem, navigation } from './navigation.ts';
import { leadsSomewhere } from './routes.tsx';

export function SideNav() {
  const { t } = useTranslation('frame');
  const may = useMay();
  const [small, setSmall] = useLocalStorage({ key: 'herald.nav-small', defaultValue: false });
  const groups = navigation
    .map((group) => ({ ...group, items: group.items.filter(({ path }) => leadsSomewhere(path, may)) }))
    .filter(({ items }) => items.length > 0);
  const Toggle = small ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes.nav} aria-label={t('navigation')} data-small={small || undefined}>
      <Link href="/" className={classes.brand} aria-label="Herald">
        <Mark size={20} />
        <span className={classes.word}>Herald</span>
      </Link>
      {groups.map(({ label, items }) => (
        <div key={items[0]?.path} className={classes.entries}>
          {label && <div className={classes.group}>{t(`nav.${label}`)}</div>}
          {items.map((item) => (
            <NavEntry key={item.path} item={item} small={small} />
          ))}
        </div>
      ))}
      <UnstyledButton
        className={`${classes.item} ${classes.foot}`}
        onClick={() => setSmall(!small)}
        aria-expanded={!small}
      >
        <Toggle size={18} stroke={1.6} aria-hidden />
        <span className={classes.word}>{t('collapse')}</span>
      </UnstyledButton>
    </nav>
  );
}

function NavEntry({ item: { path, label, icon: Sign }, small }: { item: NavItem; small: boolean }) {
  const { t } = useTranslation('frame');
  const [location] = useLocation();
  const current = path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);
  return (
    <Tooltip label={t(`nav.${label}`)} position="right" disabled={!small}>
      <Link
        href={path}
        className={classes.item}
        aria-current={current ? 'page' : undefined}
        aria-label={small ? t(`nav.${label}`) : undefined}
      >
        <Sign size={18} stroke={1.6} aria-hidden />
        <span className={classes.word}>{t(`nav.${label}`)}</span>
        {path === '/' && <WaitingBadge />}
      </Link>
    </Tooltip>
  );
}

/** How many campaigns wait for this person's word; they are listed on the first screen. */
function WaitingBadge() {
  const { t } = useTranslation('approval');
  const may = useMay();
  const { data } = useQuery(api.approvals.waiting.queryOptions({ enabled: may('campaign.approve') }));
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return (
    <Badge variant="filled" size="sm" ml="auto" className="numbers" role="img" aria-label={t('badge', { count })}>
      {count}
    </Badge>
  );
}
