import { useMantineColorScheme } from '@mantine/core';
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import { IconLanguage, IconPlus, IconSunMoon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { LANGUAGES, speak } from './i18n.ts';
import { navigation } from './navigation.ts';
import { leadsSomewhere } from './routes.tsx';

/** Addresses that start something; each shows once it leads to a screen. */
const STARTS = [
  { path: '/campaigns/new', label: 'new_campaign' },
  { path: '/templates/new', label: 'new_template' },
  { path: '/contacts/new', label: 'new_contact' },
  { path: '/segments/new', label: 'new_segment' },
  { path: '/imports/new', label: 'import_contacts' },
] as const;

export function useCommands(): SpotlightActionGroupData[] {
  const { t, i18n } = useTranslation('frame');
  const may = useMay();
  const [, navigate] = useLocation();
  const { toggleColorScheme } = useMantineColorScheme();
  const places = navigation
    .flatMap(({ items }) => items)
    .filter(({ path }) => leadsSomewhere(path, may))
    .map(({ path, label, icon: Sign }) => ({
      id: path,
      label: t(`nav.${label}`),
      leftSection: <Sign size={18} stroke={1.6} aria-hidden />,
      onClick: () => navigate(path),
    }));
  const starts = STARTS.filter(({ path }) => leadsSomewhere(path, may)).map(({ path, label }) => ({
    id: path,
    label: t(label),
    leftSection: <IconPlus size={18} stroke={1.6} aria-hidden />,
    onClick: () => navigate(path),
  }));
  const languages = LANGUAGES.filter(({ code }) => code !== i18n.language).map(({ code, name }) => ({
    id: `language-${code}`,
    label: name,
    leftSection: <IconLanguage size={18} stroke={1.6} aria-hidden />,
    onClick: () => void speak(code),
  }));
  const scheme = {
    id: 'scheme',
    label: t('switch_scheme'),
    leftSection: <IconSunMoon size={18} stroke={1.6} aria-hidden />,
    onClick: () => toggleColorScheme(),
  };
  return [
    { group: t('actions'), actions: [...starts, scheme, ...languages] },
    { group: t('go_to'), actions: places },
  ];
}
