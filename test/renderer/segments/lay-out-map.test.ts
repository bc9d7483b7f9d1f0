import { describe, expect, it } from 'vitest';
import { layOutMap, NODE_HEIGHT, NODE_WIDTH } from '#renderer/features/segments/map/lay-out-map.ts';
import type { SegmentGraph } from '#shared/contract/segment.contract.ts';

type Kind = SegmentGraph['nodes'][number]['kind'];

/** Each edge is `user > used`; the letter before the colon says the kind. */
function graphOf(...edges: string[]): SegmentGraph {
  const kinds: Record<string, Kind> = { s: 'segment', l: 'list', c: 'campaign', f: 'field' };
  const ends = edges.map((edge) => edge.split(' > ') as [string, string?]);
  const keys = [...new Set(ends.flatMap(([from, to]) => (to ? [from, to] : [from])))];
  return {
    nodes: keys.map((key) => ({ key, kind: kinds[key.charAt(0)] ?? 'tag', id: key, name: key })),
    edges: ends.flatMap(([from, to]) => (to ? [{ from, to, excludes: false }] : [])),
  };
}

const left = (graph: SegmentGraph) => (key: string) => layOutMap(graph).get(key)?.x ?? Number.NaN;

describe('the drawing of how segments hang together', () => {
  it('has what is used to the left of what uses it', () => {
    const graph = graphOf('s:outer > s:inner', 's:inner > l:news', 's:outer > f:plan', 'c:spring > s:outer');
    const x = left(graph);
    for (const { from, to } of graph.edges) expect(x(to)).toBeLessThan(x(from));
    expect(x('f:plan')).toBe(x('s:inner'));
  });

  it('comes to an end when a campaign uses a segment whose rule names that campaign', () => {
    const x = left(graphOf('s:openers > c:spring', 'c:spring > s:openers'));
    expect(x('c:spring')).toBeLessThan(x('s:openers'));
  });

  it('lays nothing over anything else', () => {
    const many = Array.from({ length: 30 }, (_, at) => [`s:${at} > l:${at % 7}`, `s:${at} > f:${at % 3}`]).flat();
    const places = [...layOutMap(graphOf(...many, 's:alone')).values()];
    expect(places).toHaveLength(41);
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const apart = Math.abs(one.x - other.x) >= NODE_WIDTH || Math.abs(one.y - other.y) >= NODE_HEIGHT;
        expect(apart).toBe(true);
      }
    }
  });

  it('brings things near to what they hang together with', () => {
    const places = layOutMap(graphOf('s:a > l:1', 's:b > l:2', 's:c > l:3', 's:d > l:1'));
    const y = (key: string) => places.get(key)?.y ?? Number.NaN;
    expect(Math.abs(y('s:a') - y('s:d'))).toBe(Math.min(...['s:b', 's:c'].map((key) => Math.abs(y('s:a') - y(key)))));
  });
});
