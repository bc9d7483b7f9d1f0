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

/** The condition of a Liquid `if`. Numbers are compared as numbers where they are stored so. */
export function conditionToLiquid({ match, tests }: Condition): string {
  return tests.map(testToLiquid).join(match === 'all' ? ' and ' : ' or ');
}

function testToLiquid({ field, test, value }: Test): string {
  if (test === 'is_set') return `${field} != blank`;
  if (test === 'is_empty') return `${field} == blank`;
  if (test === 'above' || test === 'below') return `${field} ${test === 'above' ? '>' : '<'} ${Number(value) || 0}`;
  if (test === 'contains') return `${field} contains ${quoted(value)}`;
  return `${field} ${test === 'is' ? '==' : '!='} ${literal(value)}`;
}

/** Custom fields hold numbers and yes or no, too. */
function literal(value: string): string {
  return /^(-?\d+(\.\d+)?|true|false)$/.test(value) ? value : quoted(value);
}

function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
