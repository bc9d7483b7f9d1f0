/** How a send has gone so far. */
export interface RunTally {
  /** Recipients whom a server has said something about. */
  handled: number;
  /** Everybody who is to get it. */
  recipients: number;
  /** Addresses that do not exist, said at once or reported later. */
  hard: number;
  complaints: number;
  /** Refused for what the message says or where it comes from. */
  content: number;
}

/** The first ones tell what the rest would do. */
const FIRST = 500;

const MOST_HARD = 0.05;
const FEWEST_HARD = 5;
const MOST_COMPLAINTS = 0.003;
const FEWEST_COMPLAINTS = 2;
const MOST_CONTENT = 0.05;
const FEWEST_CONTENT = 3;

/** Why a send should stop before it does harm to the name of who sends, with what to do about it; null: it goes well. */
export function whyStop({ handled, recipients, hard, complaints, content }: RunTally): string | null {
  const base = Math.max(handled, Math.min(FIRST, recipients));
  if (content >= FEWEST_CONTENT && content > handled * MOST_CONTENT) {
    return (
      `Paused by itself: servers refuse what the message says or where it comes from, for ${content} of ${handled} recipients so far. ` +
      'Their answers are under Recipients, Failed. Change the sender or write another campaign; resume to go on nevertheless.'
    );
  }
  if (hard >= FEWEST_HARD && hard > base * MOST_HARD) {
    return (
      `Paused by itself: ${hard} of ${handled} addresses so far do not exist, more than one in twenty. Providers block senders of old ` +
      'lists. See under Recipients, Failed, where these people come from; then resume or cancel.'
    );
  }
  if (complaints >= FEWEST_COMPLAINTS && complaints > base * MOST_COMPLAINTS) {
    return (
      `Paused by itself: ${complaints} of ${handled} recipients so far reported the message as spam, more than three in a thousand. ` +
      'Make sure that these people have asked for it; then resume or cancel.'
    );
  }
  return null;
}
