import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import type { CampaignRow } from '#shared/contract/campaign.contract.ts';
import { useDeleteDraft, useDuplicate } from './use-campaign-actions.ts';

export function CampaignRowMenu({ row }: { row: Pick<CampaignRow, 'id' | 'name' | 'state'> }) {
  const { t } = useTranslation('campaign');
  const may = useMay();
  const duplicate = useDuplicate();
  const remove = useDeleteDraft();
  if (!may('campaign.write')) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('list.actions_of', { name: row.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => duplicate(row.id)}>
          {t('action.duplicate')}
        </Menu.Item>
        {row.state === 'draft' && (
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => remove(row)}>
            {t('action.delete_draft')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
