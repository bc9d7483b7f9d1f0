import { expect, it, vi } from 'vitest';

vi.stubGlobal('window', {});
vi.stubGlobal('location', { href: 'http://127.0.0.1/#/' });
const { keysOf } = await import('#renderer/data/topic-keys.ts');
const { api } = await import('#renderer/data/client.ts');

it('knows what to fetch again for every whole kind', () => {
  const kinds = [
    'organization',
    'users',
    'sessions',
    'contacts',
    'lists',
    'imports',
    'senders',
    'campaigns',
    'mailbox',
  ];
  for (const kind of [...kinds, 'home']) expect(keysOf(kind), kind).not.toHaveLength(0);
});

it('fetches only the one record again that a notice names', () => {
  expect(keysOf('import:0190b6a0')).toEqual([api.imports.get.key({ input: { id: '0190b6a0' } })]);
});

it('passes over topics of a newer server', () => {
  expect(keysOf('banners')).toEqual([]);
  expect(keysOf('banner:0190b6a0')).toEqual([]);
});
