import { lazy } from 'react';
import type { ScreenRoute } from '../screen-route.ts';

const contacts = lazy(() => import('#renderer/features/contacts/contacts.screen.tsx'));

export const audienceRoutes: ScreenRoute[] = [
  { path: '/contacts', permission: 'contact.read', screen: contacts },
  { path: '/contacts/new', permission: 'contact.write', screen: contacts },
  {
    path: '/contacts/exports',
    permission: 'contact.export',
    screen: lazy(() => import('#renderer/features/contacts/export/exports.screen.tsx')),
  },
  {
    path: '/contacts/duplicates',
    permission: 'contact.read',
    screen: lazy(() => import('#renderer/features/contacts/duplicates/duplicates.screen.tsx')),
  },
  {
    path: '/contacts/quiet',
    permission: 'contact.read',
    screen: lazy(() => import('#renderer/features/contacts/quiet/quiet.screen.tsx')),
  },
  {
    path: '/contacts/bin',
    permission: 'contact.read',
    screen: lazy(() => import('#renderer/features/contacts/bin/bin.screen.tsx')),
  },
  {
    path: '/contacts/:id',
    permission: 'contact.read',
    screen: lazy(() => import('#renderer/features/contacts/contact.screen.tsx')),
  },
  { path: '/lists', permission: 'list.read', screen: lazy(() => import('#renderer/features/lists/lists.screen.tsx')) },
  {
    path: '/lists/:id',
    permission: 'list.read',
    screen: lazy(() => import('#renderer/features/lists/list.screen.tsx')),
  },
  {
    path: '/suppressions',
    permission: 'suppression.read',
    screen: lazy(() => import('#renderer/features/suppressions/suppressions.screen.tsx')),
  },
  {
    path: '/feedback',
    permission: 'feedback.read',
    screen: lazy(() => import('#renderer/features/feedback/feedback.screen.tsx')),
  },
  {
    path: '/imports',
    permission: 'contact.import',
    screen: lazy(() => import('#renderer/features/imports/imports.screen.tsx')),
  },
  {
    path: '/imports/new',
    permission: 'contact.import',
    screen: lazy(() => import('#renderer/features/imports/new-import.screen.tsx')),
  },
  {
    path: '/imports/:id',
    permission: 'contact.import',
    screen: lazy(() => import('#renderer/features/imports/import.screen.tsx')),
  },
];
