import type { link_tags as en } from '../en/link-tags.ts';

export const link_tags: typeof en = {
  title: 'UTM-Parameter',
  text: 'Links auf Websites sagen, woher der Besuch kommt. Ein Parameter, den ein Link schon hat, bleibt, wie er ist.',
  settings_text:
    'Links in Kampagnen sagen der Statistik Ihrer Website, woher ein Besuch kommt. Eine Kampagne kann eigene haben.',
  on: 'Links um UTM-Parameter ergänzen',
  source: 'Quelle (utm_source)',
  medium: 'Medium (utm_medium)',
  campaign: 'Kampagne (utm_campaign)',
  campaign_hint: 'Leer: der Name der Kampagne, als {{name}}.',
  campaign_hint_plain: 'Leer: der Name der jeweiligen Kampagne.',
  term: 'Begriff (utm_term)',
  content: 'Inhalt (utm_content)',
  source_needed: 'Sagen Sie, wer sendet, zum Beispiel newsletter.',
  which: 'UTM-Parameter dieser Kampagne',
  as_organization: 'Wie in den Einstellungen',
  own: 'Eigene',
  none: 'Keine',
  now: 'Links bekommen {{tags}}',
  now_none: 'Links bekommen keine Parameter.',
};
