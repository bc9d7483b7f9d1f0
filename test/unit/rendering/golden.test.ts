import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { mergePerson } from '#test/support/merge-person.ts';

const GOLDEN = join(APP_ROOT, 'test/fixtures/golden-mail');
const OPTIONS = {
  base_url: 'https://t.example',
  track_opens: true,
  track_clicks: true,
  link_tags: { ...NO_LINK_TAGS, on: true, source: 'golden', campaign: 'spring' },
};
const eve = mergePerson({ first_name: '<Eve> & "Co"', last_name: '', city: '', attributes: {} });

/** What comes out of a message, part by part, as somebody with everything and somebody with little gets it. */
function partsOf(body_kind: 'html' | 'markdown', body: string): string {
  const source = { subject: 'For {{ first_name }}', preheader: 'In {{ city | default: "town" }}', body_kind, body };
  const compiled = compileMessage(source, OPTIONS);
  const filled = [mergePerson(), eve].flatMap((person) =>
    (['subject', 'preheader', 'html', 'text'] as const).map(
      (part) => `=== ${person.first_name}: ${part}\n${fillText(compiled[part], person)}\n`,
    ),
  );
  return [...filled, '=== links', ...compiled.links, ''].join('\n');
}

// Whoever changes the renderer sees in the difference what it does to mails. `vitest -u` takes the new ones over.
it.each(readdirSync(GOLDEN).filter((file) => /\.(html|md)$/.test(file)))('%s comes out as before', async (file) => {
  const kind = file.endsWith('.md') ? 'markdown' : 'html';
  const parts = partsOf(kind, readFileSync(join(GOLDEN, file), 'utf8'));
  await expect(parts).toMatchFileSnapshot(join(GOLDEN, `${file}.out.txt`));
});
