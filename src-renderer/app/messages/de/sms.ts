import type { sms as en } from '../en/sms.ts';

export const sms: typeof en = {
  starter: 'SMS',
  starter_hint: 'Ein paar Worte an die Telefone Ihrer Kontakte.',
  body: 'Text',
  insert: 'Platzhalter in den Text einfügen',
  segments_one: 'Ein Segment',
  segments_other: '{{count, number}} Segmente',
  nothing: 'Noch nichts geschrieben',
  room: '{{count, number}} frei im letzten',
  wide: 'Wegen „{{culprit}}“ passen nur 70 statt 160 Zeichen in ein Segment.',
  personal: 'So wie {{to}} sie bekommt; andere Namen können ein weiteres Segment brauchen.',
  each: 'etwa {{price}} je Person',
  cost: 'Etwa {{price}} insgesamt, bei {{count, number}} Segmenten je Person',
  bubble: 'Die SMS',
  left_out: {
    no_address: 'Keine Telefonnummer',
    invalid_address: 'Nummer ohne Ländervorwahl',
    bounced: 'Das Telefon gibt es nicht',
    unsubscribed: 'Abgemeldet oder mit STOP geantwortet',
    duplicate_address: 'Gleiches Telefon wie ein anderer Kontakt',
  },
  test_hint: 'Bis zu zehn Nummern mit Ländervorwahl, etwa +49 151 1234567.',
  status: 'SMS: {{status}}',
  stop_hint: 'Sagen Sie, dass man STOP antworten kann; dann kommen keine SMS mehr.',
};
