import type { segment as en } from '../en/segment.ts';

type Words = (typeof en)['problem'];

const NO_HINT = '';

/** What is wrong with a rule. Words of the language itself stay as they are. */
export const problem: Words = {
  rule_empty: { message: 'Die Regel ist leer.', hint: "Schreiben Sie eine Bedingung, etwa country = 'DE'." },
  rule_too_long: { message: 'Die Regel ist länger als {{limit}} Zeichen.', hint: NO_HINT },
  too_deep: {
    message: 'Die Regel ist mehr als {{limit}} Ebenen tief verschachtelt.',
    hint: 'Machen Sie aus inneren Teilen eigene Segmente.',
  },
  too_many_problems: { message: 'Danach folgen weitere Probleme.', hint: NO_HINT },
  unexpected: { message: '{{found}} ist hier nicht möglich.', hint: 'Hier möglich: {{expected}}.' },
  unexpected_end: { message: 'Die Regel endet zu früh.', hint: 'Hier möglich: {{expected}}.' },
  word_mistyped: { message: '{{found}} ist hier nicht möglich.', hint: NO_HINT },
  text_open: { message: 'Diesem Text fehlt das schließende Anführungszeichen.', hint: NO_HINT },
  text_with_nul: { message: 'Ein Text kann das Zeichen U+0000 nicht enthalten.', hint: NO_HINT },
  text_unquoted: { message: 'Text steht in Anführungszeichen.', hint: NO_HINT },
  parenthesis_open: { message: 'Diese Klammer wird nicht geschlossen.', hint: NO_HINT },
  decimal_comma: { message: 'Dezimalstellen stehen hinter einem Punkt.', hint: NO_HINT },
  number_too_large: { message: '{{found}} ist eine zu große Zahl.', hint: NO_HINT },
  date_unreal: {
    message: 'Das Datum {{found}} gibt es nicht.',
    hint: 'Schreiben Sie es wie 2026-12-31 oder 2026-12-31T18:00.',
  },
  unit_unknown: {
    message: '„{{found}}“ ist keine Zeiteinheit.',
    hint: 'Möglich sind h, d, w, m und y: Stunden, Tage, Wochen, Monate, Jahre.',
  },
  duration_not_whole: { message: 'Eine Zeitspanne ist eine ganze Zahl ab 1.', hint: NO_HINT },
  duration_too_long: { message: 'Eine Zeitspanne beträgt höchstens 100 Jahre.', hint: NO_HINT },
  times_not_whole: { message: 'Wie oft, ist eine ganze Zahl.', hint: NO_HINT },
  said_twice: { message: '{{found}} steht hier ein zweites Mal.', hint: NO_HINT },
  null_is_empty: { message: 'Nach einem fehlenden Wert fragt IS EMPTY.', hint: NO_HINT },
  list_form: { message: "Nach einer Liste fragt in list 'Name'.", hint: NO_HINT },
  event_form: {
    message: "Ereignisse werden gezählt oder summiert: count(event = 'purchase') >= 1.",
    hint: NO_HINT,
  },
  campaign_form: {
    message: "Nach Kampagnen fragt man mit dem, was jemand getan hat: opened(campaign = 'Name').",
    hint: NO_HINT,
  },
  act_form: { message: '{{found}} braucht Klammern.', hint: NO_HINT },
  length_no_date: { message: '{{found}} ist eine Zeitspanne und kein Datum.', hint: NO_HINT },
  field_unknown: {
    message: 'Es gibt kein Feld „{{name}}“.',
    hint: 'Eigene Felder legen Sie unter Einstellungen, Felder an.',
  },
  list_unknown: { message: 'Es gibt keine Liste „{{name}}“.', hint: NO_HINT },
  segment_unknown: { message: 'Es gibt weder ein Segment noch ein Tag „{{name}}“.', hint: NO_HINT },
  tag_unknown: { message: 'Es gibt kein Tag „{{name}}“.', hint: NO_HINT },
  campaign_unknown: { message: 'Es gibt keine Kampagne „{{name}}“.', hint: NO_HINT },
  event_unknown: {
    message: 'Ein Ereignis „{{name}}“ ist noch nie eingetreten.',
    hint: 'Bis dahin zählt die Bedingung 0.',
  },
  data_unknown: { message: 'Kein Ereignis „{{event}}“ hatte bisher einen Wert „{{name}}“.', hint: NO_HINT },
  name_shared: {
    message: '{{count}} Kampagnen heißen „{{name}}“.',
    hint: 'Setzen Sie statt des Namens die ID der gemeinten ein.',
  },
  type_mismatch: { message: '{{field}} ist {{field_type}}, {{value}} aber {{value_type}}.', hint: NO_HINT },
  operator_mismatch: {
    message: '{{field}} ist {{field_type}}: {{operator}} ist nicht möglich.',
    hint: 'Möglich: {{operators}}.',
  },
  sum_mismatch: { message: '{{field}} ist {{field_type}} und lässt sich nicht summieren.', hint: NO_HINT },
  choice_unknown: { message: '{{field}} ist nie „{{value}}“.', hint: 'Zur Wahl stehen: {{choices}}.' },
  country_by_name: { message: 'Länder stehen als zwei Buchstaben da; das trifft nie zu.', hint: NO_HINT },
  text_empty: { message: 'Nichts ist gleich einem leeren Text.', hint: 'Nehmen Sie IS EMPTY.' },
  search_empty: {
    message: 'Jeder Text enthält diesen.',
    hint: 'Schreiben Sie Buchstaben oder Ziffern, nach denen gesucht wird.',
  },
  between_reversed: {
    message: 'Nichts liegt zwischen {{low}} und {{high}}: Der erste Wert ist der größere.',
    hint: NO_HINT,
  },
  hours_from_today: { message: 'Stunden zählen ab now, nicht ab today.', hint: NO_HINT },
  always_true: { message: 'Das trifft auf alle zu.', hint: NO_HINT },
  never_true: { message: 'Das trifft auf niemanden zu.', hint: NO_HINT },
  segment_cycle: { message: 'Die Regel führt zu sich selbst zurück: {{path}}.', hint: NO_HINT },
};

export const problem_type: (typeof en)['problem_type'] = {
  text: 'ein Text',
  number: 'eine Zahl',
  boolean: 'wahr oder falsch',
  date: 'ein Datum',
  choice: 'eine Auswahl',
  list: 'eine Liste von Texten',
};
