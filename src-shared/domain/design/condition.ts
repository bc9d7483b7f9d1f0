import * as z from 'zod';

/** Who sees a block: a rule on the fields of the contact. Liquid underneath. */

export const TESTS = ['is', 'is_not', 'contains', 'above', 'below', 'is_set', 'is_empty'] as const;
export type TestKind = (typeof TESTS)[number];

const Field = z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_][\w-]*)*$/, 'Use the name of a field, such as country.');
const Value = z
  .string()
  .max(500)
  .refine((text) => !(text.includes('"') && text.includes("'")), 'Use one kind of quotes only.')
  .refine((text) => !/%\}|\}\}|[\r\n]/.test(text), 'Leave out %} and }}.');

export const Condition = z.strictObject({
  match: z.enum(['all', 'any']),
  tests: z
    .array(z.strictObject({ field: Field, test: z.enum(TESTS), value: Value }))
    .min(1)
    .max(10),
});
export type Condition = z.infer<typeof Condition>;

type Test = Condition['tests'][number];

/** A page that only those see whom the condition fits, as Liquid. */
export function showIf({ match, tests }: Condition, html: string): string {
  const before = tests.map((test, index) => (isAmbiguous(test) ? meetingEither(test, nameOf(index)) : '')).join('');
  const terms = tests.map((test, index) =>
    isAmbiguous(test) ? `${nameOf(index)} == ${test.test === 'is'}` : testToLiquid(test),
  );
  return `${before}{% if ${terms.join(match === 'all' ? ' and ' : ' or ')} %}\n${html}\n{% endif %}`;
}

/** Custom fields hold numbers and yes or no, too, and texts that look like them: an article number, a postal code. */
function isAmbiguous({ test, value }: Test): boolean {
  return (test === 'is' || test === 'is_not') && /^(-?(0|[1-9]\d*)(\.\d+)?|true|false)$/.test(value);
}

/** Liquid has no brackets and never takes a number for a text, so both are tried ahead of the condition. */
function meetingEither({ field, value }: Test, name: string): string {
  return `{% assign ${name} = false %}{% case ${field} %}{% when ${value}, "${value}" %}{% assign ${name} = true %}{% endcase %}`;
}

function nameOf(index: number): string {
  return `herald_fits_${index}`;
}

function testToLiquid({ field, test, value }: Test): string {
  if (test === 'is_set') return `${field} != blank`;
  if (test === 'is_empty') return `${field} == blank`;
  if (test === 'above' || test === 'below') return `${field} ${test === 'above' ? '>' : '<'} ${Number(value) || 0}`;
  if (test === 'contains') return `${field} contains ${quoted(value)}`;
  return `${field} ${test === 'is' ? '==' : '!='} ${quoted(value)}`;
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
