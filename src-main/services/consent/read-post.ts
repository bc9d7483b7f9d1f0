import { type AskedField, MOMENT, TRAP } from '#main/rendering/form-page.ts';
import type { FormProblem } from '#main/rendering/form-words.ts';
import { customKey } from '#shared/domain/consent/signup-form.ts';
import type { AttributeValue, ContactInput } from '#shared/domain/contact-fields.ts';
import { normaliseContact } from '#shared/domain/contact-fields.ts';
import { coerceField } from '#shared/domain/custom-field/coerce-field.ts';
import { type EmailAddress, parseEmailAddress } from '#shared/domain/email-address.ts';

/** What came with a post of a form. */
export interface ReadPost {
  email: EmailAddress | null;
  data: ContactInput;
  problems: Map<string, FormProblem>;
  /** The token of the moment the form was shown; empty when it came from another site. */
  moment: string;
  /** Something is in the field that no person sees. */
  is_bot: boolean;
}

const LONGEST_VALUE = 2_000;

/** Reads the fields that the form asks for, and nothing else of what was posted. */
export function readPost(posted: ReadonlyMap<string, string>, fields: readonly AskedField[], zone: string): ReadPost {
  const problems = new Map<string, FormProblem>();
  const answer = parseEmailAddress(posted.get('email') ?? '');
  if (!answer.ok) problems.set('email', posted.get('email')?.trim() ? 'email' : 'missing');
  if (!posted.get('consent')) problems.set('consent', 'consent');
  const data: ContactInput = {};
  const attributes: Record<string, AttributeValue> = {};
  for (const field of fields) {
    const text = (posted.get(field.name) ?? '').trim();
    if (text === '') {
      if (field.required) problems.set(field.name, 'missing');
      continue;
    }
    const key = customKey(field.name);
    const problem = text.length > LONGEST_VALUE ? 'text' : read(field, text, { key, zone, data, attributes });
    if (problem) problems.set(field.name, problem);
  }
  if (Object.keys(attributes).length > 0) data.attributes = attributes;
  return {
    email: answer.ok ? answer : null,
    data,
    problems,
    moment: posted.get(MOMENT) ?? '',
    is_bot: Boolean(posted.get(TRAP)?.trim()),
  };
}

function read(
  field: AskedField,
  text: string,
  into: { key: string | null; zone: string; data: ContactInput; attributes: Record<string, AttributeValue> },
): FormProblem | null {
  if (into.key !== null) {
    const coerced = coerceField(field.type, text, { zone: into.zone, choices: field.choices });
    if (!coerced.ok) return field.type === 'boolean' || field.type === 'list' ? 'text' : field.type;
    if (coerced.value !== null) into.attributes[into.key] = coerced.value;
    return null;
  }
  const { values, problems } = normaliseContact({ [field.name]: text });
  const [problem] = problems;
  if (problem) return problem.field === 'phone' || problem.field === 'country' ? problem.field : 'text';
  if (text.length > 200) return 'text';
  Object.assign(into.data, values);
  return null;
}
