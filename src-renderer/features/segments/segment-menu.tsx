import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconDownload, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { ExportDialog } from '#renderer/pickers/export-dialog.tsx';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import type { SegmentRow } from '#shared/contract/segment.contract.ts';
import { DEFAULT_COLUMNS } from '#shared/domain/contact-column.ts';
import { useDeleteSegment, useDuplicateSegment } from './use-segment-actions.tsx';

interface SegmentMenuProps {
  segment: SegmentRow;
  onDeleted?(): void;
}

export function SegmentMenu({ segment, onDeleted }: SegmentMenuProps) {
  const { t } = useTranslation('segment');
  const may = useMay();
  const [, navigate] = useLocation();
  const [exported, setExported] = useState<ContactTarget | null>(null);
  const duplicate = useDuplicateSegment();
  const remove = useDeleteSegment(onDeleted);
  const members = { segment_id: segment.id };
  return (
    <>
      <ExportDialog
        target={exported}
        count={segment.members}
        columns={DEFAULT_COLUMNS}
        onClose={() => setExported(null)}
      />
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
          {may('contact.export') && !segment.broken && (
            <Menu.Item
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => setExported({ kind: 'matching', filter: members })}
            >
              {t('list.export')}
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
    </>
  );
}
