import { describe, expect, it } from 'vitest';
import type { DraftFields } from '#renderer/features/campaigns/editor/draft-changes.ts';
import { createDraft, type DraftPorts } from '#renderer/features/campaigns/editor/draft-store.ts';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { campaignOf } from './campaign-of.ts';

class Stale extends Error {}

/** A server that holds one campaign, and a pause in typing that ends when the test says so. */
function world(start: Partial<Campaign> = {}) {
  let held = campaignOf(start);
  let pending: (() => void) | undefined;
  const saves: Partial<DraftFields>[] = [];
  const state = { kept: null as Partial<DraftFields> | null, failing: null as Error | null };
  const ports: DraftPorts = {
    async save({ id: _id, revision, ...changes }) {
      await Promise.resolve();
      if (state.failing) throw state.failing;
      if (revision !== held.revision) throw new Stale();
      saves.push(changes);
      held = { ...held, ...changes, name: (changes.name ?? held.name).trim(), revision: held.revision + 1 };
      return held;
    },
    load: async () => held,
    isStale: (error) => error instanceof Stale,
    keep(changes) {
      state.kept = changes;
    },
    later(work) {
      pending = work;
    },
  };
  const draft = createDraft(held, ports);
  return {
    draft,
    saves,
    state,
    held: () => held,
    /** Somebody else saves first. */
    elsewhere(changes: Partial<DraftFields>) {
      held = { ...held, ...changes, revision: held.revision + 1 };
      return held;
    },
    async pauseInTyping() {
      pending?.();
      return draft.flush();
    },
  };
}

describe('the draft of a campaign', () => {
  it('saves only what changed, once typing pauses', async () => {
    const { draft, saves, pauseInTyping } = world({ subject: 'Old' });
    draft.edit({ subject: 'N' });
    draft.edit({ subject: 'New' });
    expect(draft.getState().save.is).toBe('unsaved');
    expect(await pauseInTyping()).toBe(true);
    expect(saves).toEqual([{ subject: 'New' }]);
    expect(draft.getState().save.is).toBe('saved');
  });

  it('saves again what was typed while it was saving', async () => {
    const { draft, held } = world();
    draft.edit({ subject: 'One' });
    const saving = draft.flush();
    draft.edit({ subject: 'Two' });
    expect(await saving).toBe(true);
    expect(held().subject).toBe('Two');
  });

  it('can be flushed when there is nothing to save, and saves afterwards', async () => {
    const { draft, held } = world();
    expect(await draft.flush()).toBe(true);
    draft.edit({ subject: 'Later' });
    expect(await draft.flush()).toBe(true);
    expect(held().subject).toBe('Later');
  });

  it('does not save for ever what the server tidies', async () => {
    const { draft, saves } = world();
    draft.edit({ name: 'Spring sale ' });
    expect(await draft.flush()).toBe(true);
    expect(saves).toHaveLength(1);
    expect(draft.getState().fields.name).toBe('Spring sale ');
  });

  it('keeps the last name while its field is empty, and saves the rest', async () => {
    const { draft, held } = world({ name: 'Spring' });
    draft.edit({ name: ' ', subject: 'Hello' });
    expect(await draft.flush()).toBe(true);
    expect(held()).toMatchObject({ name: 'Spring', subject: 'Hello' });
  });

  it('keeps unsaved text aside until the server has it', async () => {
    const { draft, state } = world();
    draft.edit({ body: 'Dear all' });
    expect(state.kept).toEqual({ body: 'Dear all' });
    await draft.flush();
    expect(state.kept).toBeNull();
  });

  it('says why it is not saved, keeps the text, and tries again with the next edit', async () => {
    const { draft, state, held } = world();
    state.failing = new Error('No line');
    draft.edit({ subject: 'One' });
    expect(await draft.flush()).toBe(false);
    expect(draft.getState().save).toMatchObject({ is: 'failed', error: state.failing });
    expect(state.kept).toEqual({ subject: 'One' });
    state.failing = null;
    draft.edit({ preheader: 'Two' });
    expect(await draft.flush()).toBe(true);
    expect(held()).toMatchObject({ subject: 'One', preheader: 'Two' });
  });

  it('joins its changes to those somebody else has saved to other fields', async () => {
    const { draft, elsewhere, held } = world();
    elsewhere({ preheader: 'Theirs' });
    draft.edit({ subject: 'Mine' });
    expect(await draft.flush()).toBe(true);
    expect(held()).toMatchObject({ subject: 'Mine', preheader: 'Theirs' });
    expect(draft.getState().fields.preheader).toBe('Theirs');
  });

  it('shows what somebody else has saved as soon as it hears of it', () => {
    const { draft, elsewhere } = world();
    draft.receive(elsewhere({ subject: 'Theirs' }));
    expect(draft.getState()).toMatchObject({ fields: { subject: 'Theirs' }, save: { is: 'saved' } });
  });

  it('asks when both have changed the same field, and saves nothing until then', async () => {
    const { draft, elsewhere, saves } = world();
    elsewhere({ subject: 'Theirs', preheader: 'Also theirs' });
    draft.edit({ subject: 'Mine' });
    expect(await draft.flush()).toBe(false);
    expect(draft.getState().save).toMatchObject({ is: 'conflict', names: ['subject'] });
    draft.edit({ subject: 'Mine still' });
    expect(await draft.flush()).toBe(false);
    expect(saves).toEqual([]);
  });

  it.each([
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const)('settles a conflict with %s', async (choice, subject) => {
    const { draft, elsewhere, held } = world();
    elsewhere({ subject: 'Theirs', preheader: 'Also theirs' });
    draft.edit({ subject: 'Mine', body: 'Text' });
    await draft.flush();
    draft.resolve(choice);
    expect(await draft.flush()).toBe(true);
    expect(held()).toMatchObject({ subject, preheader: 'Also theirs', body: 'Text' });
  });
});
