/** What can stand in a column of the list of contacts, and in a file of them; custom fields besides, as `attributes.<key>`. */
export const CONTACT_COLUMNS = [
  'name',
  'email',
  'status',
  'company',
  'place',
  'tags',
  'phone',
  'first_name',
  'last_name',
  'city',
  'country',
  'locale',
  'timezone',
  'external_id',
  'engagement',
  'last_seen_at',
  'created_at',
  'updated_at',
  'updated_by',
] as const;
export type ContactColumn = (typeof CONTACT_COLUMNS)[number];

export const DEFAULT_COLUMNS: readonly ContactColumn[] = ['name', 'email', 'status', 'company', 'place', 'created_at'];

/** What a file has that is to be read in again: no part of it says the same as another. */
export const EXPORT_COLUMNS = [
  'email',
  'first_name',
  'last_name',
  'company',
  'phone',
  'city',
  'country',
  'locale',
  'timezone',
  'external_id',
  'status',
  'tags',
  'lists',
  'created_at',
  'updated_at',
  'last_seen_at',
  'id',
] as const;
export type ExportColumn = (typeof EXPORT_COLUMNS)[number];
