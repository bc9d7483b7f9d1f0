import { describe, expect, it } from 'vitest';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { mergeTag } from '#renderer/pickers/merge-field-tag.ts';

const OPTIONS = { base_url: 'http://127.0.0.1:4170', track_opens: true, track_clicks: true };

describe('a merge field', () => {
  it.each([
    [{ field: 'first_name', fallback: 'there' }, '{{ first_name | default: "there" }}'],
    [{ field: 'email' }, '{{ email }}'],
    [{ field: 'attribute', attribute: 'plan', fallback: 'basic' }, '{{ attributes.plan | default: "basic" }}'],
    [{ field: 'attribute', attribute: 'Favourite colour' }, '{{ attributes["Favourite colour"] }}'],
    [{ field: 'city', fallback: 'say "hi"' }, `{{ city | default: 'say "hi"' }}`],
    [{ field: 'attribute', attribute: ' ' }, ''],
  ] as const)('of %j reads %s', (wish, tag) => {
    expect(mergeTag(wish)).toBe(tag);
  });

  it('is understood by the renderer whatever its fallback holds', () => {
    for (const fallback of ['there', `it's`, 'say "hi"', `both " and '`, '}} done']) {
      const text = mergeTag({ field: 'first_name', fallback });
      const source = { subject: text, preheader: '', body_kind: 'html', body: text } as const;
      expect(() => compileMessage(source, OPTIONS)).not.toThrow();
    }
  });
});
