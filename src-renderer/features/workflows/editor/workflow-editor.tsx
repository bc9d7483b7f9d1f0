import { Alert, Button, Group, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useReactFlow } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';
import type { Workflow, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import { diffGraphs } from '#shared/domain/workflow/diff-graphs.ts';
import { validateGraph } from '#shared/domain/workflow/validate-graph.ts';
import type { NodeType } from '#shared/domain/workflow/workflow-graph.ts';
import type { PeopleAsked } from '../panels/people-asked.ts';
import { PeopleDrawer } from '../panels/people-drawer.tsx';
import { PublishDialog } from '../panels/publish-dialog.tsx';
import { RehearseDrawer } from '../panels/rehearse-drawer.tsx';
import { type Compared, VersionsDialog } from '../panels/versions-dialog.tsx';
import { Canvas } from './canvas.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import classes from './editor.module.css';
import { EditorHeader } from './editor-header.tsx';
import { FIT, layoutGraph } from './layout-graph.ts';
import { MessageDialog } from './message-dialog.tsx';
import { newNode } from './new-node.ts';
import { NodePanel } from './node-panel.tsx';
import { Palette } from './palette.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useWorkflowDraft } from './use-workflow-draft.ts';

type Shown = 'publish' | 'message' | 'versions' | 'rehearse' | null;

export function WorkflowEditor({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const flow = useReactFlow();
  const words = useNodeWords();
  const readOnly = !may('workflow.write');
  const editor = useWorkflowDraft(workflow);
  const { draft, graph } = editor;
  useDocumentTitle(editor.words.name);
  const selected = useStore(draft.store, (state) => state.selected);
  const [shown, setShown] = useState<Shown>(null);
  const [people, setPeople] = useState<PeopleAsked | null>(null);
  const [compared, setCompared] = useState<Compared | null>(null);
  const issues = useIssues(workflow.id, graph);
  const diff = useMemo(() => (compared ? diffGraphs(compared.graph, graph) : null), [compared, graph]);
  const [only] = selected;
  const node = selected.size === 1 ? graph.nodes.find(({ id }) => id === only) : undefined;
  const frame = useRef<HTMLDivElement>(null);
  useCanvasKeys(frame, draft, readOnly);
  const add = useCallback((type: NodeType) => draft.add(newNode(type)), [draft]);
  const arrange = () => {
    draft.replace(layoutGraph(graph));
    requestAnimationFrame(() => void flow.fitView(FIT));
  };
  const titleOf = ({ node: at, port, state }: PeopleAsked) => {
    const known = graph.nodes.find(({ id }) => id === at);
    const where = known ? words.title(known) : at;
    if (where === undefined) return state === 'failed' || state === 'stuck' ? t(`who_${state}`) : t('people');
    if (port === 'next') return t('who_left', { node: where });
    if (port !== undefined) return t('who_left_by', { node: where, port: words.port(port) });
    return t('people_at', { node: where });
  };
  const openAfterSave = async (what: Shown) => {
    if (await editor.flush()) setShown(what);
  };

  return (
    <div className={classes.editor}>
      <EditorHeader
        workflow={workflow}
        save={editor.save}
        errors={issues.filter(({ severity }) => severity === 'error').length}
        onRehearse={() => void openAfterSave('rehearse')}
        onPublish={() => void openAfterSave('publish')}
        onPeople={() => setPeople({})}
        onVersions={() => void openAfterSave('versions')}
        name={
          <TextInput
            aria-label={t('field.workflow_name')}
            className={classes.name}
            value={editor.words.name}
            readOnly={readOnly}
            maxLength={200}
            onChange={(event) => editor.setWords({ ...editor.words, name: event.currentTarget.value })}
          />
        }
      />
      {editor.save === 'stale' && (
        <Alert color="amber" mb="sm" title={t('stale.title')}>
          <Group justify="space-between">
            {t('stale.what')}
            <Button size="xs" variant="default" onClick={() => editor.take(workflow)}>
              {t('stale.take')}
            </Button>
          </Group>
        </Alert>
      )}
      <div className={classes.columns} data-readonly={readOnly} ref={frame}>
        {!readOnly && <Palette onAdd={add} />}
        <section className={classes.stage} aria-label={t('canvas')}>
          <Canvas workflow={workflow} draft={draft} issues={issues} diff={diff} readOnly={readOnly} />
          {!readOnly && <CanvasTools draft={draft} onArrange={arrange} />}
          {graph.nodes.length === 0 && <p className={classes.empty}>{t('empty_canvas')}</p>}
          {diff && compared && (
            <p className={classes.legend}>
              {t('diff.sum', {
                number: compared.number,
                added: diff.added.length,
                changed: diff.changed.length,
                removed: diff.removed.length,
              })}
              <Button size="compact-xs" variant="default" ms="xs" onClick={() => setCompared(null)}>
                {t('diff.hide')}
              </Button>
            </p>
          )}
        </section>
        <aside className={classes.side} aria-label={t('properties')}>
          {node ? (
            <NodePanel
              draft={draft}
              graph={graph}
              node={node}
              issues={issues}
              workflow={workflow}
              hook={workflow.hooks.find((hook) => hook.node === node.id)?.url}
              readOnly={readOnly}
              onShowPeople={setPeople}
              onWrite={() => setShown('message')}
            />
          ) : (
            <SettingsPanel
              draft={draft}
              graph={graph}
              issues={issues}
              workflow={workflow}
              description={editor.words.description}
              onDescribe={(description) => editor.setWords({ ...editor.words, description })}
              readOnly={readOnly}
              onShowPeople={setPeople}
            />
          )}
        </aside>
      </div>
      {node?.type === 'send_email' && (
        <MessageDialog
          title={words.title(node)}
          node={node}
          readOnly={readOnly}
          opened={shown === 'message'}
          onClose={() => setShown(null)}
          edit={(part, field) => draft.edit(node.id, part, field)}
        />
      )}
      <PublishDialog
        workflow={workflow}
        opened={shown === 'publish'}
        onClose={() => setShown(null)}
        onPublished={() => setCompared(null)}
      />
      <RehearseDrawer workflow={workflow} opened={shown === 'rehearse'} onClose={() => setShown(null)} />
      <VersionsDialog
        workflow={workflow}
        opened={shown === 'versions'}
        onClose={() => setShown(null)}
        onCompare={setCompared}
        onRestored={(restored) => editor.take(restored, true)}
      />
      <PeopleDrawer
        workflow={workflow}
        asked={people}
        title={people ? titleOf(people) : ''}
        onClose={() => setPeople(null)}
      />
    </div>
  );
}

const SERVER_KNOWS: ReadonlySet<string> = new Set(['gone', 'bad_rule', 'bad_template', 'no_sender', 'stops_itself']);

/** What the drawing itself shows at once, and what only the server knows a moment later. */
function useIssues(id: string, graph: Workflow['draft']): WorkflowIssue[] {
  const [settled] = useDebouncedValue(graph, 500);
  const own = useMemo(() => validateGraph(graph), [graph]);
  const server = useQuery({
    ...api.workflows.validate.queryOptions({ input: { graph: settled, id } }),
    queryKey: ['workflow-issues', id, settled],
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  });
  return useMemo(() => {
    if (!server.data || settled !== graph) {
      const known = new Set(own.map(({ code, node, field }) => `${code} ${node} ${field}`));
      const ids = new Set(graph.nodes.map((node) => node.id));
      const others = (server.data ?? []).filter(
        ({ code, node, field }) =>
          !known.has(`${code} ${node} ${field}`) && SERVER_KNOWS.has(code) && (node === null || ids.has(node)),
      );
      return [...own, ...others];
    }
    return server.data;
  }, [own, server.data, settled, graph]);
}
