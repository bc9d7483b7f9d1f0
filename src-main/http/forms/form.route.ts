import { closedPage, formPage, thanksPage } from '#main/rendering/form-page.ts';
import { findOpenForm, type OpenForm } from '#main/services/consent/open-form.ts';
import { momentToken, takePost } from '#main/services/consent/take-form-post.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { languageOf } from '../tracking/language.ts';
import { neutralPage } from '../tracking/public-page.ts';
import { readFields } from '../tracking/read-form.ts';
import type { FormsCall, FormsRoom } from './forms-room.ts';
import type { PublicPage } from './send-page.ts';

const ADDRESS = /^([A-Za-z0-9_-]{16})(\/frame)?$/;

interface Asked {
  form: OpenForm;
  language: PageLanguage;
  framed: boolean;
}

/** /f/{token} shows the form, /f/{token}/frame the same for a frame of another site. POST takes what was filled in. */
export async function pageOfForm(room: FormsRoom, { request, rest }: FormsCall): Promise<PublicPage> {
  const [, token = '', frame] = ADDRESS.exec(rest) ?? [];
  const form = token ? findOpenForm(room.services, token) : null;
  const language = languageOf(request);
  if (!form) return { status: 404, html: neutralPage(language) };
  const asked = { form, language, framed: frame !== undefined };
  const common = { look: form.shown.look, framed: asked.framed, leads_to: originsOf(form) };
  if (!form.record.is_open) return { ...common, status: 410, html: closedPage(form.shown, asked) };
  if (request.method === 'POST') return { ...common, ...(await answerPost(room, request, asked)) };
  return { ...common, status: 200, html: formPage(form.shown, { ...asked, moment: momentToken(room.services) }) };
}

async function answerPost(
  room: FormsRoom,
  request: FormsCall['request'],
  { form, language, framed }: Asked,
): Promise<Pick<PublicPage, 'status' | 'html' | 'headers'>> {
  const fields = await readFields(request);
  if (!fields)
    return { status: 400, html: formPage(form.shown, { language, framed, moment: momentToken(room.services) }) };
  const posted = merged(fields);
  const outcome = takePost(room.services, form, { posted, language, ...room.visitorOf(request) });
  if (outcome.kind === 'taken') {
    const { redirect_url } = form.record;
    // A frame keeps its page: the other site would be shown inside itself.
    const headers: Record<string, string> = redirect_url && !framed ? { location: redirect_url } : {};
    return {
      status: headers.location ? 303 : 200,
      html: thanksPage(form.shown, { language, framed, ...outcome }),
      headers,
    };
  }
  const problems = outcome.kind === 'wrong' ? outcome.problems : undefined;
  const state = { language, framed, moment: momentToken(room.services), values: posted, problems };
  return { status: problems ? 422 : 200, html: formPage(form.shown, { ...state, once_more: !problems }) };
}

/** Boxes that share a name are one value, as a person would write it down. */
function merged(fields: readonly [string, string][]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of fields) {
    const before = values.get(name);
    values.set(name, before ? `${before}, ${value}` : value);
  }
  return values;
}

function originsOf({ record }: OpenForm): string[] {
  return record.redirect_url ? [new URL(record.redirect_url).origin] : [];
}
