import { Button, Paper, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Field } from '#shared/contract/field.contract.ts';
import { fieldKeyProblem } from '#shared/domain/custom-field/custom-field.ts';
import { SectionHead } from '../section-head.tsx';

interface StrayKeysProps {
  fields: Field[];
  writes: boolean;
  onAdd(key: string): void;
}

/** Values that contacts have under names that no field has. */
export function StrayKeys({ fields, writes, onAdd }: StrayKeysProps) {
  const { t } = useTranslation('fields');
  const format = useFormat();
  const { data: usage } = useQuery(api.fields.usage.queryOptions());
  const { data: deleted } = useQuery(api.fields.list.queryOptions({ input: { state: 'deleted' } }));
  const known = new Set([...fields, ...(deleted ?? [])].map(({ key }) => key));
  const strays = deleted ? (usage?.filter(({ key }) => !known.has(key)) ?? []) : [];
  if (strays.length === 0) return null;
  return (
    <div>
      <SectionHead title={t('stray.title')} text={t('stray.text')} />
      <Paper withBorder radius="md">
        <Table aria-label={t('stray.title')}>
          <Table.Tbody>
            {strays.map(({ key, contacts }) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <Text ff="monospace" size="sm">
                    {key}
                  </Text>
                </Table.Td>
                <Table.Td w={170} ta="end" className="numbers">
                  {format.number(contacts)}
                </Table.Td>
                <Table.Td w={160} ta="end">
                  {writes && fieldKeyProblem(key) === null && (
                    <Button variant="default" size="xs" onClick={() => onAdd(key)}>
                      {t('stray.add')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </div>
  );
}
