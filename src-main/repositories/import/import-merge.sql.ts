import { NULLABLE_FIELDS, TEXT_FIELDS } from '#shared/domain/contact-fields.ts';

/** Fields of a contact that an import may set: an empty cell says nothing, so it empties nothing. */
export const FIELDS = [...TEXT_FIELDS, ...NULLABLE_FIELDS] as const;

/** Whether the staged row `r` says something else of this field than the contact `c` has. */
const differs = (name: string) => `(r.${name} <> '' AND r.${name} IS NOT c.${name})`;
const ATTRIBUTES_DIFFER = `(r.attributes <> '{}' AND json_patch(c.attributes, r.attributes) <> json(c.attributes))`;

/** Whether a row changes its contact at all. A check counts with this, and the merge changes by it. */
export const CHANGES = `(${FIELDS.map(differs).join(' OR ')} OR ${ATTRIBUTES_DIFFER})`;

/** A JSON object of those fields that differ, with the values of `side`. */
function changedFields(side: (name: string) => string): string {
  const members = FIELDS.map((name) => `iif(${differs(name)}, ',"${name}":' || json_quote(${side(name)}), '')`);
  const attributes = `iif(${ATTRIBUTES_DIFFER}, ',"attributes":' || ${side('attributes')}, '')`;
  return `'{' || substr(${[...members, attributes].join(' || ')}, 2) || '}'`;
}

export const BEFORE = changedFields((name) => `c.${name}`);
export const AFTER = changedFields((name) => `r.${name}`);

/** Rows of a stretch beside the contact that has their address now. */
export const PAIRS = `stage.row r CROSS JOIN contact c ON c.email_key = r.email_key AND c.deleted_at IS NULL
  WHERE r.email_key > @from AND r.email_key <= @to`;

/** Why the same file says that a person must get nothing; null where it does not. */
export const OPT_OUT_HERE = '(SELECT o.reason FROM stage.opt_out o WHERE o.email_key = r.email_key)';

/** Whether a row puts its person on lists. */
export const JOINS = `(r.standing IN ('subscribed', 'unconfirmed') AND ${OPT_OUT_HERE} IS NULL)`;
