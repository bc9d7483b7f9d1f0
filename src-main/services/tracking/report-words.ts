import type { Dimension } from '#shared/domain/tracking/breakdown.ts';
import type { REPORT_COLUMNS } from './report-rows.ts';

interface ReportWords {
  sheet: string;
  columns: Record<(typeof REPORT_COLUMNS)[number], string>;
  parts: Record<'campaign' | 'link' | Dimension, string>;
  figures: Record<'now' | 'closing', string>;
}

/** What stands in workbooks of reports, in the language of the organization. */
const REPORT_WORDS: Record<'en' | 'de', ReportWords> = {
  en: {
    sheet: 'Report',
    columns: {
      part: 'Part',
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
  },
  de: {
    sheet: 'Bericht',
    columns: {
      part: 'Teil',
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
  },
};

export function reportWords(locale: string): ReportWords {
  return REPORT_WORDS[locale.startsWith('de') ? 'de' : 'en'];
}
