import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import type { PushParts } from '#shared/domain/push/push-content.ts';
import { TRAP_LINK } from '#shared/domain/tracking/hit.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';
import { type CompiledText, compileText } from './compiled-text.ts';
import { designToHtml } from './design/design-html.ts';
import { type Edit, editText } from './edit-text.ts';
import { type Embedding, embedPictures } from './embed-pictures.ts';
import { explainFailure } from './explain-failure.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { inlineCss } from './inline-css.ts';
import { TOKEN_SLOT } from './liquid-engine.ts';
import { liquidRegions, paintOver } from './liquid-regions.ts';
import { markdownToHtml } from './markdown-to-html.ts';
import {
  footerEdit,
  hasUnsubscribe,
  hiddenLinkEdit,
  pixelEdit,
  placePreheader,
  preheaderEdit,
} from './page-additions.ts';
import { requireSize } from './page-size.ts';
import { RenderError } from './render-error.ts';
import { rewriteLinks } from './rewrite-links.ts';
import { type HtmlScan, scanHtml } from './scan-html.ts';

export interface MessageSource {
  subject: string;
  preheader: string;
  body_kind: BodyKind;
  body: string;
  /** Of a push message, whose title is the subject. */
  push?: PushParts | null;
}

export interface CompileOptions {
  /** Where recipients reach Herald, without a slash at its end. */
  base_url: string;
  track_opens: boolean;
  track_clicks: boolean;
  /** Adds a link that no person sees to messages whose links are tracked. */
  hidden_link?: boolean;
  /** Whether a message without an unsubscribe link gets a footer with one; as a rule it does. */
  footer?: boolean;
  /** What web links say to the statistics of the sites they lead to. */
  link_tags?: LinkTags | null;
  /** Which pictures travel in the mail; absent: none. */
  embed?: Embedding;
  /** Targets that other texts of the same send link to: their places are kept, and those of this one come after them. */
  known_links?: readonly string[];
}

/** A message parsed once for all its recipients. */
export interface CompiledMessage {
  subject: CompiledText;
  preheader: CompiledText;
  html: CompiledText;
  text: CompiledText;
  /** Targets of the tracked links by index, as Liquid where they are personal: see `renderLinkTarget`. */
  links: readonly string[];
  /** Names of the pictures that travel in it. */
  pictures: readonly string[];
  /** False when the body names no unsubscribe address; a footer with one was added then. */
  has_own_unsubscribe: boolean;
}

/** @throws RenderError for a text that can't be parsed; the sources themselves are never changed */
export function compileMessage(source: MessageSource, options: CompileOptions): CompiledMessage {
  const { subject, preheader, body } = source;
  // First what the author wrote: its lines are the right ones, and the steps below rely on closed braces.
  const visual = source.body_kind === 'visual';
  if (source.body_kind === 'html') requireSize(body);
  if (!visual) compileText({ part: 'body', text: body, written: body, mode: 'html' });
  const page = composeOrExplain(source, options);
  // Lines of a page that was made from blocks say nothing to its author.
  const written = visual ? '' : body;
  return {
    subject: compileText({ part: 'subject', text: subject, written: subject, mode: 'plain', one_line: true }),
    preheader: compileText({ part: 'preheader', text: preheader, written: preheader, mode: 'plain', one_line: true }),
    html: compileText({ part: 'body', text: page.html, written, mode: 'html' }),
    text: compileText({ part: 'body', text: page.text, written, mode: 'html_as_text' }),
    links: page.links,
    pictures: page.pictures,
    has_own_unsubscribe: page.has_own_unsubscribe,
  };
}

/** The texts of one send, such as its variants: a target that several of them link to has one place. */
export function compileTexts(sources: readonly MessageSource[], options: CompileOptions): CompiledMessage[] {
  let known_links: readonly string[] = [];
  return sources.map((source) => {
    const message = compileMessage(source, { ...options, known_links });
    known_links = message.links;
    return message;
  });
}

/** Markdown nested without end is more than its reader can take. */
function composeOrExplain(source: MessageSource, options: CompileOptions): Page {
  try {
    return composePage(source, options);
  } catch (error) {
    if (error instanceof RenderError) throw error;
    throw new RenderError({ part: 'body', ...explainFailure(error) }, error);
  }
}

interface Page {
  html: string;
  text: string;
  links: string[];
  pictures: string[];
  has_own_unsubscribe: boolean;
}

/** Everything that is the same for all: styles, links, footer, preheader and pixel are put in before Liquid sees the page. */
function composePage({ preheader, body_kind, body }: MessageSource, options: CompileOptions): Page {
  const urls = trackingUrls(options.base_url, TOKEN_SLOT);
  const written = inlineCss(pageOf(body_kind, body));
  const has_own_unsubscribe = hasUnsubscribe(written);
  const whole =
    has_own_unsubscribe || options.footer === false ? written : editText(written, [footerEdit(scan(written), written)]);
  const { track_clicks, link_tags = null, known_links } = options;
  const { edits, targets } =
    track_clicks || link_tags?.on
      ? rewriteLinks(scan(whole), { linkAt: track_clicks ? urls.link : null, tags: link_tags, known: known_links })
      : { edits: [], targets: [] };
  const linked = editText(whole, edits);
  const additions: Edit[] = preheaderEdit(scan(linked), linked, preheader);
  if (options.track_clicks && options.hidden_link) {
    additions.push(hiddenLinkEdit(scan(linked), linked, urls.link(TRAP_LINK)));
  }
  if (options.track_opens) additions.push(pixelEdit(scan(linked), linked, urls.pixel));
  const embedded = options.embed ? embedPictures(scan(linked), options.embed) : { edits: [], names: [] };
  additions.push(...embedded.edits);
  return {
    html: placePreheader(editText(linked, additions), preheader),
    text: htmlToPlainText(placePreheader(linked, preheader)),
    links: targets,
    pictures: embedded.names,
    has_own_unsubscribe,
  };
}

/** The body as a page, its Liquid kept. @throws RenderError for a design that can't be read, and for more than a mail can be */
export function pageOf(body_kind: BodyKind, body: string): string {
  if (body_kind === 'visual') return requireSize(designToHtml(body));
  return requireSize(body_kind === 'markdown' ? markdownToHtml(body) : body);
}

function scan(html: string): HtmlScan {
  return scanHtml(html, paintOver(html, liquidRegions(html)));
}

/** A page that is filled in already, with its pictures in the mail itself. */
export function embedInPage(html: string, embed: Embedding): { html: string; pictures: string[] } {
  const { edits, names } = embedPictures(scan(html), embed);
  return { html: editText(html, edits), pictures: names };
}
