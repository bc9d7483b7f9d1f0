import { randomBytes } from 'node:crypto';
import type { Tx } from '#main/db/access.ts';
import { formPage, formSnippet, frameSnippet, thanksPage, wordsOf } from '#main/rendering/form-page.ts';
import { findList, type ListRecord } from '#main/repositories/consent/list.repo.ts';
import {
  type FormEdit,
  type FormMeasure,
  type FormRecord,
  findFormOfList,
  formDays,
  insertForm,
  updateForm,
  wordingNo,
} from '#main/repositories/consent/signup-form.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { type PageLanguage, spokenLanguage } from '#shared/domain/consent/page-language.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { customKey, type FormField, type FormWords, isFormFieldName } from '#shared/domain/consent/signup-form.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable, requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { shownForm } from './open-form.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'endpoints' | 'tokens'>;

export interface FormDraft extends FormWords {
  is_open: boolean;
  fields: FormField[];
  redirect_url: string | null;
}

export interface FormView extends FormDraft {
  id: string;
  list_id: string;
  consent_version: number;
  address: string;
  frame_address: string;
  reachable: boolean;
  snippets: { html: string; iframe: string };
  created_at: string;
  revision: number;
}

export function getForm(ctx: Pick<Context, 'db' | 'endpoints'>, list_id: string): FormView | null {
  const list = found(findList(ctx.db.reader, list_id), 'list');
  const form = findFormOfList(ctx.db.reader, list.no);
  return form ? viewOf(ctx, form, list) : null;
}

/** Makes the form of a list, or changes it. A new wording of consent is a new version; the old ones stay for the proofs. */
export function saveForm(
  ctx: Context,
  actor: string,
  { id, revision, consent, ...draft }: FormDraft & { id: string; revision: number | null },
): FormView {
  ctx.db.write((tx) => {
    const list = found(findList(tx, id), 'list');
    refuseFields(tx, draft.fields);
    const at = ctx.clock.now();
    const edit: FormEdit = { ...draft, wording_no: wordingNo(tx, list.no, consent, at) };
    if (revision === null && !findFormOfList(tx, list.no)) {
      const token = randomBytes(12).toString('base64url');
      insertForm(tx, { ...edit, id: ctx.ids.id(), list_no: list.no, token, created_at: at });
    } else if (revision === null || !updateForm(tx, list.no, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This form was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    tx.record({ type: 'form.saved', subject: `list:${id}`, actor, data: { is_open: draft.is_open } });
  });
  return found(getForm(ctx, id), 'form');
}

export interface FormPreview {
  id: string;
  draft: FormDraft;
  look?: PublicLook;
  language: PageLanguage;
  page: 'form' | 'thanks';
}

export function previewForm(
  ctx: Pick<Context, 'db'>,
  { id, draft, look, language, page }: FormPreview,
): { html: string } {
  const list = found(findList(ctx.db.reader, id), 'list');
  const form = { ...shownForm(ctx.db.reader, draft, list), ...(look && { look }) };
  if (page === 'form') return { html: formPage(form, { language, moment: '' }) };
  return { html: thanksPage(form, { language, address: 'a…@example.org', by_mail: list.double_opt_in }) };
}

export interface FormDayView extends Record<FormMeasure, number> {
  day: string;
}

/** One entry a day, oldest first; days without a post too. */
export function getFormDays(
  ctx: Pick<Context, 'db' | 'clock'>,
  { id, days }: { id: string; days: number },
): FormDayView[] {
  const { reader } = ctx.db;
  const { timezone } = requireOrganization(reader);
  const list = found(findList(reader, id), 'list');
  const form = found(findFormOfList(reader, list.no), 'form');
  const now = ctx.clock.now();
  const views = new Map<string, FormDayView>();
  for (let ago = days - 1; ago >= 0; ago--) {
    const day = dayInZone(now - ago * DAY, timezone);
    views.set(day, { day, submitted: 0, confirmed: 0, bot: 0 });
  }
  for (const { day, measure, n } of formDays(reader, form.no, dayInZone(now - days * DAY, timezone))) {
    const view = views.get(day);
    if (view) view[measure] = n;
  }
  return [...views.values()];
}

function refuseFields(tx: Tx, fields: readonly FormField[]): void {
  const keys = new Set(allFields(tx).map(({ key }) => key));
  const seen = new Set<string>();
  fields.forEach(({ name }, index) => {
    const key = customKey(name);
    const exists = key === null ? isFormFieldName(name) : keys.has(key);
    const field = `fields.${index}.name`;
    if (!exists)
      throw new HeraldError('INVALID_INPUT', `There is no field "${name}" that a form could ask for.`, { field });
    if (seen.has(name)) throw new HeraldError('INVALID_INPUT', `The form asks for "${name}" twice.`, { field });
    seen.add(name);
  });
}

function viewOf(ctx: Pick<Context, 'db' | 'endpoints'>, form: FormRecord, list: ListRecord): FormView {
  const { no: _no, list_no: _list, token, wording_no: _wording, ...view } = form;
  const organization = requireOrganization(ctx.db.reader);
  const base = trackingBase(ctx, organization);
  const address = `${base}/f/${token}`;
  const shown = shownForm(ctx.db.reader, form, list);
  const language = spokenLanguage(organization.locale);
  return {
    ...view,
    address,
    frame_address: `${address}/frame`,
    reachable: isReachable(base),
    snippets: {
      html: formSnippet(shown, { language, action: address }),
      iframe: frameSnippet(`${address}/frame`, wordsOf(shown, language).title),
    },
  };
}
