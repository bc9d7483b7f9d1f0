import {
  type Icon,
  IconAddressBook,
  IconBan,
  IconBolt,
  IconFileImport,
  IconFilter,
  IconHome,
  IconListDetails,
  IconMailbox,
  IconMailOff,
  IconMailX,
  IconPhoto,
  IconSend,
  IconSettings,
  IconSitemap,
  IconTemplate,
} from '@tabler/icons-react';

export interface NavItem {
  path: string;
  label:
    | 'home'
    | 'campaigns'
    | 'workflows'
    | 'transactional'
    | 'failures'
    | 'templates'
    | 'media'
    | 'contacts'
    | 'lists'
    | 'segments'
    | 'imports'
    | 'suppressions'
    | 'feedback'
    | 'mailbox'
    | 'settings';
  icon: Icon;
}

export interface NavGroup {
  label?: 'audience' | 'content';
  items: NavItem[];
}

/** The left navigation, top to bottom. An entry shows once its address has a screen that the person may see. */
export const navigation: NavGroup[] = [
  {
    items: [
      { path: '/', label: 'home', icon: IconHome },
      { path: '/campaigns', label: 'campaigns', icon: IconSend },
      { path: '/workflows', label: 'workflows', icon: IconSitemap },
      { path: '/transactional', label: 'transactional', icon: IconBolt },
      { path: '/failures', label: 'failures', icon: IconMailX },
    ],
  },
  {
    label: 'audience',
    items: [
      { path: '/contacts', label: 'contacts', icon: IconAddressBook },
      { path: '/lists', label: 'lists', icon: IconListDetails },
      { path: '/segments', label: 'segments', icon: IconFilter },
      { path: '/imports', label: 'imports', icon: IconFileImport },
      { path: '/suppressions', label: 'suppressions', icon: IconBan },
      { path: '/feedback', label: 'feedback', icon: IconMailOff },
    ],
  },
  {
    label: 'content',
    items: [
      { path: '/templates', label: 'templates', icon: IconTemplate },
      { path: '/media', label: 'media', icon: IconPhoto },
    ],
  },
  {
    items: [
      { path: '/mailbox', label: 'mailbox', icon: IconMailbox },
      { path: '/settings', label: 'settings', icon: IconSettings },
    ],
  },
];
