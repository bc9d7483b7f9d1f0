import {
  type Icon,
  IconActivity,
  IconBuilding,
  IconChecklist,
  IconClockHour4,
  IconForms,
  IconGauge,
  IconHeartRateMonitor,
  IconInfoCircle,
  IconKey,
  IconMailOff,
  IconPalette,
  IconServer,
  IconTag,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Permission } from '#renderer/data/session.ts';
import { AboutSection } from './about-section.tsx';
import { AccountSection } from './account-section.tsx';
import { KeysSection } from './api-keys/keys-section.tsx';
import { ApprovalSection } from './approval/approval-section.tsx';
import { BrandSection } from './brand-section.tsx';
import { EventsSection } from './facts/events-section.tsx';
import { FieldsSection } from './facts/fields-section.tsx';
import { TagsSection } from './facts/tags-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { BouncesSection } from './inboxes/bounces-section.tsx';
import { OrganizationSection } from './organization-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { SendersSection } from './senders-section.tsx';
import { SendingSection } from './sending-section.tsx';
import { TimingSection } from './timing/timing-section.tsx';

interface Section {
  id:
    | 'organization'
    | 'brand'
    | 'fields'
    | 'tags'
    | 'events'
    | 'senders'
    | 'sending'
    | 'timing'
    | 'approval'
    | 'bounces'
    | 'health'
    | 'people'
    | 'keys'
    | 'account'
    | 'about';
  permission: Permission;
  icon: Icon;
  part: ComponentType;
}

export const sections: Section[] = [
  { id: 'organization', permission: 'organization.write', icon: IconBuilding, part: OrganizationSection },
  { id: 'brand', permission: 'brand.write', icon: IconPalette, part: BrandSection },
  { id: 'fields', permission: 'field.read', icon: IconForms, part: FieldsSection },
  { id: 'tags', permission: 'contact.read', icon: IconTag, part: TagsSection },
  { id: 'events', permission: 'event.read', icon: IconActivity, part: EventsSection },
  { id: 'senders', permission: 'sender.read', icon: IconServer, part: SendersSection },
  { id: 'sending', permission: 'sender.read', icon: IconGauge, part: SendingSection },
  { id: 'timing', permission: 'organization.read', icon: IconClockHour4, part: TimingSection },
  { id: 'approval', permission: 'approval.rule', icon: IconChecklist, part: ApprovalSection },
  { id: 'bounces', permission: 'sender.read', icon: IconMailOff, part: BouncesSection },
  { id: 'health', permission: 'report.read', icon: IconHeartRateMonitor, part: HealthSection },
  { id: 'people', permission: 'user.read', icon: IconUsers, part: PeopleSection },
  { id: 'keys', permission: 'apikey.read', icon: IconKey, part: KeysSection },
  { id: 'account', permission: 'session.own', icon: IconUserCircle, part: AccountSection },
  { id: 'about', permission: 'system.read', icon: IconInfoCircle, part: AboutSection },
];
