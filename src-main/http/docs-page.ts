import type { OpenAPI } from '@orpc/openapi';
import { escapeHtml } from '#main/platform/escape-html.ts';
import { operationsOf } from './openapi-document.ts';

interface Operation {
  method: string;
  path: string;
  about: OpenAPI.OperationObject;
  base: string;
}

/** A page that reads well without a script and loads nothing but its style. */
export function docsPage(document: OpenAPI.Document): string {
  const groups = groupByTag(document);
  const sections = [...groups].map(([tag, operations]) => sectionOf(tag, operations));
  const links = [...groups.keys()].map((tag) => `<a href="#${anchor(tag)}">${escapeHtml(tag)}</a>`);
  const { title, version, description = '' } = document.info;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} API</title>
<link rel="stylesheet" href="/api/docs.css">
<header><h1>${escapeHtml(title)} API <small>${escapeHtml(version)}</small></h1>
<p>${escapeHtml(description)}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a></p></header>
<nav aria-label="Areas">${links.join('')}</nav>
<main>${sections.join('')}</main>
</html>`;
}

function groupByTag(document: OpenAPI.Document): Map<string, Operation[]> {
  const shared = document.servers?.[0]?.url ?? '';
  const groups = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    const base = item?.servers?.[0]?.url ?? shared;
    for (const { method, about } of operationsOf(item)) {
      const tag = about.tags?.[0] ?? 'Other';
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, about, base }]);
    }
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b)));
}

const anchor = (tag: string) => tag.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function sectionOf(tag: string, operations: Operation[]): string {
  return `<section id="${anchor(tag)}"><h2>${escapeHtml(tag)}</h2>${operations.map(operationOf).join('')}</section>`;
}

function operationOf({ method, path, about, base }: Operation): string {
  const parameters = (about.parameters ?? []).filter((one): one is OpenAPI.ParameterObject => 'name' in one);
  const body = about.requestBody && 'content' in about.requestBody ? about.requestBody.content : undefined;
  const answers = Object.entries(about.responses ?? {}).map(([status, response]) => {
    const content = response && 'content' in response ? response.content : undefined;
    return Number(status) < 400 ? block(`Answer ${status}`, content) : '';
  });
  return `<details><summary><code class="${method}">${method.toUpperCase()}</code> <code>${escapeHtml(path)}</code>
<span>${escapeHtml(about.summary ?? '')}</span></summary>
<p><code>${escapeHtml(base + path)}</code></p>
${parameters.length > 0 ? parametersOf(parameters) : ''}${block('Body', body)}${answers.join('')}</details>`;
}

function parametersOf(parameters: OpenAPI.ParameterObject[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '' }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${place}</td><td>${required ? 'required' : ''}</td><td>${escapeHtml(description)}</td></tr>`,
  );
  return `<table><thead><tr><th>Name</th><th>In</th><th></th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function block(title: string, content: Record<string, OpenAPI.MediaTypeObject> | undefined): string {
  const [first] = Object.entries(content ?? {});
  if (!first) return '';
  const [type, { schema }] = first;
  const text = escapeHtml(JSON.stringify(schema, null, 2) ?? '');
  return `<h3>${title} <small>${escapeHtml(type)}</small></h3><pre tabindex="0">${text}</pre>`;
}

export const DOCS_STYLE = `:root { color-scheme: light dark; --line: light-dark(#d8dce3, #3a3f4a); --quiet: light-dark(#5b6472, #a3acba) }
body { font: 14px/20px Inter, system-ui, sans-serif; max-width: 1000px; margin: 32px auto; padding: 0 24px;
  background: light-dark(#fff, #16181d); color: light-dark(#1b1f27, #e8eaee) }
h1 { font-size: 20px } h2 { font-size: 16px; margin-top: 32px } h3 { font-size: 13px; margin-bottom: 4px }
small, summary span { color: var(--quiet); font-weight: 400 }
a { color: light-dark(#4338ca, #a5b4fc); margin-right: 12px }
details { border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; margin: 8px 0 }
summary { cursor: pointer } summary code:first-child { display: inline-block; min-width: 56px; font-weight: 600 }
pre { overflow: auto; max-height: 400px; border: 1px solid var(--line); border-radius: 6px; padding: 8px }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: 4px 8px; border-bottom: 1px solid var(--line) }
`;
