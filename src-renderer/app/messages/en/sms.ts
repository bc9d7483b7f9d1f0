/** Campaigns that go as text messages. */
export const sms = {
  starter: 'Text message',
  starter_hint: 'A few words to the telephones of your contacts.',
  body: 'Text',
  insert: 'Insert a merge field into the text',
  segments_one: 'One segment',
  segments_other: '{{count, number}} segments',
  nothing: 'Nothing written yet',
  room: '{{count, number}} left in the last one',
  wide: 'Because of "{{culprit}}" only 70 characters fit into a segment instead of 160.',
  personal: 'As {{to}} gets it; names of other length may take another segment.',
  each: 'about {{price}} for each person',
  cost: 'About {{price}} in all, at {{count, number}} segments for each person',
  bubble: 'The text message',
  left_out: {
    no_address: 'No telephone number',
    invalid_address: 'Number without its country',
    bounced: 'The telephone does not exist',
    unsubscribed: 'Unsubscribed, or answered STOP',
    duplicate_address: 'Same telephone as another contact',
  },
  stop_hint: 'Tell people that they can answer STOP; then they get no more text messages.',
};
