interface Letter {
  subject: string;
  text: string;
}

interface Told {
  campaign: string;
  by: string;
  /** What they wrote with it; may be empty. */
  word: string;
  recipients: number;
}

/** What people are mailed about approvals, in the language of the organization. */
interface ApprovalWords {
  requested(told: Told): Letter;
  approved(told: Told): Letter;
  changes_requested(told: Told): Letter;
}

export const APPROVAL_WORDS: Record<'en' | 'de', ApprovalWords> = {
  en: {
    requested: ({ campaign, by, word, recipients }) => ({
      subject: `Please approve: ${campaign}`,
      text: `${by} asks you to approve “${campaign}”, which would go to ${recipients.toLocaleString('en')} people.${quoted(word)}`,
    }),
    approved: ({ campaign, by, word }) => ({
      subject: `Approved: ${campaign}`,
      text: `${by} has approved “${campaign}”. It can be sent as it is.${quoted(word)}`,
    }),
    changes_requested: ({ campaign, by, word }) => ({
      subject: `Changes wanted: ${campaign}`,
      text: `${by} asks for changes to “${campaign}” before it goes out.${quoted(word)}`,
    }),
  },
  de: {
    requested: ({ campaign, by, word, recipients }) => ({
      subject: `Bitte freigeben: ${campaign}`,
      text: `${by} bittet um Freigabe von „${campaign}“ an ${recipients.toLocaleString('de')} Personen.${quoted(word)}`,
    }),
    approved: ({ campaign, by, word }) => ({
      subject: `Freigegeben: ${campaign}`,
      text: `${by} hat „${campaign}“ freigegeben. Die Kampagne kann so gesendet werden.${quoted(word)}`,
    }),
    changes_requested: ({ campaign, by, word }) => ({
      subject: `Änderungen gewünscht: ${campaign}`,
      text: `${by} wünscht Änderungen an „${campaign}“, bevor die Kampagne gesendet wird.${quoted(word)}`,
    }),
  },
};

function quoted(word: string): string {
  return word === '' ? '' : `\n\n${word}`;
}
