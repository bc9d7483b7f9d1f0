import type { Tx } from '#main/db/access.ts';
import {
  deleteView,
  findView,
  hasViewNamed,
  insertView,
  type SavedView,
  setDefaultView,
  updateView,
  type ViewEdit,
  viewsFor,
} from '#main/repositories/contact/contact-saved-view.repo.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

export interface ContactViewAnswer extends Omit<SavedView, 'owner'> {
  own: boolean;
}

export function listViews(ctx: Pick<ServiceContext, 'db'>, user_id: string): ContactViewAnswer[] {
  return viewsFor(ctx.db.reader, user_id).map((view) => answerOf(view, user_id));
}

export function createView(ctx: Context, user_id: string, input: Required<ViewEdit>): ContactViewAnswer {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    refuseTakenName(tx, { owner: user_id, name: input.name });
    insertView(tx, { ...input, id, owner: user_id, at: ctx.clock.now() });
  });
  return viewFor(ctx, user_id, id);
}

export function changeView(
  ctx: Context,
  user_id: string,
  { id, revision, ...edit }: ViewEdit & { id: string; revision: number },
): ContactViewAnswer {
  ctx.db.write((tx) => {
    requireOwn(tx, user_id, id);
    if (edit.name !== undefined) refuseTakenName(tx, { owner: user_id, name: edit.name, but: id });
    if (!updateView(tx, id, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This view was changed in another window meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
  });
  return viewFor(ctx, user_id, id);
}

export function removeView(ctx: Context, user_id: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    requireOwn(tx, user_id, id);
    deleteView(tx, id);
  });
  return { done: true };
}

export function chooseDefaultView(ctx: Context, user_id: string, id: string | null): { done: true } {
  ctx.db.write((tx) => {
    if (id !== null) found(findView(tx, user_id, id), 'view');
    setDefaultView(tx, user_id, id);
  });
  return { done: true };
}

function viewFor(ctx: Pick<ServiceContext, 'db'>, user_id: string, id: string): ContactViewAnswer {
  return answerOf(found(findView(ctx.db.reader, user_id, id), 'view'), user_id);
}

function requireOwn(tx: Tx, user_id: string, id: string): void {
  const view = found(findView(tx, user_id, id), 'view');
  if (view.owner === user_id) return;
  throw new HeraldError('FORBIDDEN', 'This view belongs to somebody else.', {
    hint: 'Save it under another name; that one is yours.',
  });
}

function refuseTakenName(tx: Tx, name: { owner: string; name: string; but?: string }): void {
  if (!hasViewNamed(tx, name)) return;
  throw new HeraldError('ALREADY_EXISTS', 'You have a view with this name already.', {
    field: 'name',
    hint: 'Choose another name, or change that view.',
  });
}

function answerOf({ owner, ...view }: SavedView, user_id: string): ContactViewAnswer {
  return { ...view, own: owner === user_id };
}
