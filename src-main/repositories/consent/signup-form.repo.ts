import type { Reader, Tx } from '#main/db/access.ts';
import type { FormField, FormWords } from '#shared/domain/consent/signup-form.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface FormRecord extends FormWords {
  no: number;
  id: string;
  list_no: number;
  list_id: string;
  token: string;
  is_open: boolean;
  fields: FormField[];
  wording_no: number;
  consent_version: number;
  redirect_url: string | null;
  created_at: Instant;
  revision: number;
}

export type FormEdit = Pick<
  FormRecord,
  'is_open' | 'title' | 'intro' | 'button' | 'fields' | 'wording_no' | 'thanks_title' | 'thanks' | 'redirect_url'
>;

type StoredForm = Omit<FormRecord, 'is_open' | 'fields' | 'created_at'> & {
  is_open: number;
  fields: string;
  created_at: number;
};

const FORM = `SELECT f.*, l.id AS list_id, w.text AS consent, w.version AS consent_version
  FROM signup_form f JOIN list l ON l.no = f.list_no JOIN consent_wording w ON w.no = f.wording_no
  WHERE l.deleted_at IS NULL`;

export function findFormOfList(reader: Reader, list_no: number): FormRecord | undefined {
  return recordOf(reader.sql<StoredForm>(`${FORM} AND f.list_no = ?`).get(list_no));
}

export function findFormByToken(reader: Reader, token: string): FormRecord | undefined {
  return recordOf(reader.sql<StoredForm>(`${FORM} AND f.token = ?`).get(token));
}

export function insertForm(
  tx: Tx,
  form: FormEdit & Pick<FormRecord, 'id' | 'list_no' | 'token'> & { created_at: Millis },
): void {
  tx.sql(
    `INSERT INTO signup_form (id, list_no, token, is_open, title, intro, button, fields, wording_no, thanks_title, thanks,
       redirect_url, created_at)
     VALUES (@id, @list_no, @token, @is_open, @title, @intro, @button, @fields, @wording_no, @thanks_title, @thanks,
       @redirect_url, @created_at)`,
  ).run(storedOf(form));
  tx.touch('forms');
}

/** @returns whether the form was at `revision` and has been changed */
export function updateForm(tx: Tx, list_no: number, revision: number, edit: FormEdit): boolean {
  const { changes } = tx
    .sql(
      `UPDATE signup_form SET is_open = @is_open, title = @title, intro = @intro, button = @button, fields = @fields,
         wording_no = @wording_no, thanks_title = @thanks_title, thanks = @thanks, redirect_url = @redirect_url,
         revision = revision + 1
       WHERE list_no = @list_no AND revision = @revision`,
    )
    .run({ ...storedOf(edit), list_no, revision });
  if (changes === 1) tx.touch('forms');
  return changes === 1;
}

/** The number of this wording; a text that differs from the newest version becomes the next one. */
export function wordingNo(tx: Tx, list_no: number, text: string, at: Millis): number {
  const newest = tx
    .sql<{ no: number; version: number; text: string }>(
      'SELECT no, version, text FROM consent_wording WHERE list_no = ? ORDER BY version DESC LIMIT 1',
    )
    .get(list_no);
  if (newest?.text === text) return newest.no;
  const { lastInsertRowid } = tx
    .sql('INSERT INTO consent_wording (list_no, version, text, created_at) VALUES (?, ?, ?, ?)')
    .run(list_no, (newest?.version ?? 0) + 1, text, at);
  return Number(lastInsertRowid);
}

export type FormMeasure = 'submitted' | 'confirmed' | 'bot';

export function countFormPost(
  tx: Tx,
  { form_no, day, measure }: { form_no: number; day: string; measure: FormMeasure },
): void {
  tx.sql(
    `INSERT INTO form_day (form_no, day, measure, n) VALUES (?, ?, ?, 1)
     ON CONFLICT (form_no, day, measure) DO UPDATE SET n = n + 1`,
  ).run(form_no, day, measure);
  tx.touch('forms');
}

export function formDays(
  reader: Reader,
  form_no: number,
  since: string,
): { day: string; measure: FormMeasure; n: number }[] {
  return reader
    .sql<{ day: string; measure: FormMeasure; n: number }>(
      'SELECT day, measure, n FROM form_day WHERE form_no = ? AND day >= ? ORDER BY day',
    )
    .all(form_no, since);
}

function recordOf(row: StoredForm | undefined): FormRecord | undefined {
  if (!row) return undefined;
  const { is_open, fields, created_at, ...rest } = row;
  return {
    ...rest,
    is_open: is_open === 1,
    fields: JSON.parse(fields) as FormField[],
    created_at: instantOf(created_at),
  };
}

function storedOf<Form extends FormEdit>({ is_open, fields, ...rest }: Form) {
  return { ...rest, is_open: is_open ? 1 : 0, fields: JSON.stringify(fields) };
}
