import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconParentheses,
  IconParenthesesOff,
  IconTrash,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isGroup, type TreeNode } from '../tree/rule-tree.ts';
import { useBuilder } from './builder-context.ts';

/** What else can be done with a row or group; moving also goes by Alt and the arrow keys. */
export function NodeMenu({ node, name }: { node: TreeNode; name: string }) {
  const { t } = useTranslation('segment');
  const builder = useBuilder();
  const { key } = node;
  return (
    <Menu width={220}>
      <Menu.Target>
        <ActionIcon aria-label={t('row.actions', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconArrowUp size={16} aria-hidden />}
          rightSection={<kbd>Alt ↑</kbd>}
          onClick={() => builder.step(key, -1)}
        >
          {t('row.up')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown size={16} aria-hidden />}
          rightSection={<kbd>Alt ↓</kbd>}
          onClick={() => builder.step(key, 1)}
        >
          {t('row.down')}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => builder.duplicate(key)}>
          {t('row.duplicate')}
        </Menu.Item>
        {isGroup(node) ? (
          <Menu.Item leftSection={<IconParenthesesOff size={16} aria-hidden />} onClick={() => builder.unwrap(key)}>
            {t('row.unwrap')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconParentheses size={16} aria-hidden />} onClick={() => builder.wrap(key)}>
            {t('row.wrap')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => builder.remove(key)}>
          {t('row.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
