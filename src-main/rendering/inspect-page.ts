import { parseDocument } from 'htmlparser2';
import { contrastOf, contrastWanted, type Rgb, readColour } from '#shared/domain/preflight/contrast.ts';

type Node = ReturnType<typeof parseDocument>['childNodes'][number];
type Element = Extract<Node, { attribs: Record<string, string> }>;

export interface PoorContrast {
  text: string;
  ratio: number;
  wanted: number;
}

/** What can be said of a page without showing it. */
export interface PageFindings {
  /** Addresses of its images, each once. */
  images: string[];
  without_alt: string[];
  contrast: PoorContrast[];
  /** Links that say one web address and lead to another. */
  masked_links: number;
}

interface Paint {
  ink: Rgb | null;
  ground: Rgb | null;
  pixels: number;
  bold: boolean;
}

const UNSEEN = new Set(['head', 'style', 'script', 'title', 'template']);
const PLAIN: Paint = { ink: [0, 0, 0], ground: [255, 255, 255], pixels: 16, bold: false };
const MOST_CONTRASTS = 20;

/** Looks at the page of one person, with its styles in its elements. */
export function inspectPage(html: string): PageFindings {
  const findings: PageFindings = { images: [], without_alt: [], contrast: [], masked_links: 0 };
  const images = new Set<string>();
  // Without recursion: pages may be nested without end.
  const open: { node: Node; paint: Paint }[] = [];
  const push = (nodes: readonly Node[], paint: Paint) => {
    for (const node of nodes.toReversed()) open.push({ node, paint });
  };
  push(parseDocument(html).childNodes, PLAIN);
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, paint } = next;
    if ('data' in node && node.type === 'text') judgeText(node.data, paint, findings);
    if (!('attribs' in node) || UNSEEN.has(node.name) || isHidden(node)) continue;
    if (node.name === 'img' && node.attribs.src) {
      if (!images.has(node.attribs.src) && node.attribs.alt === undefined) findings.without_alt.push(node.attribs.src);
      images.add(node.attribs.src);
    }
    if (node.name === 'a' && isMasked(node)) findings.masked_links += 1;
    push(node.childNodes, paintOf(node, paint));
  }
  findings.images = [...images];
  return findings;
}

function judgeText(data: string, { ink, ground, pixels, bold }: Paint, { contrast }: PageFindings): void {
  const text = data.replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(text) || !ink || !ground || contrast.length >= MOST_CONTRASTS) return;
  const ratio = Math.round(contrastOf(ink, ground) * 10) / 10;
  const wanted = contrastWanted({ pixels, bold });
  if (ratio >= wanted) return;
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  if (!contrast.some((one) => one.text === short)) contrast.push({ text: short, ratio, wanted });
}

function paintOf({ name, attribs }: Element, before: Paint): Paint {
  const style = declarationsOf(attribs.style ?? '');
  const ink = style.get('color') ?? (name === 'font' ? attribs.color : undefined);
  const ground = style.get('background-color') ?? style.get('background') ?? attribs.bgcolor;
  const size = /^(\d+(?:\.\d+)?)(px|pt)/.exec(style.get('font-size') ?? '');
  const weight = style.get('font-weight');
  return {
    ink: ink === undefined || ink === 'inherit' ? before.ink : readColour(ink),
    // A picture or a colour that can't be read: nothing is known of what stands on it.
    ground:
      attribs.background || (ground !== undefined && style.has('background-image'))
        ? null
        : groundOf(ground, before.ground),
    pixels: size ? Number(size[1]) * (size[2] === 'pt' ? 4 / 3 : 1) : (HEADINGS[name] ?? before.pixels),
    bold: weight
      ? /^(bold|[6-9]00)/.test(weight)
      : before.bold || name in HEADINGS || name === 'b' || name === 'strong',
  };
}

const HEADINGS: Record<string, number> = { h1: 32, h2: 24, h3: 18.72, h4: 16 };

function groundOf(text: string | undefined, before: Rgb | null): Rgb | null {
  if (text === undefined || /^(none|transparent|inherit|initial)$/i.test(text.trim())) return before;
  return readColour(text.trim().split(/\s+(?![^(]*\))/)[0] ?? '');
}

function declarationsOf(style: string): Map<string, string> {
  return new Map(
    style.split(';').flatMap((one) => {
      const at = one.indexOf(':');
      if (at < 0) return [];
      return [
        [
          one.slice(0, at).trim().toLowerCase(),
          one
            .slice(at + 1)
            .replace(/!important/i, '')
            .trim()
            .toLowerCase(),
        ],
      ];
    }),
  );
}

function isHidden({ attribs }: Element): boolean {
  return /display\s*:\s*none|mso-hide\s*:\s*all/i.test(attribs.style ?? '');
}

function isMasked(link: Element): boolean {
  const shown = textOf(link).trim();
  const [, said] = /^(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?:\/\S*)?$/i.exec(shown) ?? [];
  const href = link.attribs.href ?? '';
  if (!said || !URL.canParse(href) || !/^https?:/.test(href)) return false;
  const host = new URL(href).hostname;
  return !sameSite(host, said.toLowerCase());
}

function sameSite(host: string, said: string): boolean {
  const bare = (name: string) => name.replace(/^www\./, '');
  return bare(host).endsWith(bare(said)) || bare(said).endsWith(bare(host));
}

function textOf(node: Element): string {
  let text = '';
  const open: Node[] = [...node.childNodes].reverse();
  for (let next = open.pop(); next && text.length < 300; next = open.pop()) {
    if (next.type === 'text' && 'data' in next) text += next.data;
    else if ('childNodes' in next) open.push(...next.childNodes.toReversed());
  }
  return text;
}
