import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContact, deleteContact, getContact, restoreContact } from '#main/services/contact/contact.service.ts';
import { changeNote, deleteNote, restoreNote, writeNote } from '#main/services/contact/note.service.ts';
import {
  assignTag,
  changeTag,
  clearTag,
  createTag,
  getTags,
  removeTag,
  unassignTag,
} from '#main/services/contact/tag.service.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
const AUTHOR = { user_id: ACTOR, role: 'marketer' } as const;
let ctx: AudienceContext;
let database: TestDatabase;
let made = 0;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

const contact = () => createContact(ctx, ACTOR, { email: `c${++made}@example.com`, list_ids: [] }).id;

describe('a tag', () => {
  it('is given to contacts once, and taken away again', () => {
    const { id } = createTag(ctx, ACTOR, 'VIP');
    const [ann, bob] = [contact(), contact()];
    expect(assignTag(ctx, ACTOR, { id, contact_ids: [ann, bob, ann] })).toEqual({ added: 2 });
    expect(assignTag(ctx, ACTOR, { id, contact_ids: [ann] })).toEqual({ added: 0 });
    expect(getContact(ctx, ann).tags).toEqual([{ id, name: 'VIP' }]);
    expect(getTags(ctx)).toMatchObject([{ name: 'VIP', contacts: 2 }]);
    expect(unassignTag(ctx, ACTOR, { id, contact_ids: [ann] })).toEqual({ removed: 1 });
    expect(getTags(ctx)).toMatchObject([{ contacts: 1 }]);
  });

  it('counts those outside the recycle bin', () => {
    const { id } = createTag(ctx, ACTOR, 'VIP');
    const ann = contact();
    assignTag(ctx, ACTOR, { id, contact_ids: [ann] });
    deleteContact(ctx, ACTOR, ann);
    expect(getTags(ctx)).toMatchObject([{ contacts: 0 }]);
    restoreContact(ctx, ACTOR, ann);
    expect(getTags(ctx)).toMatchObject([{ contacts: 1 }]);
    expect(getContact(ctx, ann).tags).toHaveLength(1);
    ctx.db.write((tx) => tx.sql('DELETE FROM contact').run());
    expect(getTags(ctx)).toMatchObject([{ contacts: 0 }]);
  });

  it('has a name of its own, whatever the case', () => {
    const { id } = createTag(ctx, ACTOR, 'VIP');
    expect(() => createTag(ctx, ACTOR, 'vip')).toThrowError(expect.objectContaining({ code: 'ALREADY_EXISTS' }));
    expect(changeTag(ctx, ACTOR, { id, name: 'Vip' }).name).toBe('Vip');
  });

  it('goes from everybody when it is deleted', async () => {
    const { id } = createTag(ctx, ACTOR, 'VIP');
    const ann = contact();
    assignTag(ctx, ACTOR, { id, contact_ids: [ann] });
    removeTag(ctx, ACTOR, id);
    await clearTag(ctx, 1, new AbortController().signal);
    expect(getTags(ctx)).toEqual([]);
    expect(getContact(ctx, ann).tags).toEqual([]);
    expect(ctx.db.reader.sql('SELECT 1 FROM contact_tag').all()).toEqual([]);
  });
});

describe('a note', () => {
  it('is changed by its author only, and says that it was', () => {
    const { id, edited_at } = writeNote(ctx, AUTHOR, { contact_id: contact(), text: 'Likes tea' });
    expect(edited_at).toBeNull();
    expect(changeNote(ctx, AUTHOR, { id, text: 'Likes mugs' })).toMatchObject({ text: 'Likes mugs', author_id: ACTOR });
    const other = { user_id: 'user-2', role: 'admin' } as const;
    expect(() => changeNote(ctx, other, { id, text: 'x' })).toThrowError(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('is deleted by its author or an admin, and taken back', () => {
    const { id } = writeNote(ctx, AUTHOR, { contact_id: contact(), text: 'Likes tea' });
    const other = { user_id: 'user-2', role: 'marketer' } as const;
    expect(() => deleteNote(ctx, other, id)).toThrowError(expect.objectContaining({ code: 'FORBIDDEN' }));
    deleteNote(ctx, { ...other, role: 'admin' }, id);
    expect(() => changeNote(ctx, AUTHOR, { id, text: 'x' })).toThrowError(
      expect.objectContaining({ code: 'NOT_FOUND' }),
    );
    expect(restoreNote(ctx, AUTHOR, id).text).toBe('Likes tea');
  });
});
