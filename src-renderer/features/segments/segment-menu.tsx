import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconTrash, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import type { SegmentRow } from '#shared/contract/segment.contract.ts';
import { useDeleteSegment, useDuplicateSegment } from './use-segment-actions.tsx';

interface SegmentMenuProps {
  segment: SegmentRow;
  onDeleted?(): void;
}

export function SegmentMenu({ segment, onDeleted }: SegmentMenuProps) {
  const { t } = useTranslation('segment');
  const may = useMay();
  const [, navigate] = useLocation();
  const duplicate = useDuplicateSegment();
  const remove = useDeleteSegment(onDeleted);
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('list.actions_of', { name: segment.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('contact.read') && (
          <Menu.Item
            leftSection={<IconUsers size={16} aria-hidden />}
            onClick={() => navigate(`/contacts?segment=${segment.id}`)}
          >
            {t('list.show_people')}
          </Menu.Item>
        )}
        {may('segment.write') && (
          <>
            <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicate(segment)}>
              {t('duplicate')}
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => void remove(segment)}
            >
              {t('delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
