/** Built-in fields that a workflow may set; addresses and numbers by which others know a contact are not among them. */
export const SETTABLE_FIELDS = ['first_name', 'last_name', 'company', 'city', 'country', 'locale', 'timezone'] as const;
export type SettableField = (typeof SETTABLE_FIELDS)[number];

export function isSettable(field: string): field is SettableField {
  return (SETTABLE_FIELDS as readonly string[]).includes(field);
}
