import type { failures as en } from '../en/failures.ts';

export const failures: typeof en = {
  title: 'Fehlgeschlagene Nachrichten',
  text: 'Was in irgendeiner Kampagne nicht zugestellt werden konnte und darauf wartet, dass sich jemand kümmert, geordnet nach dem, was hilft.',
  empty:
    'Nichts ist fehlgeschlagen. Nicht zustellbare Nachrichten erscheinen hier mit dem Grund und dem, was zu tun ist.',
  count_one: '{{count, number}} Nachricht',
  count_other: '{{count, number}} Nachrichten',
  campaigns_one: 'in einer Kampagne',
  campaigns_other: 'in {{count, number}} Kampagnen',
  latest: 'zuletzt {{when}}',
  said: 'Ein Server sagte',
  show: 'Anzeigen',
  hide: 'Ausblenden',
  retry: 'Erneut versuchen',
  discard: 'Verwerfen',
  retry_title: 'Diese Nachrichten erneut versuchen?',
  retry_body_one:
    'Eine Nachricht kommt zurück in die Warteschlange, an die Adresse, die der Kontakt jetzt hat. Nachrichten, die vielleicht ankamen, sind nicht dabei.',
  retry_body_other:
    '{{count, number}} Nachrichten kommen zurück in die Warteschlange, an die Adressen, die die Kontakte jetzt haben. Nachrichten, die vielleicht ankamen, sind nicht dabei.',
  retry_again_fix:
    'Wenn sich nichts geändert hat, lehnen die Server sie wahrscheinlich wieder ab, und das schadet Ihrem Ruf.',
  discard_title: 'Diese Fehlschläge verwerfen?',
  discard_body_one:
    'Eine Nachricht verschwindet von dieser Liste und wird nie mehr versucht. In den Zahlen ihrer Kampagne bleibt sie fehlgeschlagen.',
  discard_body_other:
    '{{count, number}} Nachrichten verschwinden von dieser Liste und werden nie mehr versucht. In den Zahlen ihrer Kampagnen bleiben sie fehlgeschlagen.',
  retried_one: 'Eine Nachricht wird erneut versucht',
  retried_other: '{{count, number}} Nachrichten werden erneut versucht',
  left_one: 'Eine blieb liegen: Die Adresse ist gesperrt oder fehlt, oder die Kampagne wurde abgebrochen.',
  left_other:
    '{{count, number}} blieben liegen: Die Adressen sind gesperrt oder fehlen, oder die Kampagnen wurden abgebrochen.',
  discarded_one: 'Eine Nachricht verworfen',
  discarded_other: '{{count, number}} Nachrichten verworfen',
  in_doubt: 'Vielleicht angekommen, vielleicht nicht',
  cause: {
    no_such_address: 'Die Adresse gibt es nicht',
    bad_address: 'Die Adresse ist keine, die Server annehmen',
    mailbox_full: 'Das Postfach ist voll',
    mailbox_closed: 'Das Postfach ist geschlossen',
    refused_by_policy: 'Nach den Regeln des Servers abgelehnt',
    too_large: 'Die Nachricht ist zu groß',
    gave_up: 'Zu lange vertröstet',
    unreachable: 'Der Server war nicht erreichbar',
    other: 'Aus einem anderen Grund abgelehnt',
  },
  advice: {
    no_such_address:
      'Berichtigen Sie die Adresse beim Kontakt und versuchen Sie es erneut. Kennt niemand die richtige, verwerfen Sie.',
    bad_address:
      'Suchen Sie nach einem Tippfehler in der Adresse, berichtigen Sie ihn beim Kontakt und versuchen Sie es erneut.',
    mailbox_full: 'Oft geht das vorüber. Versuchen Sie es in einigen Tagen erneut.',
    mailbox_closed: 'Diese Personen nutzen das Postfach nicht mehr. Verwerfen Sie.',
    refused_by_policy:
      'Der Server sagt in seiner Antwort, warum: Meist darf der Absender nicht für seine Adresse senden (SPF, DKIM, DMARC), steht auf einer Sperrliste, oder der Inhalt sieht nach Spam aus. Beheben Sie das zuerst und versuchen Sie es dann erneut.',
    too_large: 'Verkleinern Sie die Bilder der Nachricht und senden Sie sie diesen Personen als neue Kampagne.',
    gave_up:
      'Die Server sagten tagelang, sie nähmen sie später an. Versuchen Sie es erneut; geschieht es wieder, fragen Sie die Betreiber des Mailservers.',
    unreachable:
      'Der Mailserver des Absenders antwortete nicht. Testen Sie den Absender in den Einstellungen und versuchen Sie es dann erneut.',
    other: 'Lesen Sie, was der Server sagte, und versuchen Sie es dann erneut oder verwerfen Sie.',
  },
  column: {
    recipient: 'Empfänger',
    campaign: 'Kampagne',
    reason: 'Was geschah',
    attempts: 'Versuche',
    failed: 'Fehlgeschlagen',
  },
};
