import type { Reader } from '#main/db/access.ts';
import type { AskedField, ShownForm } from '#main/rendering/form-page.ts';
import { findListByNo, type ListRecord } from '#main/repositories/consent/list.repo.ts';
import { readLook } from '#main/repositories/consent/public-look.repo.ts';
import { type FormRecord, findFormByToken } from '#main/repositories/consent/signup-form.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { customKey, type FormField, type FormWords } from '#shared/domain/consent/signup-form.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';

export interface OpenForm {
  record: FormRecord;
  list: ListRecord;
  shown: ShownForm;
}

/** The form behind a public address. */
export function findOpenForm(ctx: Pick<ServiceContext, 'db'>, token: string): OpenForm | null {
  const { reader } = ctx.db;
  const record = findFormByToken(reader, token);
  const list = record && findListByNo(reader, record.list_no);
  return record && list ? { record, list, shown: shownForm(reader, record, list) } : null;
}

/** A form with its words, as a stranger sees it. */
export function shownForm(reader: Reader, form: FormWords & { fields: FormField[] }, list: ListRecord): ShownForm {
  const { title, intro, button, consent, thanks_title, thanks } = form;
  return {
    organization: requireOrganization(reader).name,
    list: list.public_name || list.name,
    words: { title, intro: intro || list.public_description, button, consent, thanks_title, thanks },
    fields: askedFields(reader, form.fields),
    look: readLook(reader),
  };
}

/** A custom field that has been deleted is not asked for any more. */
function askedFields(reader: Reader, fields: readonly FormField[]): AskedField[] {
  const custom = new Map(allFields(reader).map((field) => [field.key, field]));
  return fields.flatMap((field): AskedField[] => {
    const key = customKey(field.name);
    if (key === null) return [{ ...field, type: 'text', choices: [] }];
    const known = custom.get(key);
    return known ? [{ ...field, label: field.label || known.label, type: known.type, choices: known.choices }] : [];
  });
}
