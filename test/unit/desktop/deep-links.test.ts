import { describe, expect, it } from 'vitest';
import { deepLinkIn, pathOfDeepLink } from '#main/desktop/deep-links.ts';

const ID = '018f4e2a-0000-7000-8000-000000000001';

describe('a herald:// link', () => {
  it.each([
    ['herald://campaigns', '/campaigns'],
    ['herald://contacts/', '/contacts'],
    [`herald://campaigns/${ID}`, `/campaigns/${ID}`],
  ])('%s opens %s', (link, path) => {
    expect(pathOfDeepLink(link)).toBe(path);
  });

  it.each([
    'herald://settings',
    'herald://campaigns/../../settings',
    `herald://campaigns/${ID}/send`,
    'herald://user:word@campaigns',
    'https://campaigns',
    'javascript:alert(1)',
    'not a link',
  ])('%s opens nothing', (link) => {
    expect(pathOfDeepLink(link)).toBeNull();
  });

  it('is found among the arguments of a second start', () => {
    expect(deepLinkIn(['/usr/bin/herald', '--data-dir', '/x', 'herald://lists'])).toBe('/lists');
    expect(deepLinkIn(['/usr/bin/herald', '.'])).toBeNull();
  });
});
