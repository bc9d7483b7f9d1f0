import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeContact, createContact, getContact } from '#main/services/contact/contact.service.ts';
import {
  changeField,
  createField,
  deleteField,
  getFieldFit,
  getFields,
  getFieldUsage,
  getFieldValues,
  purgeField,
  reorderFields,
  restoreField,
} from '#main/services/contact/custom-field.service.ts';
import { rewriteField } from '#main/services/contact/rewrite-field.ts';
import type { Attributes } from '#shared/domain/contact-fields.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';

const ACTOR = 'user-1';
let ctx: AudienceContext;
let database: TestDatabase;
let made = 0;

beforeEach(() => {
  ({ ctx, database } = audienceContext());
});
afterEach(() => database.close());

const contact = (attributes: Attributes = {}) =>
  createContact(ctx, ACTOR, { email: `c${++made}@example.com`, attributes, list_ids: [] });
const text = (label: string) => createField(ctx, ACTOR, { label, type: 'text' });
const plan = () => createField(ctx, ACTOR, { label: 'Plan', type: 'choice', choices: ['free', 'pro'] });
const workOff = async () => {
  const jobs = ctx.db.reader.sql<{ payload: string }>(`SELECT payload FROM job WHERE kind = 'field.rewrite'`).all();
  for (const { payload } of jobs) await rewriteField(ctx, JSON.parse(payload).field_no, new AbortController().signal);
};

describe('a custom field', () => {
  it('gets a key from its name, which no other field has', async () => {
    expect(await text('First order')).toMatchObject({ key: 'first_order', label: 'First order', revision: 1 });
    await expect(text('first ORDER')).rejects.toMatchObject({ code: 'ALREADY_EXISTS', detail: { field: 'label' } });
    await expect(createField(ctx, ACTOR, { label: 'Other', key: 'first_order', type: 'text' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      detail: { field: 'key' },
    });
    expect((await text('First-order')).key).toBe('first_order_2');
  });

  it('can have no name that every contact has already', async () => {
    const email = createField(ctx, ACTOR, { label: 'Mail', key: 'email', type: 'text' });
    await expect(email).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'key' } });
    expect((await text('Email')).key).toBe('email_2');
  });

  it('needs choices when it is one of choices', async () => {
    const empty = createField(ctx, ACTOR, { label: 'Plan', type: 'choice', choices: [' '] });
    await expect(empty).rejects.toMatchObject({ code: 'INVALID_INPUT', detail: { field: 'choices' } });
    expect((await plan()).choices).toEqual(['free', 'pro']);
  });

  it('stands where it was put', async () => {
    const [a, b, c] = [await text('A'), await text('B'), await text('C')];
    reorderFields(ctx, [c.id, a.id]);
    expect(getFields(ctx, 'used').map((field) => field.id)).toEqual([c.id, a.id, b.id]);
  });

  it('is changed only by who has seen its newest revision', async () => {
    const { id } = await text('A');
    await changeField(ctx, ACTOR, { id, revision: 1, label: 'B' });
    await expect(changeField(ctx, ACTOR, { id, revision: 1, label: 'C' })).rejects.toMatchObject({
      code: 'STALE_REVISION',
    });
  });
});

describe('values of contacts', () => {
  it('are stored as their field wants them', async () => {
    await plan();
    await createField(ctx, ACTOR, { label: 'Visits', type: 'number' });
    await createField(ctx, ACTOR, { label: 'Birthday', type: 'date' });
    expect(contact({ plan: 'PRO', visits: '12,5', birthday: '24.12.1990' }).attributes).toEqual({
      plan: 'pro',
      visits: 12.5,
      birthday: '1990-12-24',
    });
  });

  it('are refused with the field and the remedy when they do not fit', async () => {
    await plan();
    expect(() => contact({ plan: 'gold' })).toThrowError(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: 'Plan: "gold" is not one of the choices: "free", "pro".',
        detail: expect.objectContaining({ field: 'attributes.plan' }),
      }),
    );
    expect(() => contact({ Plan: 'pro' })).toThrowError(
      expect.objectContaining({
        message: 'There is no field "Plan".',
        detail: expect.objectContaining({ field: 'attributes.Plan', hint: 'Did you mean "plan"?' }),
      }),
    );
  });

  it('change one by one; what no field knows any more stays until it is taken away', async () => {
    await plan();
    const { id } = contact({ plan: 'pro' });
    ctx.db.write((tx) => tx.sql(`UPDATE contact SET attributes = '{"plan":"pro","old":"x"}'`).run());
    changeContact(ctx, ACTOR, { id, revision: 1, attributes: { plan: 'free', old: 'x' } });
    expect(getContact(ctx, id).attributes).toEqual({ plan: 'free', old: 'x' });
    expect(() => changeContact(ctx, ACTOR, { id, revision: 2, attributes: { old: 'y' } })).toThrowError(
      /no field "old"/,
    );
    changeContact(ctx, ACTOR, { id, revision: 2, attributes: { old: null } });
    expect(getContact(ctx, id).attributes).toEqual({ plan: 'free' });
  });

  it('are counted by field and by value', async () => {
    const { id } = await plan();
    for (const value of ['pro', 'pro', 'free']) contact({ plan: value });
    contact();
    expect(await getFieldUsage(ctx)).toEqual([{ key: 'plan', contacts: 3 }]);
    expect(await getFieldValues(ctx, { id, limit: 1 })).toEqual({
      contacts: 3,
      distinct: 2,
      values: [{ value: 'pro', contacts: 2 }],
    });
  });
});

describe('another type', () => {
  it('is taken on when every value fits, and the values with it', async () => {
    const { id } = await text('Visits');
    const ids = ['7', '12,5', '1.000'].map((visits) => contact({ visits }).id);
    expect(await changeField(ctx, ACTOR, { id, revision: 1, type: 'number' })).toMatchObject({
      type: 'number',
      progress: 0,
    });
    await workOff();
    expect(ids.map((one) => getContact(ctx, one).attributes.visits)).toEqual([7, 12.5, 1]);
    expect(getFields(ctx, 'used')[0]?.progress).toBeNull();
  });

  it('is refused with the number of values that are none, and some of them', async () => {
    const { id } = await text('Visits');
    for (const visits of ['7', 'often', 'often', 'never']) contact({ visits });
    expect(await getFieldFit(ctx, { id, type: 'number', choices: [] })).toMatchObject({
      contacts: 4,
      unfit: 3,
      examples: [
        { value: 'often', contacts: 2 },
        { value: 'never', contacts: 1 },
      ],
    });
    await expect(changeField(ctx, ACTOR, { id, revision: 1, type: 'number' })).rejects.toMatchObject({
      code: 'IN_USE',
      message: '3 contacts have values that are not a number: "often", "never".',
    });
  });

  it('goes on where a stopped walk was', async () => {
    const { id } = await text('Visits');
    contact({ visits: '7' });
    await changeField(ctx, ACTOR, { id, revision: 1, type: 'number' });
    await expect(rewriteField(ctx, 1, AbortSignal.abort())).rejects.toThrow();
    expect(getFields(ctx, 'used')[0]?.progress).toBe(0);
    await workOff();
    expect(getFields(ctx, 'used')[0]?.progress).toBeNull();
  });
});

describe('a field that is deleted', () => {
  it('keeps its values, and comes back with them', async () => {
    const { id } = await plan();
    const person = contact({ plan: 'pro' });
    deleteField(ctx, ACTOR, id);
    expect(getFields(ctx, 'used')).toEqual([]);
    expect(getFields(ctx, 'deleted')).toMatchObject([{ key: 'plan' }]);
    expect(getContact(ctx, person.id).attributes).toEqual({ plan: 'pro' });
    expect(restoreField(ctx, ACTOR, id)).toMatchObject({ key: 'plan', deleted_at: null });
  });

  it('holds its key until its values are taken away for good', async () => {
    const { id } = await plan();
    const person = contact({ plan: 'pro' });
    deleteField(ctx, ACTOR, id);
    await expect(createField(ctx, ACTOR, { label: 'New plan', key: 'plan', type: 'text' })).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    purgeField(ctx, ACTOR, id);
    expect(() => restoreField(ctx, ACTOR, id)).toThrowError(expect.objectContaining({ code: 'WRONG_STATE' }));
    await workOff();
    expect(getContact(ctx, person.id).attributes).toEqual({});
    expect(getFields(ctx, 'deleted')).toEqual([]);
    expect((await plan()).key).toBe('plan');
  });

  it('stays, and of its kind, while a segment asks for it', async () => {
    const { id } = await plan();
    ctx.db.write((tx) => {
      tx.sql(
        `INSERT INTO segment (no, id, name, rule, created_at, updated_at) VALUES (1, 's', 'Pros', 'plan = ''pro''', 0, 0)`,
      ).run();
      tx.sql(`INSERT INTO segment_use (segment_no, kind, name, target_no) VALUES (1, 'field', 'plan', 1)`).run();
    });
    await expect(changeField(ctx, ACTOR, { id, revision: 1, type: 'list' })).rejects.toMatchObject({ code: 'IN_USE' });
    expect(await changeField(ctx, ACTOR, { id, revision: 1, type: 'text' })).toMatchObject({ type: 'text' });
    expect(() => deleteField(ctx, ACTOR, id)).toThrowError(
      expect.objectContaining({ code: 'IN_USE', message: 'This field is used by "Pros".' }),
    );
  });
});
