import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconTemplate, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { canBeTemplate, SaveAsTemplate } from '../save-as-template.tsx';
import { useDeleteDraft, useDuplicate } from '../use-campaign-actions.ts';
import type { DraftEditor } from './use-draft.ts';

export function DraftMenu({ draft, onDeleted }: { draft: DraftEditor; onDeleted(): void }) {
  const { t } = useTranslation(['campaign', 'templates']);
  const common = useTranslation().t;
  const duplicate = useDuplicate();
  const remove = useDeleteDraft(onDeleted);
  const may = useMay();
  const [saves, setSaves] = useState(false);
  const { id, name } = draft.base;
  return (
    <>
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
          {may('template.write') && canBeTemplate(draft.base) && (
            <Menu.Item
              leftSection={<IconTemplate size={16} aria-hidden />}
              onClick={() => void draft.flush().then(() => setSaves(true))}
            >
              {t('templates:from_campaign')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove({ id, name })}>
            {t('action.delete_draft')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SaveAsTemplate campaign={draft.base} opened={saves} onClose={() => setSaves(false)} />
    </>
  );
}
