import { Anchor, Button, Menu, Table, Text } from '@mantine/core';
import { IconChevronDown, IconSitemap } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { WorkflowRow } from '#shared/contract/workflow.contract.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { importFile } from './import-file.ts';
import { WORKFLOW_TEMPLATES } from './templates.ts';
import { WorkflowStatePill } from './workflow-state-pill.tsx';
import classes from './workflows.module.css';

export default function WorkflowsScreen() {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const workflows = useQuery(api.workflows.list.queryOptions());
  const empty = workflows.data?.length === 0;
  const create = may('workflow.write') && <CreateMenu />;
  return (
    <Screen>
      <PageHeader title={t('title')} description={t('description')} actions={!empty && create} />
      {workflows.isPending && <LoadingRows rows={5} />}
      {workflows.error && !workflows.data && (
        <ErrorState error={workflows.error} onRetry={() => void workflows.refetch()} />
      )}
      {empty && <EmptyState icon={IconSitemap} sentence={t('none_yet')} action={create} />}
      {workflows.data && !empty && <WorkflowTable workflows={workflows.data} />}
    </Screen>
  );
}

function CreateMenu() {
  const { t } = useTranslation('workflow');
  const [, navigate] = useLocation();
  const create = useMutation({
    mutationFn: (made: { name: string; graph?: WorkflowGraph }) => client.workflows.create(made),
    onSuccess: ({ id }) => navigate(`/workflows/${id}`),
    onError: toast.failed,
  });
  const file = useRef<HTMLInputElement>(null);
  const take = useMutation({
    mutationFn: (chosen: File) => importFile(chosen, t('import.unreadable', { file: chosen.name })),
    onSuccess: ({ id }) => navigate(`/workflows/${id}`),
    onError: toast.failed,
  });
  return (
    <Menu width={320} position="bottom-end">
      <Menu.Target>
        <Button loading={create.isPending || take.isPending} rightSection={<IconChevronDown size={16} aria-hidden />}>
          {t('create')}
        </Button>
      </Menu.Target>
      <input
        ref={file}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label={t('import.file')}
        onChange={({ currentTarget }) => {
          const [chosen] = currentTarget.files ?? [];
          if (chosen) take.mutate(chosen);
          currentTarget.value = '';
        }}
      />
      <Menu.Dropdown>
        <Menu.Item onClick={() => create.mutate({ name: t('new_name') })}>{t('template.empty')}</Menu.Item>
        <Menu.Item onClick={() => file.current?.click()}>
          {t('import.file')}
          <Text size="xs" c="dimmed">
            {t('import.what')}
          </Text>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('template.title')}</Menu.Label>
        {WORKFLOW_TEMPLATES.map(({ key, graph }) => (
          <Menu.Item key={key} onClick={() => create.mutate({ name: t(`template.${key}.name`), graph: graph() })}>
            {t(`template.${key}.name`)}
            <Text size="xs" c="dimmed">
              {t(`template.${key}.what`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function WorkflowTable({ workflows }: { workflows: WorkflowRow[] }) {
  const { t } = useTranslation('workflow');
  const [, navigate] = useLocation();
  const format = useFormat();
  return (
    <div className={classes.frame}>
      <Table highlightOnHover layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th w={140}>{t('column.state')}</Table.Th>
            <Table.Th w={120} ta="end">
              {t('column.inside')}
            </Table.Th>
            <Table.Th w={120} ta="end">
              {t('column.entered')}
            </Table.Th>
            <Table.Th w={160}>{t('column.changed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {workflows.map((workflow) => (
            <Table.Tr
              key={workflow.id}
              className={classes.row}
              onClick={({ target }) => {
                if (target instanceof Element && !target.closest('a, button')) navigate(`/workflows/${workflow.id}`);
              }}
            >
              <Table.Td>
                <Anchor component={Link} href={`/workflows/${workflow.id}`} c="inherit" fw={500} size="sm">
                  {workflow.name}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <WorkflowStatePill state={workflow.state} />
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                {format.number(workflow.inside)}
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                {format.number(workflow.entered)}
              </Table.Td>
              <Table.Td title={format.instant(workflow.updated_at, 'full')}>
                {format.relative(workflow.updated_at)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
