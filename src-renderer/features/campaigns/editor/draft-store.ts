import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { changesBetween, type DraftFields, type FieldName, fieldsOf, rebase } from './draft-changes.ts';

/**
 *   saved ── edit ──► unsaved ── a moment later ──► saving ──► saved
 *                        ▲                            │ refused, no line: failed (the next edit or `flush` tries again)
 *                        └──────── rebased ◄──────────┤ somebody else saved first, other fields
 *                                                     └ ... the same field: conflict, until `resolve`
 */
export type SaveState =
  | { is: 'saved' }
  | { is: 'unsaved' }
  | { is: 'saving' }
  | { is: 'failed'; error: unknown }
  | { is: 'conflict'; theirs: Campaign; names: FieldName[] };

export interface Draft {
  /** What the server holds, as far as is known here. */
  base: Campaign;
  /** What the author sees. */
  fields: DraftFields;
  save: SaveState;
}

export interface DraftPorts {
  save(change: Partial<DraftFields> & { id: string; revision: number }): Promise<Campaign>;
  load(): Promise<Campaign>;
  isStale(error: unknown): boolean;
  /** Keeps what is not saved yet where a crash can't take it; null when all is saved. */
  keep(changes: Partial<DraftFields> | null): void;
  /** Runs `work` after a pause in typing; a later call takes the place of an earlier one. */
  later(work: () => void): void;
}

export interface DraftStore extends StoreApi<Draft> {
  edit(changes: Partial<DraftFields>): void;
  /** Saves what is left to save. @returns whether the server now has everything */
  flush(): Promise<boolean>;
  /** Somebody's newer version, from a notice. */
  receive(theirs: Campaign): void;
  resolve(choice: 'mine' | 'theirs'): void;
}

export function createDraft(campaign: Campaign, ports: DraftPorts): DraftStore {
  const store = createStore<Draft>(() => ({ base: campaign, fields: fieldsOf(campaign), save: { is: 'saved' } }));
  const { getState: get, setState: set } = store;
  let running: Promise<void> | null = null;

  // A campaign always has a name: while its field is empty the last one stays.
  const unsaved = () => {
    const { base, fields } = get();
    return changesBetween(base, fields.name.trim() ? fields : { ...fields, name: base.name });
  };
  const isClean = () => Object.keys(unsaved()).length === 0;

  function settle(save: SaveState): void {
    ports.keep(isClean() ? null : unsaved());
    set({ save });
  }

  function adopt(theirs: Campaign): void {
    const { base, fields } = get();
    const { fields: merged, conflicts } = rebase(base, fields, theirs);
    if (conflicts.length > 0) {
      settle({ is: 'conflict', theirs, names: conflicts });
      return;
    }
    set({ base: theirs, fields: merged });
    settle(isClean() ? { is: 'saved' } : { is: 'unsaved' });
  }

  async function saveOnce(): Promise<void> {
    const changes = unsaved();
    const { base } = get();
    set({ save: { is: 'saving' } });
    const saved = await ports.save({ ...changes, id: base.id, revision: base.revision });
    // The server may have tidied what it was given; until the next opening the author's own form stands.
    const tidied = { ...saved, ...changes };
    set({ base: tidied, fields: rebase(base, { ...get().fields }, tidied).fields });
  }

  async function run(): Promise<void> {
    try {
      while (!isClean() && get().save.is !== 'conflict') await saveOnce().catch(rescue);
      if (get().save.is !== 'conflict') settle({ is: 'saved' });
    } catch (error) {
      settle({ is: 'failed', error });
    }
  }

  async function rescue(error: unknown): Promise<void> {
    if (!ports.isStale(error)) throw error;
    adopt(await ports.load());
  }

  async function flush(): Promise<boolean> {
    if (get().save.is !== 'conflict') {
      running ??= run().finally(() => {
        running = null;
      });
      await running;
    }
    return get().save.is === 'saved';
  }

  return {
    ...store,
    flush,
    edit(changes) {
      set(({ fields, save }) => ({
        fields: { ...fields, ...changes },
        save: save.is === 'conflict' || save.is === 'saving' ? save : { is: 'unsaved' },
      }));
      ports.keep(unsaved());
      ports.later(() => void flush());
    },
    receive(theirs) {
      if (running || theirs.revision <= get().base.revision) return;
      adopt(theirs);
      if (!isClean()) ports.later(() => void flush());
    },
    resolve(choice) {
      const { save, fields } = get();
      if (save.is !== 'conflict') return;
      const { base } = get();
      const merged = rebase(base, fields, save.theirs).fields;
      const taken = choice === 'mine' ? {} : Object.fromEntries(save.names.map((name) => [name, save.theirs[name]]));
      set({ base: save.theirs, fields: { ...merged, ...taken }, save: { is: 'unsaved' } });
      void flush();
    },
  };
}
