import type { Channel } from '#shared/domain/channel/channel.ts';
import type { Dimension } from '#shared/domain/tracking/breakdown.ts';
import type { REPORT_COLUMNS } from './report-rows.ts';

interface ReportWords {
  sheet: string;
  columns: Record<(typeof REPORT_COLUMNS)[number] | 'channel' | 'started_at', string>;
  parts: Record<'campaign' | 'link' | Dimension, string>;
  figures: Record<'now' | 'closing', string>;
  channels: Record<Channel, string>;
  /** Of the mail that carries a report. */
  letter: {
    subject(name: string): string;
    intro(campaigns: number, days: number): string;
    nothing(days: number): string;
    rest(campaigns: number): string;
    open: string;
  };
}

/** What stands in workbooks of reports, in the language of the organization. */
const REPORT_WORDS: Record<'en' | 'de', ReportWords> = {
  en: {
    sheet: 'Report',
    columns: {
      part: 'Part',
      channel: 'Channel',
      started_at: 'Began',
      name: 'Name',
      figures: 'Figures',
      sent: 'Sent',
      opened: 'Opened',
      clicked: 'Clicked',
      unsubscribed: 'Unsubscribed',
      bounced: 'Came back',
      failed: 'Failed',
      converted: 'Reached the goal',
      revenue: 'Revenue',
    },
    parts: {
      campaign: 'Campaign',
      link: 'Link',
      provider: 'Mailbox provider',
      domain: 'Domain',
      country: 'Country',
      client: 'Read with',
      device: 'Device',
      hour: 'Day and hour (0 is Monday)',
      leave_reason: 'Reason to leave',
      failure_cause: 'Why it did not arrive',
    },
    figures: { now: 'Now', closing: 'At closing' },
    channels: { email: 'Email', sms: 'Text message', push: 'Push message', chat: 'Chat' },
    letter: {
      subject: (name) => `Report: ${name}`,
      intro: (campaigns, days) =>
        `${campaigns === 1 ? 'One campaign' : `${campaigns} campaigns`} of the last ${days === 1 ? 'day' : `${days} days`}; people alone, without machines.`,
      nothing: (days) => `No campaign began in the last ${days === 1 ? 'day' : `${days} days`}.`,
      rest: (campaigns) => `${campaigns} more stand in the file.`,
      open: 'Open the campaigns',
    },
  },
  de: {
    sheet: 'Bericht',
    columns: {
      part: 'Teil',
      channel: 'Kanal',
      started_at: 'Begonnen',
      name: 'Name',
      figures: 'Stand',
      sent: 'Gesendet',
      opened: 'Geöffnet',
      clicked: 'Geklickt',
      unsubscribed: 'Abgemeldet',
      bounced: 'Zurückgekommen',
      failed: 'Fehlgeschlagen',
      converted: 'Ziel erreicht',
      revenue: 'Umsatz',
    },
    parts: {
      campaign: 'Kampagne',
      link: 'Link',
      provider: 'Postfach-Anbieter',
      domain: 'Domain',
      country: 'Land',
      client: 'Gelesen mit',
      device: 'Gerät',
      hour: 'Tag und Stunde (0 ist Montag)',
      leave_reason: 'Grund der Abmeldung',
      failure_cause: 'Warum sie nicht ankam',
    },
    figures: { now: 'Jetzt', closing: 'Bei Abschluss' },
    channels: { email: 'E-Mail', sms: 'SMS', push: 'Push-Nachricht', chat: 'Chat' },
    letter: {
      subject: (name) => `Bericht: ${name}`,
      intro: (campaigns, days) =>
        `${campaigns === 1 ? 'Eine Kampagne' : `${campaigns} Kampagnen`} ${days === 1 ? 'des letzten Tages' : `der letzten ${days} Tage`}; nur Menschen, ohne Maschinen.`,
      nothing: (days) => `In ${days === 1 ? 'dem letzten Tag' : `den letzten ${days} Tagen`} begann keine Kampagne.`,
      rest: (campaigns) => `${campaigns} weitere stehen in der Datei.`,
      open: 'Kampagnen öffnen',
    },
  },
};

export function reportWords(locale: string): ReportWords {
  return REPORT_WORDS[locale.startsWith('de') ? 'de' : 'en'];
}
