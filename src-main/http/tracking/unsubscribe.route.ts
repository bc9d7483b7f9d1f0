import type { Wish } from '#main/services/tracking/hit-sink.ts';
import { farewellOf } from '#main/services/tracking/tracking.service.ts';
import { isLeaveReason, LONGEST_WORDS } from '#shared/domain/tracking/leave-reason.ts';
import type { PublicPage } from '../forms/send-page.ts';
import { troubledPage } from '../forms/troubled-page.ts';
import { languageOf, type PageLanguage } from './language.ts';
import { type Addressee, askPage, backPage, leftPage, neutralPage, sendPage, testPage } from './public-page.ts';
import { readForm } from './read-form.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

/**
 * GET and HEAD /u/{token} show a page and change nothing: scanners follow every link. POST does what was asked for, from the button of
 * the mail program (RFC 8058) or from the page, and is answered once it is on disk.
 */
export function answerUnsubscribe(room: TrackingRoom, call: TrackingCall): void {
  const { request, response } = call;
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    response.writeHead(405, { allow: 'GET, HEAD, POST' }).end();
    return;
  }
  pageFor(room, call)
    .catch((error: unknown) => troubledPage(error, languageOf(request), room.services.log))
    .then((page) => sendPage(request, response, page));
}

async function pageFor(room: TrackingRoom, { request, rest }: TrackingCall): Promise<PublicPage> {
  const no = room.signer.verify(rest);
  const language = languageOf(request);
  if (no === 0) return { status: 200, html: testPage(language) };
  const farewell = no === null ? null : farewellOf(room.services, no);
  if (no === null || !farewell) return { status: 404, html: neutralPage(language) };
  const spoken = languageOf(request, farewell.locale);
  const addressee = { ...farewell, preferences: `/p/${rest}` };
  const { look } = farewell;
  if (request.method === 'POST') {
    const page = await answerPost(room, request, { no, addressee, language: spoken });
    return { ...page, look };
  }
  return { status: 200, look, html: (farewell.has_left ? leftPage : askPage)(spoken, addressee) };
}

async function answerPost(
  room: TrackingRoom,
  request: TrackingCall['request'],
  { no, addressee, language }: { no: number; addressee: Addressee; language: PageLanguage },
): Promise<PublicPage> {
  const form = await readForm(request);
  const wish = form && wishOf(form, { no, at: room.services.clock.now(), ...room.visitorOf(request) });
  if (!wish) return { status: 400, html: askPage(language, addressee) };
  const known = await room.hits.fulfil(wish);
  if (!known) return { status: 404, html: neutralPage(language) };
  if (wish.wish === 'come_back') return { status: 200, html: backPage(language, addressee) };
  return { status: 200, html: leftPage(language, addressee, wish.wish === 'say_why') };
}

function wishOf(
  form: ReadonlyMap<string, string>,
  { no, at, agent, ip }: { no: number; at: number; agent: string; ip: string },
): Wish | null {
  if (form.get('List-Unsubscribe') === 'One-Click') {
    return { wish: 'leave', delivery_no: no, at, agent, ip, one_click: true };
  }
  const reason = form.get('reason') ?? null;
  switch (form.get('wish')) {
    case 'leave':
      return { wish: 'leave', delivery_no: no, at, agent, ip, one_click: false };
    case 'come_back':
      return { wish: 'come_back', delivery_no: no, at };
    case 'say_why':
      return isLeaveReason(reason) ? { wish: 'say_why', delivery_no: no, reason, words: wordsOf(form) } : null;
    default:
      return null;
  }
}

function wordsOf(form: ReadonlyMap<string, string>): string | null {
  return form.get('words')?.trim().slice(0, LONGEST_WORDS) || null;
}
