import MarkdownIt from 'markdown-it';
import { unwrapLoneTags, withStandIns } from './stand-ins.ts';

/** Takes HTML between the lines, as mails need it; its time grows with the text, whatever the text is. */
const markdown = new MarkdownIt({ html: true });

/** A whole page from Markdown. Liquid in it is kept as it is. */
export function markdownToHtml(source: string): string {
  const { text, restore } = withStandIns(source);
  const content = restore(unwrapLoneTags(markdown.render(text)));
  return `<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<style>${STYLE}</style>
</head>
<body style="margin:0;padding:0;background:#f3f4f6">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f6"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background:#ffffff;border-radius:8px"><tr><td class="content" style="padding:32px;font-family:${FONT};font-size:16px;line-height:1.6;color:#1f2937">
${content}</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

const FONT = '-apple-system,BlinkMacSystemFont,&quot;Segoe UI&quot;,Roboto,Helvetica,Arial,sans-serif';

const STYLE = `
.content h1{font-size:26px;line-height:1.25;margin:0 0 16px}
.content h2{font-size:21px;line-height:1.3;margin:28px 0 12px}
.content h3{font-size:17px;margin:24px 0 8px}
.content p,.content ul,.content ol{margin:0 0 16px}
.content a{color:#1d4ed8}
.content img{max-width:100%;height:auto;border:0}
.content blockquote{margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d1d5db;color:#4b5563}
.content code{font-family:Consolas,Menlo,monospace;font-size:14px;background:#f3f4f6;padding:1px 4px;border-radius:3px}
.content pre{background:#f3f4f6;padding:12px;border-radius:6px;overflow:auto}
.content table{border-collapse:collapse}
.content th,.content td{border:1px solid #e5e7eb;padding:6px 10px;text-align:left}
@media (max-width:480px){.content{padding:20px !important}}
`;
