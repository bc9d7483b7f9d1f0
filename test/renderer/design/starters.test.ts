import { describe, expect, it } from 'vitest';
import { checkMessage } from '#main/rendering/check-message.ts';
import { starters as german } from '#renderer/app/messages/de/starters.ts';
import { starters as english } from '#renderer/app/messages/en/starters.ts';
import { starterDesign } from '#renderer/features/templates/starters/starter.ts';
import { STARTERS } from '#renderer/features/templates/starters/starter-words.ts';
import { contrastOf } from '#shared/domain/design/contrast.ts';
import { Design } from '#shared/domain/design/design.ts';
import { PLAIN_BRAND } from '#shared/domain/design/look.ts';
import { mergePerson } from '#test/support/merge-person.ts';

describe.each([
  ['English', english],
  ['German', german],
])('starters in %s', (_, words) => {
  it.each(STARTERS)('%s is a design that can be filled in', (name) => {
    const design = starterDesign(name, words, PLAIN_BRAND);
    expect(Design.safeParse(design).error).toBeUndefined();
    const { subject, preheader } = words[name];
    const source = { subject, preheader, body_kind: 'visual' as const, body: JSON.stringify(design) };
    expect(checkMessage(source, mergePerson())).toEqual([]);
  });
});

it('can be read', () => {
  const { text, surface, accent, on_accent } = PLAIN_BRAND.look;
  for (const [ink, ground] of [
    [text, surface],
    [on_accent, accent],
    [accent, surface],
  ] as const)
    expect(contrastOf(ink, ground)).toBeGreaterThan(4.5);
});
