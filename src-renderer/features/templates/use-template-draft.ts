import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api, client } from '#renderer/data/client.ts';
import type { Template, TemplateContent } from '#shared/contract/template.contract.ts';
import { changedParts } from '#shared/domain/campaign/message-content.ts';
import { type DraftSave, draftKeeper } from './draft-keeper.ts';

/** What is being written on a template: kept on the server a moment after each change, and until it becomes a version. */
export function useTemplateDraft(template: Template) {
  const { id } = template;
  const queries = useQueryClient();
  const [content, setContent] = useState<TemplateContent>(template.draft?.content ?? template.content);
  const [save, setSave] = useState<DraftSave>({ is: 'saved' });
  const [keeper] = useState(() =>
    draftKeeper(template, {
      tell: setSave,
      async save(content, draft_revision) {
        const draft = await client.templates.saveDraft({ id, content, draft_revision });
        const { queryKey } = api.templates.get.queryOptions({ input: { id } });
        // What was asked before would say that it is not there yet.
        await queries.cancelQueries({ queryKey });
        queries.setQueryData(queryKey, (now) => now && { ...now, draft, has_draft: true });
        return draft;
      },
    }),
  );
  const newest = useRef(content);

  const begin = useCallback(
    (next: Template) => {
      newest.current = next.draft?.content ?? next.content;
      setContent(newest.current);
      keeper.restart(next);
    },
    [keeper],
  );

  useEffect(() => {
    if (keeper.isBehind(template)) begin(template);
  }, [keeper, template, begin]);

  useEffect(() => {
    const leave = () => void keeper.flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [keeper]);

  return {
    content,
    save,
    /** Whether it differs from the version that counts. */
    differs: changedParts(template.content, content).length > 0,
    edit(change: Partial<TemplateContent>) {
      newest.current = { ...newest.current, ...change };
      setContent(newest.current);
      keeper.keep(newest.current, () => void keeper.flush());
    },
    flush: keeper.flush,
    /** Of the draft that is known here; null: there is none. */
    revision: keeper.revision,
    /** Goes on from what the server has now: after a new version, or when the draft was thrown away. */
    begin,
    /** One's own words are dropped for those of somebody else. */
    takeTheirs: async () => begin(await client.templates.get({ id })),
  };
}

export type TemplateDraftEditor = ReturnType<typeof useTemplateDraft>;
