import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { MEMBER_STATES } from '#shared/domain/contact-status.ts';
import { ListMenu } from './list-menu.tsx';
import classes from './lists.module.css';

interface ListTableProps {
  lists: RecipientList[];
  onEdit(list: RecipientList): void;
}

/** Each list with its three counters; each counter opens the contacts that it counts. */
export function ListTable({ lists, onEdit }: ListTableProps) {
  const { t } = useTranslation(['lists', 'audience']);
  const format = useFormat();
  const [, navigate] = useLocation();
  return (
    <div className={classes.frame}>
      <Table highlightOnHover layout="fixed">
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            {MEMBER_STATES.map((state) => (
              <Table.Th key={state} w={120} ta="end">
                {t(`audience:member_state.${state}`)}
              </Table.Th>
            ))}
            <Table.Th w={140} ta="end">
              {t('column.created_at')}
            </Table.Th>
            <Table.Th w={56} aria-label={t('column.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lists.map((list) => (
            <Table.Tr
              key={list.id}
              className={classes.row}
              onClick={({ target }) => {
                if (target instanceof Element && !target.closest('a, button, [role=menu]')) navigate(addressOf(list));
              }}
            >
              <Table.Td>
                <Anchor component={Link} href={addressOf(list)} c="inherit" fw={500} size="sm">
                  {list.name}
                </Anchor>
                {(list.is_public || list.double_opt_in) && (
                  <Text size="xs" c="dimmed" component="span" ml="xs">
                    {[list.is_public && t('is_topic'), list.double_opt_in && t('asks')].filter(Boolean).join(', ')}
                  </Text>
                )}
                {list.description && (
                  <Text size="sm" c="dimmed" truncate title={list.description}>
                    {list.description}
                  </Text>
                )}
              </Table.Td>
              {MEMBER_STATES.map((state) => (
                <Table.Td key={state} ta="end" className="numbers">
                  <Anchor
                    component={Link}
                    href={`${addressOf(list)}&state=${state}`}
                    size="sm"
                    c={list[state] === 0 ? 'dimmed' : 'inherit'}
                    aria-label={t('counter', {
                      number: format.number(list[state]),
                      state: t(`audience:member_state.${state}`),
                      list: list.name,
                    })}
                  >
                    {format.number(list[state])}
                  </Anchor>
                </Table.Td>
              ))}
              <Table.Td ta="end" c="dimmed">
                {format.instant(list.created_at, 'date')}
              </Table.Td>
              <Table.Td>
                <ListMenu list={list} onEdit={() => onEdit(list)} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const addressOf = ({ id }: RecipientList) => `/contacts?list=${id}`;
