/**
 * What can be wrong with a row or a cell, as the readers of files say it, by a code under which other languages say the same.
 * Sentences come before shorter ones that would fit too.
 */
export const ROW_REASONS = {
  address_missing: 'The address is missing.',
  address_no_at: 'The address has no @.',
  address_many_at: 'The address has more than one @.',
  address_long: 'The address is longer than {{most}} characters.',
  local_missing: 'Nothing stands before the @.',
  local_long: 'The part before the @ is longer than {{most}} characters.',
  local_space: 'The part before the @ contains a space.',
  local_dot: 'A dot in the part before the @ is misplaced.',
  local_character: 'The part before the @ contains a character that is not allowed.',
  domain_missing: 'Nothing stands after the @.',
  domain_dot: 'A dot in the part after the @ is misplaced.',
  domain_long: 'A part of the domain is longer than {{most}} characters.',
  domain_character: 'The domain contains a character that is not allowed.',
  row_wide: 'The row has {{cells}} cells, but there are {{columns}} columns.',
  row_nul: 'The row contains a NUL character; the file may be damaged or in another encoding.',
  row_long: 'This line is longer than a row can be.',
  quote_open: 'A quote is opened here and never closed.',
  quote_text: 'Text follows a closing quote.',
  country: '{{value}} is not a known country.',
  phone: 'Write the phone number with digits, such as +49 30 1234567.',
  locale: 'Use a language such as en or de-AT.',
  timezone: 'Use a time zone such as Europe/Berlin.',
  json: '{{value}} is not a JSON object.',
  standing: '{{value}} is not a known state, so the person joins no list.',
  tag_long: 'The tag {{value}} is longer than {{most}} characters.',
  cut: '{{value}} was cut to {{most}} characters.',
  text_long: 'The text is longer than {{most}} characters.',
  number: '{{value}} is not a number. Write it with digits, such as 1234.5.',
  number_large: '{{value}} is too large a number.',
  boolean: '{{value}} is neither yes nor no.',
  date: '{{value}} is not a date. Write it as 2026-12-31.',
  date_twofold: '{{value}} could be two dates. Write it as 2026-12-31.',
  date_none: 'There is no such day as {{value}}.',
  moment: '{{value}} is not a moment. Write it as 2026-12-31.',
  choice_of_many: '{{value}} is not one of the choices: {{choices}} and {{more}} more.',
  choice: '{{value}} is not one of the choices: {{choices}}.',
  list: 'Expected a list of texts.',
  list_entry: 'An entry of the list is longer than {{most}} characters.',
  list_long: 'The list has more than {{most}} entries.',
  event_time: 'The time is missing.',
  event_name: 'Say what happened, such as purchase.',
  event_name_long: 'Use at most {{most}} characters.',
  event_name_lines: 'Use one line of text.',
  event_values: 'Use at most {{most}} values.',
  event_data_long: 'The data is longer than {{most}} characters.',
  event_nobody: 'There is no contact with this address or id.',
  others: 'Other reasons; the file of rejected rows names them.',
} as const;

export type RowReasonCode = keyof typeof ROW_REASONS;

export interface RowReason {
  code: RowReasonCode;
  values: Record<string, string>;
  /** The field or the cell that the sentence begins with, where it names one. */
  about: string;
}

const NAMED = /^(".*?"|[^"].*?): (.+)$/s;

const PATTERNS = (Object.keys(ROW_REASONS) as RowReasonCode[]).map((code) => ({ code, pattern: patternOf(code) }));

/** Which of the known reasons a sentence is; null when it is none of them. */
export function rowReasonOf(sentence: string): RowReason | null {
  const whole = known(sentence);
  if (whole) return { ...whole, about: '' };
  const [, about = '', rest = ''] = NAMED.exec(sentence) ?? [];
  const part = known(rest);
  return part && { ...part, about };
}

/** The sentence that all rows with this reason share: what differs from cell to cell is left out of it. */
export function withoutValue(sentence: string): string {
  const reason = rowReasonOf(sentence);
  if (!reason) return sentence;
  const value = reason.about.startsWith('"') ? reason.about : reason.values.value;
  return value === undefined ? sentence : sentence.replace(value, () => (value.startsWith('"') ? '"…"' : '…'));
}

function known(sentence: string): Omit<RowReason, 'about'> | null {
  for (const { code, pattern } of PATTERNS) {
    const found = pattern.exec(sentence);
    if (found) return { code, values: { ...found.groups } };
  }
  return null;
}

/** A value is in quotes, or the word for one that can't be shown; all other places hold what stands there. */
function patternOf(code: RowReasonCode): RegExp {
  const literal = ROW_REASONS[code].replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const places = literal.replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    name === 'value' ? '(?<value>"[^"]*(?:"[^"]*)*"|This value|[\\d…-]+)' : `(?<${name}>.+)`,
  );
  return new RegExp(`^${places}$`, 's');
}
