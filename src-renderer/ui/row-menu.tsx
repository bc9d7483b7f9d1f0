import { ActionIcon, Menu } from '@mantine/core';
import { type Icon, IconDots } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useLocation } from 'wouter';

/** What can be done with one row: go somewhere, or do something. */
export interface RowAction {
  label: string;
  icon: Icon;
  /** Where it leads, or what it does. */
  to: string | (() => void);
  /** It takes something away: stands apart, in red. */
  danger?: boolean;
}

interface RowMenuProps {
  /** Names the row, for those who can't see which one it is. */
  label: string;
  /** Those that this person may not do are left out: false. */
  actions: readonly (RowAction | false)[];
  width?: number;
}

/** The three dots at the end of a row. */
export function RowMenu({ label, actions, width = 220 }: RowMenuProps) {
  const [, navigate] = useLocation();
  return (
    <Menu width={width}>
      <Menu.Target>
        <ActionIcon aria-label={label}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions
          .filter((action) => action !== false)
          .map(({ label, icon: Sign, to, danger }) => (
            <Fragment key={label}>
              {danger && <Menu.Divider />}
              <Menu.Item
                color={danger ? 'red' : undefined}
                leftSection={<Sign size={16} aria-hidden />}
                onClick={typeof to === 'string' ? () => navigate(to) : to}
              >
                {label}
              </Menu.Item>
            </Fragment>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
