import { Button, Collapse, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RenderedMessage } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';

/** Each merge field of the message with what this person has in it; what is missing is marked. */
export function FieldValues({ fields }: Pick<RenderedMessage, 'fields'>) {
  const { t } = useTranslation('odd_people');
  const [open, setOpen] = useState(false);
  const id = useId();
  const missing = fields.filter((field) => field.missing).length;
  const Sign = open ? IconChevronDown : IconChevronRight;
  return (
    <div className={classes.data}>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-expanded={open}
        aria-controls={id}
        leftSection={<Sign size={14} aria-hidden />}
        onClick={() => setOpen(!open)}
      >
        {missing > 0 ? t('data_missing', { count: missing }) : t('data')}
      </Button>
      <Collapse id={id} expanded={open}>
        {fields.length === 0 ? (
          <Text size="sm" c="dimmed" p={8}>
            {t('no_fields')}
          </Text>
        ) : (
          <Table fz="xs" verticalSpacing={2} horizontalSpacing={8} layout="fixed" aria-label={t('data')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('field')}</Table.Th>
                <Table.Th>{t('value')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {fields.map(({ name, value, missing: isMissing }) => (
                <Table.Tr key={name}>
                  <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                    {name}
                  </Table.Td>
                  <Table.Td dir="auto" style={{ overflowWrap: 'anywhere' }}>
                    {isMissing ? (
                      <Text span fz="xs" fw={600} c="var(--mantine-color-amber-text)">
                        {t('missing')}
                      </Text>
                    ) : (
                      value
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Collapse>
    </div>
  );
}
