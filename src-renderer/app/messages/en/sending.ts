/** What holds for everything that leaves, whichever sender it goes through. */
export const sending = {
  title: 'Sending',
  text: 'What holds for everything that leaves, whichever sender it goes through. Changes apply at once, also to a campaign that is being sent.',
  undo_seconds: 'Seconds to undo Send',
  undo_seconds_hint: 'So long nothing leaves after somebody has pressed Send. With 0 it starts at once.',
  total: 'All senders together',
};
