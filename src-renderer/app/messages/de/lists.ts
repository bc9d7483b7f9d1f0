import type { lists as en } from '../en/lists.ts';

export const lists: typeof en = {
  title: 'Listen',
  description: 'Gruppen von Kontakten, die Sie von Hand führen. Eine Kampagne geht an eine oder mehrere davon.',
  none_yet: 'Auf einer Liste stehen Menschen, die dasselbe wollen, etwa Ihren Newsletter. Legen Sie die erste an.',
  create: 'Liste anlegen',
  created: 'Die Liste {{name}} ist angelegt.',
  column: { name: 'Name', created_at: 'Angelegt', actions: 'Aktionen' },
  counter: '{{number}}, {{state}}: Kontakte von {{list}}',
  actions_of: 'Aktionen für {{name}}',
  show_contacts: 'Kontakte zeigen',
  settings: 'Thema und Bestätigung',
  form: 'Anmeldeformular',
  is_topic: 'Thema',
  asks: 'Mit Bestätigung',
  export: 'Angemeldete exportieren',
  import_into: 'In diese Liste importieren',
  rename: 'Umbenennen',
  rename_title: '{{name}} umbenennen',
  list_description: 'Beschreibung',
  list_description_hint: 'Für Ihr Team: wer darauf steht und wie es dazu kam.',
  name_missing: 'Geben Sie der Liste einen Namen.',
  delete: 'Liste löschen',
  delete_title: '{{name}} löschen?',
  delete_body_zero: 'Niemand steht auf dieser Liste.',
  delete_body_one:
    '{{count, number}} Kontakt steht auf dieser Liste und bleibt unter Kontakte. Wer ihr beitrat oder sie verließ, wird vergessen und lässt sich nicht zurückholen.',
  delete_body_other:
    '{{count, number}} Kontakte stehen auf dieser Liste und bleiben unter Kontakte. Wer ihr beitrat oder sie verließ, wird vergessen und lässt sich nicht zurückholen.',
  deleted: 'Die Liste {{name}} ist gelöscht.',
};
