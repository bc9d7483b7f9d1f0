import type { odd_people as en } from '../en/odd-people.ts';

export const odd_people: typeof en = {
  menu: 'Besondere Personen',
  made_up_name: '{{name}} (erfunden)',
  name: {
    no_name: 'Kein Name',
    one_name: 'Nur ein Name',
    long_name: 'Ein sehr langer Name',
    right_to_left: 'Von rechts nach links geschrieben',
    other_script: 'Eine andere Schrift',
    special_characters: 'Zeichen wie & und <',
    long_address: 'Eine sehr lange Adresse',
    other_language: 'Eine andere Sprache',
    missing_fields: 'Es fehlt, was der Text nennt',
    bare: 'Nichts als eine Adresse',
  },
  data: 'Verwendete Daten',
  data_missing_one: 'Verwendete Daten, eines fehlt',
  data_missing_other: 'Verwendete Daten, {{count, number}} fehlen',
  field: 'Feld',
  value: 'Wert',
  missing: 'fehlt',
  no_fields: 'Die Nachricht nennt keine Felder.',
  remembered: 'Schon benutzt',
  use: 'Auch an {{address}} senden',
  forget: '{{address}} vergessen',
};
