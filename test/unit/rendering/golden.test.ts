import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CompileOptions, compileMessage, type MessageSource } from '#main/rendering/compile-message.ts';
import { compilePush, fillPush } from '#main/rendering/compile-push.ts';
import { compileSms, fillSms } from '#main/rendering/compile-sms.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { mergePerson } from '#test/support/merge-person.ts';
import { GOLDEN_CASES } from './golden-cases.ts';

// Whoever changes the renderer sees in the difference what it does to mails. `vitest -u` takes the new ones over.

const GOLDEN = join(APP_ROOT, 'test/fixtures/golden-mail');
const TRACKED: CompileOptions = { base_url: 'https://t.example', track_opens: true, track_clicks: true };
const TAGGED = { ...TRACKED, link_tags: { ...NO_LINK_TAGS, on: true, source: 'golden', campaign: 'spring' } };
/** Somebody with everything, and somebody with little. */
const PEOPLE = [
  mergePerson(),
  mergePerson({ first_name: '<Eve> & "Co"', last_name: '', city: '', country: '', attributes: {} }),
];

/** What comes out of a message, part by part, for each of them. */
function partsOf(source: MessageSource, options: CompileOptions): string {
  const compiled = compileMessage(source, options);
  const filled = PEOPLE.flatMap((person) =>
    (['subject', 'preheader', 'html', 'text'] as const).map(
      (part) => `=== ${person.first_name}: ${part}\n${fillText(compiled[part], person)}\n`,
    ),
  );
  return [...filled, '=== links', ...compiled.links, ...compiled.pictures.map((name) => `cid:${name}`), ''].join('\n');
}

it.each(readdirSync(GOLDEN).filter((file) => /\.(html|md)$/.test(file)))('%s comes out as before', async (file) => {
  const body_kind = file.endsWith('.md') ? 'markdown' : 'html';
  const body = readFileSync(join(GOLDEN, file), 'utf8');
  const source = {
    subject: 'For {{ first_name }}',
    preheader: 'In {{ city | default: "town" }}',
    body_kind,
    body,
  } as const;
  await expect(partsOf(source, TAGGED)).toMatchFileSnapshot(join(GOLDEN, `${file}.out.txt`));
});

it.each(GOLDEN_CASES)('$name comes out as before', async ({ name, source, options }) => {
  await expect(partsOf(source, { ...TRACKED, ...options })).toMatchFileSnapshot(join(GOLDEN, 'cases', `${name}.txt`));
});

it('text and push messages come out as before', async () => {
  const body = 'Hi {{ first_name | default: "you" }}: https://shop.example/?c={{ city }} (or https://shop.example/b).';
  const link = 'https://shop.example/{{ city }}';
  const compiled = compileSms(body, TAGGED);
  const push = compilePush({ subject: 'For {{ first_name }}', body, push: { link, icon: '', image: '' } });
  const told = PEOPLE.flatMap((person) => [
    fillSms(compiled, { ...person, token: 'short-token-abc' }),
    JSON.stringify(fillPush(push, person), null, 2),
  ]);
  const text = [...told, ...compiled.links, ''].join('\n===\n');
  await expect(text).toMatchFileSnapshot(join(GOLDEN, 'cases', 'short-messages.txt'));
});
