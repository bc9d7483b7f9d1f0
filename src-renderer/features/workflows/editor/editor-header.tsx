import { ActionIcon, Anchor, Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronLeft, IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import { WorkflowStatePill } from '../workflow-state-pill.tsx';
import type { SaveState } from './use-workflow-draft.ts';

interface EditorHeaderProps {
  workflow: Workflow;
  name: ReactNode;
  save: SaveState;
  errors: number;
  onRehearse(): void;
  onPublish(): void;
  onPeople(): void;
  onVersions(): void;
}

export function EditorHeader(props: EditorHeaderProps) {
  const { workflow, name, save, errors, onRehearse, onPublish } = props;
  const { t } = useTranslation('workflow');
  const may = useMay();
  const { live, draft } = workflow;
  const differs = useMemo(() => JSON.stringify(live) !== JSON.stringify(draft), [live, draft]);
  return (
    <>
      <Anchor component={Link} href="/workflows" size="sm" c="dimmed" w="fit-content">
        <Group gap={2} component="span">
          <IconChevronLeft size={16} aria-hidden />
          {t('back_to_all')}
        </Group>
      </Anchor>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Group gap="sm" wrap="nowrap" flex={1} miw={0}>
          {name}
          <WorkflowStatePill state={workflow.state} />
          <Text size="sm" c={save === 'failed' ? 'red' : 'dimmed'} role="status" style={{ whiteSpace: 'nowrap' }}>
            {t(`save.${save}`)}
          </Text>
        </Group>
        <Group gap="xs" wrap="nowrap">
          {may('contact.read') && (
            <Button variant="default" onClick={onRehearse}>
              {t('rehearse.title')}
            </Button>
          )}
          {may('workflow.publish') && (
            <Button disabled={errors > 0 || (workflow.state !== 'archived' && !differs)} onClick={onPublish}>
              {t('publish.action')}
            </Button>
          )}
          <MoreMenu {...props} />
        </Group>
      </Group>
    </>
  );
}

function MoreMenu({ workflow, onPeople, onVersions }: EditorHeaderProps) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const { id, state, versions } = workflow;
  const change = useMutation({
    mutationFn: (deed: 'pause' | 'resume' | 'archive') => client.workflows[deed]({ id }),
    onSuccess: (changed) => queries.setQueryData(api.workflows.get.queryKey({ input: { id } }), changed),
    onError: toast.failed,
  });
  const remove = useMutation({
    mutationFn: () => client.workflows.delete({ id }),
    onSuccess: () => navigate('/workflows'),
    onError: toast.failed,
  });
  const exportIt = useMutation({
    mutationFn: () => client.workflows.export({ id }),
    onSuccess: (exported) =>
      saveFile(`${workflow.name}.json`, new Blob([JSON.stringify(exported, null, 2)], { type: 'application/json' })),
    onError: toast.failed,
  });
  const mayPublish = may('workflow.publish');
  return (
    <Menu width={260} position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="input-sm" aria-label={t('more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {may('contact.read') && <Menu.Item onClick={onPeople}>{t('people')}</Menu.Item>}
        {versions.length > 0 && <Menu.Item onClick={onVersions}>{t('versions.title')}</Menu.Item>}
        <Menu.Item onClick={() => exportIt.mutate()}>{t('export')}</Menu.Item>
        {mayPublish && state === 'live' && <Menu.Item onClick={() => change.mutate('pause')}>{t('pause')}</Menu.Item>}
        {mayPublish && state === 'paused' && (
          <Menu.Item onClick={() => change.mutate('resume')}>{t('resume')}</Menu.Item>
        )}
        {mayPublish && (state === 'live' || state === 'paused') && (
          <>
            <Menu.Divider />
            <Menu.Item
              color="red"
              onClick={() =>
                confirm({
                  title: t('archive.title'),
                  body: t('archive.what', { count: workflow.inside }),
                  action: t('archive.action'),
                  danger: true,
                  onConfirm: () => change.mutate('archive'),
                })
              }
            >
              {t('archive.action')}
            </Menu.Item>
          </>
        )}
        {may('workflow.write') && (state === 'draft' || state === 'archived') && (
          <>
            <Menu.Divider />
            <Menu.Item
              color="red"
              onClick={() =>
                confirm({
                  title: t('delete.title', { name: workflow.name }),
                  body: t('delete.what'),
                  action: t('delete.action'),
                  danger: true,
                  onConfirm: () => remove.mutate(),
                })
              }
            >
              {t('delete.action')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
