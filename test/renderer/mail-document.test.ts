import { describe, expect, it } from 'vitest';
import { hasRemotePictures, mailDocument } from '#renderer/ui/mail-document.ts';

describe('a mail in its frame', () => {
  it('gets its policy before anything of its own is read', () => {
    const page = mailDocument('<script>alert(1)</script>');
    expect(page.indexOf('content-security-policy')).toBeLessThan(page.indexOf('<script>'));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('script-src');
  });

  it('opens its links outside of the frame', () => {
    expect(mailDocument('<a href="https://example.com">x</a>')).toContain('<base target="_blank">');
  });

  it('is known to have pictures from elsewhere, the pixel aside', () => {
    const own = 'http://127.0.0.1:4170';
    expect(hasRemotePictures(`<img src="${own}/o/token.gif">`, own)).toBe(false);
    expect(hasRemotePictures('<img width=2 src="https://cdn.example.com/a.png">', own)).toBe(true);
    expect(hasRemotePictures('<img src="data:image/gif;base64,AA">', own)).toBe(false);
  });
});
