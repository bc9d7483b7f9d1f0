import { type Icon, IconBuilding, IconInfoCircle, IconServer, IconUserCircle, IconUsers } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '#renderer/data/session.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { OrganizationSection } from './organization-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { SendersSection } from './senders-section.tsx';

interface Section {
  id: 'organization' | 'senders' | 'people' | 'account' | 'about';
  permission: Permission;
  icon: Icon;
  part: ComponentType;
}

export const sections: Section[] = [
  { id: 'organization', permission: 'organization.write', icon: IconBuilding, part: OrganizationSection },
  { id: 'senders', permission: 'sender.read', icon: IconServer, part: SendersSection },
  { id: 'people', permission: 'user.read', icon: IconUsers, part: PeopleSection },
  { id: 'account', permission: 'session.own', icon: IconUserCircle, part: AccountSection },
  { id: 'about', permission: 'system.read', icon: IconInfoCircle, part: AboutSection },
];
