import type { Block, Design } from '#shared/domain/design/design.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { compileText } from '../compiled-text.ts';
import { RenderError } from '../render-error.ts';
import { blockHtml, insideHtml } from './block-html.ts';
import { nameBlock } from './name-block.ts';
import { fontOf, styleOf } from './palette.ts';

/**
 * The mail that a design makes, with its Liquid.
 * @throws RenderError that names the block whose Liquid can't be read
 */
export function designToHtml(body: string): string {
  const design = designOf(body);
  for (const block of design.blocks) judge(block, design);
  return pageHtml(design);
}

/** @throws RenderError for a body that holds no design */
export function designOf(body: string): Design {
  const answer = readDesign(body);
  if (answer.ok) return answer.design;
  throw new RenderError({ part: 'body', line: null, column: null, message: answer.problem });
}

/** Each block must be whole in itself, so that moving or hiding one never breaks another. */
function judge(block: Block, { look }: Design): void {
  const text = insideHtml(block, look);
  try {
    compileText({ part: 'body', text, written: text, mode: 'html' });
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const message = `In the block “${nameBlock(block)}”: ${error.message}`;
    throw new RenderError({ part: 'body', line: null, column: null, message, block: block.id }, error);
  }
}

function pageHtml({ look, blocks }: Design): string {
  const { background, surface, width } = look;
  const sheet = `<table role="presentation" class="hd-sheet" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${surface}" style="max-width:${width}px;margin:0 auto;background:${surface};border-radius:${Math.min(look.radius, 12)}px"><tr><td style="padding:18px 0">`;
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>${styleOf(look)}</style>
</head>
<body class="hd-page" style="margin:0;padding:0;background:${background}">
<table role="presentation" class="hd-page" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${background}" style="background:${background};font-family:${fontOf(look)}"><tr><td class="hd-page-pad" align="center" style="padding:28px 12px">
<!--[if mso]><table role="presentation" width="${width}" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
${sheet}
${blocks.map((block) => blockHtml(block, look)).join('\n')}
</td></tr></table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`;
}
