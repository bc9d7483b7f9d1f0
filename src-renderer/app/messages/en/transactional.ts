/** Single messages that programs ask for. */
export const transactional = {
  title: 'Transactional',
  description:
    'Receipts, passwords, confirmations: single messages that your programs ask for. They leave before campaigns.',
  empty:
    'No program has asked for a message yet. It needs an API key and one request: POST /api/v1/tenants/-/transactional/email.',
  make_key: 'Make an API key',
  none_match: 'No message matches.',
  show_all: 'Show all',
  search: 'Address or subject',
  state: 'State',
  any_state: 'Any state',
  to: 'To',
  from: 'From',
  subject: 'Subject',
  sender: 'Sender',
  what_happened: 'What happened',
  asked_at: 'Asked for',
  changed_at: 'Last change',
  attempts: 'Tries',
  next_at: 'Next try',
  asked_by: 'Asked for by',
  message_id: 'Message-ID',
  server_said: 'What the server said',
  erased: 'erased',
  frame: 'The message as a mail program shows it',
  tab: { html: 'Message', text: 'Text', data: 'Data' },
};
