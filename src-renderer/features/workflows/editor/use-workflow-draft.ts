import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { api, client } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import type { Workflow } from '#shared/contract/workflow.contract.ts';
import { createGraphDraft } from './graph-draft.ts';
import { saysTheSame, type Words } from './says-the-same.ts';

const PAUSE_MS = 700;

export type SaveState = 'saved' | 'changed' | 'saving' | 'failed' | 'stale';

/** The draft that saves itself a moment after each change; what somebody else has saved meanwhile is not written over. */
export function useWorkflowDraft(workflow: Workflow) {
  const queries = useQueryClient();
  const [draft] = useState(() => createGraphDraft(workflow.draft));
  const graph = useStore(draft.store, (state) => state.graph);
  const [words, setWords] = useState<Words>({ name: workflow.name, description: workflow.description });
  const [save, setSave] = useState<SaveState>('saved');
  const base = useRef({ graph: workflow.draft, words, revision: workflow.revision });
  const latest = useRef({ graph, words });
  latest.current = { graph, words };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean> | null>(null);

  const isChanged = useCallback(() => {
    const { graph: now, words: said } = latest.current;
    return now !== base.current.graph || said !== base.current.words;
  }, []);

  const write = useCallback(async (): Promise<boolean> => {
    const { graph: sent, words: said } = latest.current;
    const name = said.name.trim() || base.current.words.name;
    setSave('saving');
    try {
      const { revision } = base.current;
      const saved = await client.workflows.update({ id: workflow.id, revision, ...said, name, graph: sent });
      base.current = { graph: sent, words: said, revision: saved.revision };
      queries.setQueryData(api.workflows.get.queryKey({ input: { id: workflow.id } }), saved);
      setSave(isChanged() ? 'changed' : 'saved');
      return true;
    } catch (error) {
      setSave(isRefusal(error, 'STALE_REVISION') ? 'stale' : 'failed');
      return false;
    }
  }, [queries, workflow.id, isChanged]);

  /** Saves what is not saved yet. @returns whether everything is */
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    for (;;) {
      if (running.current) {
        if (!(await running.current)) return false;
      } else if (isChanged()) {
        running.current = write().finally(() => {
          running.current = null;
        });
      } else return true;
    }
  }, [isChanged, write]);

  useEffect(() => {
    if ((graph === base.current.graph && words === base.current.words) || save === 'stale') return;
    setSave((now) => (now === 'saving' ? now : 'changed'));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), PAUSE_MS);
  }, [graph, words, flush, save]);

  useEffect(() => {
    const leave = () => void flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [flush]);

  const take = useCallback(
    (theirs: Workflow, canUndo = false) => {
      const said = { name: theirs.name, description: theirs.description };
      base.current = { graph: theirs.draft, words: said, revision: theirs.revision };
      latest.current = { graph: theirs.draft, words: said };
      if (canUndo) draft.replace(theirs.draft);
      else draft.reset(theirs.draft);
      setWords(said);
      setSave('saved');
      queries.setQueryData(api.workflows.get.queryKey({ input: { id: theirs.id } }), theirs);
    },
    [draft, queries],
  );

  useEffect(() => {
    if (workflow.revision <= base.current.revision || running.current) return;
    if (isChanged()) setSave('stale');
    else if (saysTheSame(workflow, base.current)) base.current.revision = workflow.revision;
    else take(workflow);
  }, [workflow, isChanged, take]);

  return {
    draft,
    graph,
    words,
    setWords,
    save,
    flush,
    /** Mine is dropped for what the server has now; the drawing of before may be kept for Undo. */
    take,
  };
}
