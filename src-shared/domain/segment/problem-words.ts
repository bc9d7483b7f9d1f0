/**
 * What is said of a rule, in English. A hint says what to do where the suggestion doesn't. Values whose name ends in `type` are types;
 * `TYPE_WORDS` says them.
 */
export const PROBLEM_WORDS = {
  rule_empty: { message: 'The rule is empty.', hint: "Write a condition such as country = 'DE'." },
  rule_too_long: { message: 'The rule is longer than {{limit}} characters.' },
  too_deep: {
    message: 'The rule is nested deeper than {{limit}} levels.',
    hint: 'Put inner parts into segments of their own.',
  },
  too_many_problems: { message: 'There are more problems after this one.' },
  unexpected: { message: '{{found}} is not possible here.', hint: 'Possible here: {{expected}}.' },
  unexpected_end: { message: 'The rule ends too early.', hint: 'Possible here: {{expected}}.' },
  word_mistyped: { message: '{{found}} is not possible here.' },
  text_open: { message: 'This text has no closing quote.' },
  text_with_nul: { message: 'A text cannot contain the character U+0000.' },
  text_unquoted: { message: 'Text stands between quotes.' },
  parenthesis_open: { message: 'This parenthesis is not closed.' },
  decimal_comma: { message: 'Decimals stand behind a point.' },
  number_too_large: { message: '{{found}} is too large a number.' },
  date_unreal: { message: 'There is no such date as {{found}}.', hint: 'Write it as 2026-12-31 or 2026-12-31T18:00.' },
  unit_unknown: {
    message: '"{{found}}" is not a unit of time.',
    hint: 'Use h, d, w, m or y: hours, days, weeks, months, years.',
  },
  duration_not_whole: { message: 'A length of time is a whole number, at least 1.' },
  duration_too_long: { message: 'A length of time is at most 100 years.' },
  times_not_whole: { message: 'How many times is a whole number.' },
  said_twice: { message: '{{found}} stands here a second time.' },
  null_is_empty: { message: 'A missing value is asked for with IS EMPTY.' },
  list_form: { message: "A list is asked for with in list 'Name'." },
  event_form: { message: "Events are counted or added up: count(event = 'purchase') >= 1." },
  campaign_form: { message: "Campaigns are asked for by what people did: opened(campaign = 'Name')." },
  act_form: { message: '{{found}} stands with parentheses.' },
  length_no_date: { message: '{{found}} is a length of time and no date.' },

  field_unknown: { message: 'There is no field "{{name}}".', hint: 'Custom fields are made under Settings, Fields.' },
  list_unknown: { message: 'There is no list "{{name}}".' },
  segment_unknown: { message: 'There is no segment and no tag "{{name}}".' },
  tag_unknown: { message: 'There is no tag "{{name}}".' },
  campaign_unknown: { message: 'There is no campaign "{{name}}".' },
  event_unknown: { message: 'No event "{{name}}" has happened yet.', hint: 'The condition counts 0 until one does.' },
  data_unknown: { message: 'No event "{{event}}" had a value "{{name}}" yet.' },
  name_shared: {
    message: '{{count}} campaigns are called "{{name}}".',
    hint: 'Put the id of the one that is meant in its place.',
  },
  type_mismatch: { message: '{{field}} is {{field_type}}, but {{value}} is {{value_type}}.' },
  operator_mismatch: {
    message: '{{field}} is {{field_type}}: {{operator}} is not possible.',
    hint: 'Possible: {{operators}}.',
  },
  sum_mismatch: { message: '{{field}} is {{field_type}} and cannot be added up.' },
  choice_unknown: { message: '{{field}} is never "{{value}}".', hint: 'Choices: {{choices}}.' },
  country_by_name: { message: 'Countries are kept as two letters; this never fits.' },
  text_empty: { message: 'Nothing equals an empty text.', hint: 'Use IS EMPTY.' },
  search_empty: { message: 'Every text contains this one.', hint: 'Write letters or digits to look for.' },
  between_reversed: { message: 'Nothing lies between {{low}} and {{high}}: the first is the larger one.' },
  hours_from_today: { message: 'Hours are counted from now, not from today.' },
  always_true: { message: 'This is true of everybody.' },
  never_true: { message: 'This is true of nobody.' },
  segment_cycle: { message: 'The rule leads back to itself: {{path}}.' },
} as const satisfies Record<string, { message: string; hint?: string }>;

export const TYPE_WORDS: Record<string, string> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  date: 'a date',
  choice: 'a choice',
  list: 'a list of texts',
};
