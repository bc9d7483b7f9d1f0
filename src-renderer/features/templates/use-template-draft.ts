import { useEffect, useRef, useState } from 'react';
import { client } from '#renderer/data/client.ts';
import type { Template, TemplateContent } from '#shared/contract/template.contract.ts';
import { changedParts } from '#shared/domain/campaign/message-content.ts';

export type DraftSave = { is: 'saved' } | { is: 'unsaved' } | { is: 'saving' } | { is: 'failed'; error: unknown };

const PAUSE_MS = 700;

/** What is being written on a template: kept on the server a moment after each change, and until it becomes a version. */
export function useTemplateDraft(template: Template) {
  const [content, setContent] = useState<TemplateContent>(template.draft?.content ?? template.content);
  const [save, setSave] = useState<DraftSave>({ is: 'saved' });
  const [keeper] = useState(() => draftKeeper(template, setSave));
  const newest = useRef(content);

  useEffect(() => {
    const leave = () => void keeper.flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [keeper]);

  function begin(next: Template): void {
    newest.current = next.draft?.content ?? next.content;
    setContent(newest.current);
    keeper.restart(next);
    setSave({ is: 'saved' });
  }

  return {
    content,
    save,
    /** Whether it differs from the version that counts. */
    differs: changedParts(template.content, content).length > 0,
    edit(change: Partial<TemplateContent>) {
      newest.current = { ...newest.current, ...change };
      setContent(newest.current);
      keeper.keep(newest.current);
    },
    flush: keeper.flush,
    /** Goes on from what the server has now: after a new version, or when the draft was thrown away. */
    begin,
  };
}

export type TemplateDraftEditor = ReturnType<typeof useTemplateDraft>;

/** Saves one after the other, each on top of the one before. */
function draftKeeper(template: Template, tell: (save: DraftSave) => void) {
  let revision = template.draft?.revision ?? null;
  let waiting: TemplateContent | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    try {
      while (waiting) {
        const content = waiting;
        tell({ is: 'saving' });
        const kept = await client.templates.saveDraft({ id: template.id, content, draft_revision: revision });
        revision = kept.revision;
        if (waiting === content) waiting = null;
      }
      tell({ is: 'saved' });
    } catch (error) {
      tell({ is: 'failed', error });
    }
  }

  async function flush(): Promise<boolean> {
    clearTimeout(timer);
    if (waiting)
      running ??= run().finally(() => {
        running = null;
      });
    await running;
    return waiting === null;
  }

  return {
    flush,
    keep(content: TemplateContent) {
      waiting = content;
      tell({ is: 'unsaved' });
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), PAUSE_MS);
    },
    restart(next: Template) {
      clearTimeout(timer);
      waiting = null;
      revision = next.draft?.revision ?? null;
    },
  };
}
