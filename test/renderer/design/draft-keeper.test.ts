import { expect, it } from 'vitest';
import { type DraftSave, draftKeeper } from '#renderer/features/templates/draft-keeper.ts';
import type { TemplateContent } from '#shared/contract/template.contract.ts';

const CONTENT: TemplateContent = { body_kind: 'html', subject: 'A', preheader: '', body: '', translations: [] };
const draftOf = (revision: number) => ({
  content: CONTENT,
  author: 'Ada',
  at: '2026-01-01T00:00:00.000Z',
  revision,
});

function world(known: number | null) {
  const said: DraftSave['is'][] = [];
  const saved: (number | null)[] = [];
  const state = { refuses: false };
  const keeper = draftKeeper(
    { version: 1, draft: known === null ? null : draftOf(known) },
    {
      tell: ({ is }) => said.push(is),
      async save(_content, draft_revision) {
        await Promise.resolve();
        if (state.refuses) throw new Error('stale');
        saved.push(draft_revision);
        return draftOf((draft_revision ?? 6) + 1);
      },
    },
  );
  const write = () => keeper.keep({ ...CONTENT }, () => undefined);
  return { keeper, said, saved, state, write };
}

it('saves each on top of the one before', async () => {
  const { keeper, saved, write } = world(null);
  write();
  expect(await keeper.flush()).toBe(true);
  write();
  await keeper.flush();
  expect([saved, keeper.revision()]).toEqual([[null, 7], 8]);
});

it('takes up what somebody else has written only while nothing of its own is unsaved', async () => {
  const { keeper, said, state, write } = world(3);
  expect(keeper.isBehind({ version: 1, draft: draftOf(3) })).toBe(false);
  expect(keeper.isBehind({ version: 1, draft: draftOf(4) })).toBe(true);
  expect(keeper.isBehind({ version: 2, draft: null })).toBe(true);
  state.refuses = true;
  write();
  expect(await keeper.flush()).toBe(false);
  expect(said.at(-1)).toBe('failed');
  expect(keeper.isBehind({ version: 1, draft: draftOf(4) })).toBe(false);
  keeper.restart({ version: 1, draft: draftOf(4) });
  expect([keeper.revision(), await keeper.flush(), said.at(-1)]).toEqual([4, true, 'saved']);
});
