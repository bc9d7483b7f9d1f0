import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDeleteDraft, useDuplicate } from '../use-campaign-actions.ts';
import type { DraftEditor } from './use-draft.ts';

export function DraftMenu({ draft, onDeleted }: { draft: DraftEditor; onDeleted(): void }) {
  const { t } = useTranslation('campaign');
  const common = useTranslation().t;
  const duplicate = useDuplicate();
  const remove = useDeleteDraft(onDeleted);
  const { id, name } = draft.base;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={common('more_actions')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          onClick={() => void draft.flush().then(() => duplicate(id))}
        >
          {t('action.duplicate')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove({ id, name })}>
          {t('action.delete_draft')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
