import type { providers as en } from '../en/providers.ts';

export const providers: typeof en = {
  service: 'Dienst',
  name: {
    test_mailbox: 'Postfach auf diesem Rechner',
    smtp: 'Mailserver (SMTP)',
    ses: 'Amazon SES',
    sendgrid: 'SendGrid',
  },
  channel: { email: 'E-Mail', sms: 'SMS', push: 'Push-Nachrichten', chat: 'Team-Chat' },
  account: 'Konto bei {{service}}',
  kept: 'Bleibt; zum Ersetzen tippen',
  optional: 'Freiwillig',
  field: {
    region: 'Region',
    access_key_id: 'Zugriffsschlüssel-ID',
    secret_access_key: 'Geheimer Zugriffsschlüssel',
    configuration_set: 'Konfigurationssatz',
    api_key: 'API-Schlüssel',
    webhook_key: 'Prüfschlüssel für Ereignisse',
    endpoint: 'Adresse des Dienstes',
  },
  hint: {
    configuration_set: 'Darüber meldet Amazon Rückläufer und Beschwerden.',
    webhook_key: 'Unter Settings, Mail settings, Event webhook. Meldungen ohne gültige Unterschrift werden abgewiesen.',
    endpoint: 'Leer: die des Dienstes selbst.',
  },
  choice: { region_global: 'Weltweit', region_eu: 'Europäische Union' },
};
