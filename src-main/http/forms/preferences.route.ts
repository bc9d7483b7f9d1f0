import {
  comeBackByPage,
  findPreferences,
  leaveEverything,
  type Preferences,
  publicFace,
  savePreferences,
  sayWhyByPage,
  setPause,
} from '#main/services/consent/preference.service.ts';
import { askForLink } from '#main/services/consent/preference-link.ts';
import type { PageKey } from '#main/services/consent/preference-person.ts';
import { isPageLanguage, type PageLanguage } from '#shared/domain/consent/page-language.ts';
import { isFrequency } from '#shared/domain/consent/preference.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { isLeaveReason, LONGEST_WORDS } from '#shared/domain/tracking/leave-reason.ts';
import { languageOf } from '../tracking/language.ts';
import { testPage } from '../tracking/public-page.ts';
import { readFields } from '../tracking/read-form.ts';
import type { FormsCall, FormsRoom } from './forms-room.ts';
import { askLinkPage, type Happened, linkSentPage, preferencesPage } from './preferences-page.ts';
import type { PublicPage } from './send-page.ts';

/**
 * /p/{token} is a reader's own page: the token comes from a mail, however old, or from a link asked for. /p/ is where to ask for that
 * link. GET and HEAD change nothing.
 */
export async function pageOfPreferences(room: FormsRoom, { request, rest }: FormsCall): Promise<PublicPage> {
  const key = keyOf(room, rest);
  if (key === 'test') return { status: 200, html: testPage(languageOf(request)) };
  const preferences = key && findPreferences(room.services, key);
  if (!key || !preferences) return askPage(room, request, rest !== '');
  if (request.method !== 'POST') return pageOf(languageOf(request, preferences.locale), preferences);
  const happened = await fulfil(room, request, { key, preferences });
  const after = findPreferences(room.services, key) ?? preferences;
  const language = languageOf(request, after.locale);
  return happened === 'nothing' ? { ...pageOf(language, after), status: 400 } : pageOf(language, after, happened);
}

function pageOf(language: PageLanguage, preferences: Preferences, happened: Happened = null): PublicPage {
  return { status: 200, look: preferences.look, html: preferencesPage(language, preferences, happened) };
}

function keyOf({ deliveries, services }: FormsRoom, token: string): PageKey | 'test' | null {
  const delivery_no = deliveries.verify(token);
  if (delivery_no === 0) return 'test';
  if (delivery_no !== null) return { delivery_no };
  const link_no = services.tokens.link.verify(token);
  return link_no === null ? null : { link_no };
}

async function askPage(room: FormsRoom, request: FormsCall['request'], had_token: boolean): Promise<PublicPage> {
  const language = languageOf(request);
  const face = publicFace(room.services);
  const { look } = face;
  if (request.method !== 'POST') {
    return { status: had_token ? 404 : 200, look, html: askLinkPage(language, { ...face, expired: had_token }) };
  }
  const typed = new Map(await readFields(request)).get('email') ?? '';
  const answer = parseEmailAddress(typed);
  if (!answer.ok) return { status: 422, look, html: askLinkPage(language, face) };
  askForLink(room.services, typed, language);
  return { status: 200, look, html: linkSentPage(language, { ...face, address: answer.address }) };
}

async function fulfil(
  room: FormsRoom,
  request: FormsCall['request'],
  { key, preferences }: { key: PageKey; preferences: Preferences },
): Promise<Happened | 'nothing'> {
  const { services } = room;
  const fields = (await readFields(request)) ?? [];
  const form = new Map(fields);
  const { ip, network, agent } = room.visitorOf(request);
  switch (form.get('wish')) {
    case 'save': {
      const language = form.get('language');
      const frequency = form.get('frequency');
      const choice = {
        topics: new Set(fields.filter(([name]) => name === 'topic').map(([, id]) => id)),
        frequency: isFrequency(frequency) ? frequency : preferences.frequency,
        language: isPageLanguage(language) ? language : languageOf(request, preferences.locale),
      };
      return savePreferences(services, key, choice, { ip, agent }) ? 'left_topic' : 'saved';
    }
    case 'pause':
    case 'resume':
      setPause(services, key, form.get('wish') === 'pause');
      return 'saved';
    case 'leave':
      await leave(room, key, { ip: network, agent });
      return 'left_all';
    case 'come_back':
      comeBackByPage(services, key);
      return 'saved';
    case 'say_why': {
      const reason = form.get('reason') ?? null;
      if (!isLeaveReason(reason)) return 'nothing';
      sayWhyByPage(services, key, { reason, words: form.get('words')?.trim().slice(0, LONGEST_WORDS) || null });
      return 'thanked';
    }
    default:
      return 'nothing';
  }
}

/** Who comes from a mail leaves by it, so that its campaign is told. */
async function leave(room: FormsRoom, key: PageKey, by: { ip: string; agent: string }): Promise<void> {
  if ('link_no' in key) {
    leaveEverything(room.services, key);
    return;
  }
  const { delivery_no } = key;
  await room.hits.fulfil({ wish: 'leave', delivery_no, at: room.services.clock.now(), one_click: false, ...by });
}
