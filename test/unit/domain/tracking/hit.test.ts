import { expect, test } from 'vitest';
import { type Hit, packHits, unpackHits } from '#shared/domain/tracking/hit.ts';

test('hits arrive as they were packed', () => {
  const hits: Hit[] = [
    {
      kind: 'open',
      at: 1_795_319_323_652,
      delivery_no: 2 ** 40,
      link: -1,
      agent: 'Mail',
      ip: '10.0.0.0',
      asked: 'head',
      unwilling: false,
    },
    { kind: 'click', at: 2, delivery_no: 7, link: 12, agent: 'Mail', ip: '', asked: 'ahead', unwilling: true },
    { kind: 'open', at: 3, delivery_no: 7, link: -1, agent: '', ip: '10.0.0.0', asked: 'get', unwilling: false },
  ];
  expect(unpackHits(packHits(hits))).toEqual(hits);
  expect(packHits(hits).texts).toEqual(['Mail', '10.0.0.0', '']);
});
