import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { api, client } from '#renderer/data/client.ts';
import { useConnection } from '#renderer/data/connection.store.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { createDraft, type DraftPorts } from './draft-store.ts';
import { findUnsaved, keepUnsaved } from './unsaved-text.ts';

const PAUSE_MS = 700;

/** The draft behind the editor: saves itself, follows others' changes, survives a crash. */
export function useDraft(campaign: Campaign) {
  const queries = useQueryClient();
  const [draft] = useState(() => createDraft(campaign, portsFor(campaign.id)));
  const [found, setFound] = useState(() => findUnsaved(campaign.id, campaign));
  const state = useStore(draft);
  const live = useConnection((connection) => connection.state === 'live');

  useEffect(() => draft.receive(campaign), [draft, campaign]);
  useEffect(() => {
    const leave = () => void draft.flush();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [draft]);
  useEffect(() => {
    if (live && draft.getState().save.is === 'failed') void draft.flush();
  }, [live, draft]);

  const { base } = state;
  useEffect(() => {
    if (base.revision > campaign.revision) {
      queries.setQueryData(api.campaigns.get.queryKey({ input: { id: base.id } }), base);
    }
  }, [queries, base, campaign]);

  return {
    ...state,
    ...draft,
    found,
    restore() {
      if (found) draft.edit(found.changes);
      setFound(null);
    },
    forget() {
      keepUnsaved(campaign.id, null);
      setFound(null);
    },
  };
}

export type DraftEditor = ReturnType<typeof useDraft>;

/** Saves what is left; the revision that the server has then, null when it does not take it. */
export async function savedRevision(draft: DraftEditor): Promise<number | null> {
  return (await draft.flush()) ? draft.getState().base.revision : null;
}

function portsFor(id: string): DraftPorts {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    save: (change) => client.campaigns.update(change),
    load: () => client.campaigns.get({ id }),
    isStale: (error) => isRefusal(error, 'STALE_REVISION'),
    keep: (changes) => keepUnsaved(id, changes),
    later(work) {
      clearTimeout(timer);
      timer = setTimeout(work, PAUSE_MS);
    },
  };
}
