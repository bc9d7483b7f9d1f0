import { viewInBrowser } from '#main/services/tracking/view-in-browser.ts';
import { troubledPage } from '../forms/troubled-page.ts';
import { languageOf } from './language.ts';
import { neutralPage, sendPage } from './public-page.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

/** What an author wrote is shown and never run: no scripts, no forms, in no frame, and with an origin of its own. */
const POLICY = [
  "default-src 'none'",
  'img-src http: https: data:',
  "style-src 'unsafe-inline'",
  'font-src https: data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
].join('; ');

/** GET and HEAD /v/{token}: the message as its recipient got it. Needs no login, counts nothing, and is for no search engine. */
export function answerView(room: TrackingRoom, { request, response, rest }: TrackingCall): void {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const language = languageOf(request);
  const delivery_no = room.signer.verify(rest);
  const page = delivery_no ? viewInBrowser(room.services, { delivery_no, token: rest }) : Promise.resolve(null);
  page
    .then(
      (html) =>
        html === null
          ? { status: 404, html: neutralPage(language) }
          : { status: 200, html, headers: { 'content-security-policy': POLICY } },
      (error: unknown) => troubledPage(error, language, room.services.log),
    )
    .then((answer) => sendPage(request, response, answer));
}
