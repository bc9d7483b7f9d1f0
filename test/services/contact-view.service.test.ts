import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  changeView,
  chooseDefaultView,
  createView,
  listViews,
  removeView,
} from '#main/services/contact/contact-view.service.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

let ctx: AudienceContext;
let database: TestDatabase;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

const VIEW = {
  name: 'Germans',
  shared: false,
  filter: { search: 'berlin' },
  columns: ['name', 'email', 'attributes.plan'],
  sort: 'name' as const,
};

test('a view is kept as it was saved, for its owner alone until it is shared', () => {
  const view = createView(ctx, 'ada', VIEW);
  expect(view).toMatchObject({ ...VIEW, own: true, is_default: false, revision: 1 });
  expect(listViews(ctx, 'ben')).toEqual([]);
  changeView(ctx, 'ada', { id: view.id, revision: 1, shared: true });
  expect(listViews(ctx, 'ben')).toMatchObject([{ id: view.id, own: false }]);
});

test('only the owner changes or deletes it', () => {
  const view = createView(ctx, 'ada', { ...VIEW, shared: true });
  expect(() => changeView(ctx, 'ben', { id: view.id, revision: 1, name: 'Mine' })).toThrow('belongs to somebody else');
  expect(() => removeView(ctx, 'ben', view.id)).toThrow('belongs to somebody else');
  removeView(ctx, 'ada', view.id);
  expect(listViews(ctx, 'ada')).toEqual([]);
});

test('one name is used once by a person, whatever the case, and others may have the same', () => {
  createView(ctx, 'ada', VIEW);
  expect(() => createView(ctx, 'ada', { ...VIEW, name: 'GERMANS' })).toThrow('with this name already');
  expect(createView(ctx, 'ben', VIEW).own).toBe(true);
});

test('everybody chooses what they see first, and a deleted view is nobody’s first', () => {
  const view = createView(ctx, 'ada', { ...VIEW, shared: true });
  chooseDefaultView(ctx, 'ben', view.id);
  expect(listViews(ctx, 'ben')[0]?.is_default).toBe(true);
  expect(listViews(ctx, 'ada')[0]?.is_default).toBe(false);
  removeView(ctx, 'ada', view.id);
  expect(listViews(ctx, 'ben')).toEqual([]);
});

test('two windows do not overwrite each other unawares', () => {
  const view = createView(ctx, 'ada', VIEW);
  changeView(ctx, 'ada', { id: view.id, revision: 1, sort: 'email' });
  expect(() => changeView(ctx, 'ada', { id: view.id, revision: 1, sort: 'oldest' })).toThrow('in another window');
});
