import type { providers as en } from '../en/providers.ts';

export const providers: typeof en = {
  service: 'Dienst',
  name: {
    test_mailbox: 'Postfach auf diesem Rechner',
    smtp: 'Mailserver (SMTP)',
    ses: 'Amazon SES',
    sendgrid: 'SendGrid',
    twilio: 'Twilio',
    web_push: 'Browser (Web Push)',
    fcm: 'Firebase (FCM)',
    slack: 'Slack',
    teams: 'Microsoft Teams',
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
    topic_arn: 'Topic der Meldungen',
    account_sid: 'Account SID',
    auth_token: 'Auth Token',
    sms_from: 'Von',
    segment_price: 'Preis eines Segments',
    contact: 'Kontakt für Push-Dienste',
    service_account: 'Schlüsseldatei des Dienstkontos',
    webhook_url: 'Webhook-Adresse',
    tells: 'Diesem Kanal sagen',
    endpoint: 'Adresse des Dienstes',
  },
  hint: {
    configuration_set: 'Darüber meldet Amazon Rückläufer und Beschwerden.',
    webhook_key: 'Unter Settings, Mail settings, Event webhook. Meldungen ohne gültige Unterschrift werden abgewiesen.',
    topic_arn: 'Das SNS-Topic, das Rückläufer und Beschwerden meldet. Andere werden abgewiesen.',
    sms_from: 'Eine Nummer mit Ländervorwahl, ein Name mit bis zu 11 Buchstaben oder ein Messaging Service (MG…).',
    segment_price: 'Für die Schätzung neben einer SMS, so wie Ihr Konto ihn zahlt.',
    webhook_url:
      'Slack: ein eingehender Webhook des Kanals. Teams: ein Workflow, der bei einer Webhookanforderung in den Kanal schreibt.',
    contact:
      'Dorthin schreiben sie, wenn etwas nicht stimmt. Die Schlüssel macht Herald selbst und bewahrt sie versiegelt.',
    service_account: 'Die ganze JSON-Datei, in der Firebase-Konsole unter Projekteinstellungen, Dienstkonten.',
    endpoint: 'Leer: die des Dienstes selbst.',
  },
  choice: {
    region_global: 'Weltweit',
    region_eu: 'Europäische Union',
    tells_finished: 'wenn eine Kampagne gesendet ist',
    tells_paused: 'wenn eine Kampagne sich selbst angehalten hat',
    tells_failed: 'wenn eine Kampagne fehlgeschlagen ist oder nicht beginnen konnte',
    tells_sender: 'wenn ein Absender in Schwierigkeiten ist',
  },
  report: {
    address: 'Adresse für Meldungen',
    copy: 'Adresse kopieren',
    copied: 'Kopiert',
    unreachable:
      'Rückläufer und Beschwerden können Herald gemeldet werden, sobald es eine öffentliche Adresse hat. Sie steht unter Organisation, Tracking.',
    hint: {
      ses: 'Abonnieren Sie damit das Topic oben, über HTTPS. Herald bestätigt von selbst.',
      sendgrid: 'Tragen Sie sie unter Settings, Mail settings, Event webhook ein und schalten Sie die Unterschrift an.',
      twilio:
        'Tragen Sie sie bei Ihrer Nummer für eingehende Nachrichten ein. Wer STOP antwortet, bekommt keine SMS mehr.',
    },
  },
};
