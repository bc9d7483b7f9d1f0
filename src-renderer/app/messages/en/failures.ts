/** The screen of messages that failed in any campaign. */
export const failures = {
  title: 'Failed messages',
  text: 'What could not be delivered in any campaign and waits for somebody to deal with it, by what helps.',
  empty: 'Nothing has failed. Messages that cannot be delivered appear here with the reason and what to do.',
  count_one: '{{count, number}} message',
  count_other: '{{count, number}} messages',
  campaigns_one: 'in one campaign',
  campaigns_other: 'in {{count, number}} campaigns',
  latest: 'latest {{when}}',
  said: 'A server said',
  show: 'Show them',
  hide: 'Hide them',
  retry: 'Try again',
  discard: 'Discard',
  retry_title: 'Try these messages again?',
  retry_body_one:
    'One message goes back into the queue, to the address that the contact has now. Messages that may have been delivered are not among them.',
  retry_body_other:
    '{{count, number}} messages go back into the queue, to the addresses that the contacts have now. Messages that may have been delivered are not among them.',
  retry_again_fix:
    'Unless something has changed the servers will most likely refuse them again, and that harms your name.',
  discard_title: 'Discard these failures?',
  discard_body_one:
    'One message is taken off this list and never tried again. In the numbers of its campaign it stays failed.',
  discard_body_other:
    '{{count, number}} messages are taken off this list and never tried again. In the numbers of their campaigns they stay failed.',
  retried_one: 'One message is tried again',
  retried_other: '{{count, number}} messages are tried again',
  left_one: 'One was left: the address is on the suppression list or missing, or the campaign was cancelled.',
  left_other:
    '{{count, number}} were left: their addresses are on the suppression list or missing, or the campaigns were cancelled.',
  discarded_one: 'One message discarded',
  discarded_other: '{{count, number}} messages discarded',
  in_doubt: 'May or may not have been delivered',
  cause: {
    no_such_address: 'The address does not exist',
    bad_address: 'The address is not one that servers take',
    mailbox_full: 'The mailbox is full',
    mailbox_closed: 'The mailbox is closed',
    refused_by_policy: 'Refused by the rules of the server',
    too_large: 'The message is too large',
    gave_up: 'Put off for too long',
    unreachable: 'The server could not be reached',
    other: 'Refused for another reason',
  },
  advice: {
    no_such_address: 'Put the address right at the contact and try again. If nobody knows the right one, discard.',
    bad_address: 'Look for a slip in the address, put it right at the contact and try again.',
    mailbox_full: 'Often this passes. Try again in a few days.',
    mailbox_closed: 'These people do not use the mailbox any more. Discard.',
    refused_by_policy:
      'The server says why in its answer: mostly the sender is not allowed to send for its address (SPF, DKIM, DMARC), is on a blocklist, or the content looks like spam. Put that right first, then try again.',
    too_large: 'Make images in the message smaller and send it to these people as a new campaign.',
    gave_up:
      'The servers said for days that they would take it later. Try again; if it happens again, ask the operators of that mail server.',
    unreachable: 'The mail server of the sender did not answer. Test the sender under Settings, then try again.',
    other: 'Read what the server said, then try again or discard.',
  },
  column: {
    recipient: 'Recipient',
    campaign: 'Campaign',
    reason: 'What happened',
    attempts: 'Tries',
    failed: 'Failed',
  },
};
