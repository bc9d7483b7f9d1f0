import { Alert, Button, Stack, Table, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import classes from './imports.module.css';

/** What the file says beside what Herald has, counted anew after the import: whoever moves house wants to see that no opt-out was lost. */
export function ProofPanel({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const save = useMutation({
    mutationFn: () => client.imports.opt_out_differences({ id: job.id }),
    onSuccess: (file) => saveFile(file.name, file),
    onError: toast.failed,
  });
  const { proof } = job;
  if (!proof || (proof.opt_outs.length === 0 && !job.system)) return null;
  const matches = proof.differences === 0;
  const rows = [
    { name: t('proof.people'), ...proof.people },
    ...proof.opt_outs.map(({ reason, ...counts }) => ({ name: t(`optout.${reason}`), ...counts })),
  ];
  return (
    <Stack gap="xs" maw={820}>
      <Title order={2}>{t('proof.title')}</Title>
      <Alert
        color={matches ? 'green' : 'yellow'}
        icon={matches ? <IconShieldCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
      >
        {matches ? t('proof.matches') : t('proof.differs', { count: proof.differences })}
      </Alert>
      <div className={classes.frame}>
        <Table>
          <Table.Thead className={classes.head}>
            <Table.Tr>
              <Table.Th>{t('proof.what')}</Table.Th>
              <Table.Th ta="end">{t('proof.in_file')}</Table.Th>
              <Table.Th ta="end">{t('proof.in_herald')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, in_file, in_herald }) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="end" className="numbers">
                  {format.number(in_file)}
                </Table.Td>
                <Table.Td ta="end" className="numbers">
                  {format.number(in_herald)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {!matches && (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('proof.download')}
        </Button>
      )}
    </Stack>
  );
}
