import { app } from 'electron';

/** The words outside the page: menu, tray and dialogs. */
const WORDS = {
  en: {
    file: 'File',
    new_campaign: 'New campaign',
    import_contacts: 'Import contacts',
    settings: 'Settings',
    go: 'Go',
    home: 'Home',
    campaigns: 'Campaigns',
    contacts: 'Contacts',
    mailbox: 'Test mailbox',
    find: 'Find anything',
    open: 'Open Herald',
    pause_all: 'Pause all sending',
    quit: 'Quit Herald',
    idle: 'Nothing is being sent',
    sending: (n: number) => `${n} sending`,
    paused: (n: number) => `${n} paused`,
    unknown: (n: number) => `${n} with unknown outcome`,
    given_up: 'Herald has stopped working.',
    given_up_detail: 'Its core ended three times within five minutes. Your data is safe. The log files are in:',
    show_logs: 'Show log files',
    cannot_start: 'Herald could not start',
    ask_http: (host: string) => `Open ${host} in the browser?`,
    not_encrypted: 'This address is not encrypted.',
    cancel: 'Cancel',
    open_link: 'Open',
  },
  de: {
    file: 'Datei',
    new_campaign: 'Neue Kampagne',
    import_contacts: 'Kontakte importieren',
    settings: 'Einstellungen',
    go: 'Gehe zu',
    home: 'Start',
    campaigns: 'Kampagnen',
    contacts: 'Kontakte',
    mailbox: 'Testpostfach',
    find: 'Alles finden',
    open: 'Herald öffnen',
    pause_all: 'Gesamten Versand anhalten',
    quit: 'Herald beenden',
    idle: 'Es wird nichts versendet',
    sending: (n: number) => `${n} im Versand`,
    paused: (n: number) => `${n} angehalten`,
    unknown: (n: number) => `${n} mit unbekanntem Ausgang`,
    given_up: 'Herald arbeitet nicht mehr.',
    given_up_detail: 'Der Kern endete dreimal in fünf Minuten. Ihre Daten sind sicher. Die Protokolle liegen in:',
    show_logs: 'Protokolle zeigen',
    cannot_start: 'Herald konnte nicht starten',
    ask_http: (host: string) => `${host} im Browser öffnen?`,
    not_encrypted: 'Diese Adresse ist nicht verschlüsselt.',
    cancel: 'Abbrechen',
    open_link: 'Öffnen',
  },
};

/** In the language of the system; known once the app is ready. */
export function words(): (typeof WORDS)['en'] {
  return app.getLocale().startsWith('de') ? WORDS.de : WORDS.en;
}
