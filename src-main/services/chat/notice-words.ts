import type { ChatMessage } from '#main/channels/chat/chat-message.ts';
import type { CampaignCounts } from '#main/repositories/campaign/campaign-counts.ts';

type Words = Omit<ChatMessage, 'link'>;

/** What a team is told, in the language of the organization. */
interface NoticeWords {
  open_campaign: string;
  open_senders: string;
  finished(name: string, counts: CampaignCounts): Words;
  paused(name: string, reason: string): Words;
  held(name: string, reason: string): Words;
  failed(name: string, reason: string): Words;
  sender(name: string, reason: string): Words;
}

export const NOTICE_WORDS: Record<'en' | 'de', NoticeWords> = {
  en: {
    open_campaign: 'Open the campaign',
    open_senders: 'Open the senders',
    finished: (name, counts) => ({
      title: `“${name}” has been sent`,
      lines: [
        `${inEnglish(counts.accepted)} accepted, ${inEnglish(lost(counts))} not delivered, ${inEnglish(counts.skipped)} left out.`,
      ],
    }),
    paused: (name, reason) => ({ title: `“${name}” has paused itself`, lines: [reason] }),
    held: (name, reason) => ({ title: `“${name}” did not begin and waits for you`, lines: [reason] }),
    failed: (name, reason) => ({ title: `“${name}” has failed`, lines: [reason] }),
    sender: (name, reason) => ({ title: `The sender “${name}” is paused: nothing leaves through it`, lines: [reason] }),
  },
  de: {
    open_campaign: 'Kampagne öffnen',
    open_senders: 'Absender öffnen',
    finished: (name, counts) => ({
      title: `„${name}“ ist gesendet`,
      lines: [
        `${inGerman(counts.accepted)} angenommen, ${inGerman(lost(counts))} nicht zugestellt, ${inGerman(counts.skipped)} ausgelassen.`,
      ],
    }),
    paused: (name, reason) => ({ title: `„${name}“ hat sich selbst angehalten`, lines: [reason] }),
    held: (name, reason) => ({ title: `„${name}“ hat nicht begonnen und wartet auf Sie`, lines: [reason] }),
    failed: (name, reason) => ({ title: `„${name}“ ist fehlgeschlagen`, lines: [reason] }),
    sender: (name, reason) => ({
      title: `Der Absender „${name}“ ist angehalten: über ihn geht nichts hinaus`,
      lines: [reason],
    }),
  },
};

const inEnglish = new Intl.NumberFormat('en').format;
const inGerman = new Intl.NumberFormat('de').format;

function lost({ failed, bounced, unknown }: CampaignCounts): number {
  return failed + bounced + unknown;
}
