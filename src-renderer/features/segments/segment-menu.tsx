import { IconCopy, IconDownload, IconTrash, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { ExportDialog } from '#renderer/pickers/export-dialog.tsx';
import { RowMenu } from '#renderer/ui/row-menu.tsx';
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
  const [exported, setExported] = useState<ContactTarget | null>(null);
  const duplicate = useDuplicateSegment();
  const remove = useDeleteSegment(onDeleted);
  return (
    <>
      <ExportDialog
        target={exported}
        count={segment.members}
        columns={DEFAULT_COLUMNS}
        onClose={() => setExported(null)}
      />
      <RowMenu
        label={t('list.actions_of', { name: segment.name })}
        actions={[
          may('contact.read') && {
            label: t('list.show_people'),
            icon: IconUsers,
            to: `/contacts?segment=${segment.id}`,
          },
          may('contact.export') &&
            !segment.broken && {
              label: t('list.export'),
              icon: IconDownload,
              to: () => setExported({ kind: 'matching', filter: { segment_id: segment.id } }),
            },
          may('segment.write') && { label: t('duplicate'), icon: IconCopy, to: () => duplicate(segment) },
          may('segment.write') && {
            label: t('delete'),
            icon: IconTrash,
            to: () => void remove(segment),
            danger: true,
          },
        ]}
      />
    </>
  );
}
