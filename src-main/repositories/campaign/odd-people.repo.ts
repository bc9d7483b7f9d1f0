import type { Reader } from '#main/db/access.ts';
import { isOdd, missingOf, ODDITIES, type Oddity, type OddMessage } from '#shared/domain/campaign/odd-person.ts';
import { type AudienceQuestion, firstRecipients, type RecipientContact, recipientCheck } from './audience.repo.ts';

/** Who of an audience is odd in which way; whoever is not named was not found. */
export type OddPeople = Partial<Record<Oddity, { id: string; name: string }>>;

/** Of those whom nothing marks, so many are looked at: what one in a thousand lacks is found. */
const LOOKED_AT = 2_000;
/** Of those whom an index knows, so many are asked whether they would get it. */
const ASKED = 200;

/** The words of the index `contact_odd`. */
const KIND = `(CASE
  WHEN first_name = '' AND last_name = '' THEN 'no_name'
  WHEN length(first_name) + length(last_name) > 40 THEN 'long_name'
  WHEN first_name || last_name GLOB '*[<>&"'']*' THEN 'special_characters'
  WHEN length(email) > 50 THEN 'long_address' END)`;

const COLUMNS = 'no, id, email, first_name, last_name, company, city, country, locale, timezone, attributes';
const OF_KIND = `SELECT ${COLUMNS} FROM contact INDEXED BY contact_odd
  WHERE deleted_at IS NULL AND ${KIND} IS NOT NULL AND ${KIND} = ? ORDER BY no LIMIT ${ASKED}`;
/** Names are sorted by their first letter, and so by its script. */
const OF_SCRIPT = `SELECT ${COLUMNS} FROM contact INDEXED BY contact_name
  WHERE deleted_at IS NULL AND name_key >= ? AND name_key < ? ORDER BY name_key LIMIT ${ASKED}`;

const RANGES: Partial<Record<Oddity, [from: string, to: string][]>> = {
  right_to_left: [['\u0590', '\u0900']],
  other_script: [
    ['\u0370', '\u0590'],
    ['\u0900', '\u2000'],
    ['\u2e80', '\u{10ffff}'],
  ],
};
const MARKED: readonly Oddity[] = ['no_name', 'long_name', 'special_characters', 'long_address'];

/** For the thread of long reads: the first recipients are looked at, then those whom an index knows among all contacts. */
export function findOddPeople(
  reader: Reader,
  { message, ...question }: AudienceQuestion & { message: OddMessage },
): OddPeople {
  const found: OddPeople = {};
  const sample = firstRecipients(reader, question, LOOKED_AT).map(dataOf);
  for (const oddity of ODDITIES) {
    const fitting = sample.filter((person) => isOdd(oddity, person, message));
    const person =
      oddity === 'missing_fields'
        ? fitting.sort((one, other) => missingOf(other, message) - missingOf(one, message))[0]
        : fitting[0];
    if (person) found[oddity] = named(person);
  }
  // Whoever is on the list has been looked at where it was short.
  if (sample.length < LOOKED_AT) return found;
  const gets = recipientCheck(reader, question);
  for (const oddity of ODDITIES) {
    if (found[oddity]) continue;
    const person = candidates(reader, oddity)
      .map(dataOf)
      .find((one) => isOdd(oddity, one, message) && gets(one.no));
    if (person) found[oddity] = named(person);
  }
  return found;
}

function candidates(reader: Reader, oddity: Oddity): RecipientContact[] {
  if (MARKED.includes(oddity)) return reader.sql<RecipientContact>(OF_KIND).all(oddity);
  return (RANGES[oddity] ?? []).flatMap(([from, to]) => reader.sql<RecipientContact>(OF_SCRIPT).all(from, to));
}

function dataOf(row: RecipientContact) {
  return { ...row, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}

function named({ id, first_name, last_name, email }: ReturnType<typeof dataOf>): { id: string; name: string } {
  return { id, name: `${first_name} ${last_name}`.trim() || (email ?? '') };
}
