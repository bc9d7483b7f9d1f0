import type { TargetKind } from './offer.ts';
import type { SegmentField } from './segment-field.ts';

/** What exists now and may be named in a rule. */
export interface SegmentCatalogue {
  /** Built-in and custom ones. */
  fields: readonly SegmentField[];
  lists: readonly NamedThing[];
  segments: readonly NamedThing[];
  tags: readonly NamedThing[];
  campaigns: readonly NamedThing[];
  events: readonly EventKind[];
}

export interface NamedThing {
  id: string;
  name: string;
}

export interface EventKind {
  name: string;
  /** What has been seen in its data. */
  data: readonly { name: string; type: DataType }[];
}
export type DataType = 'text' | 'number' | 'boolean';

/** What a name stands for: `one`, or `many` when several have it, or neither. */
export interface Found {
  one: NamedThing | null;
  many: number;
}

/** Looks names up in a catalogue without walking it each time. */
export class CatalogueIndex {
  private readonly catalogue: SegmentCatalogue;
  private readonly things = new Map<TargetKind, Map<string, NamedThing[]>>();
  private readonly folded = new Map<string, SegmentField>();

  constructor(catalogue: SegmentCatalogue) {
    this.catalogue = catalogue;
    for (const field of catalogue.fields) this.folded.set(fieldKey(field.name, field.custom), field);
  }

  field(name: string, custom: boolean): SegmentField | null {
    return this.folded.get(fieldKey(name, custom)) ?? null;
  }

  get fields(): readonly SegmentField[] {
    return this.catalogue.fields;
  }

  /** By id, by the exact name, or else in any case if only one is written so. */
  find(kind: TargetKind, name: string): Found {
    const things = this.byName(kind);
    const same = things.get(`=${name}`) ?? things.get(`#${name}`) ?? things.get(`~${name.toLowerCase()}`) ?? [];
    const [one] = same;
    return same.length === 1 && one ? { one, many: 1 } : { one: null, many: same.length };
  }

  event(name: string): EventKind | null {
    const { one } = this.find('event', name);
    return one ? (this.catalogue.events.find((event) => event.name === one.name) ?? null) : null;
  }

  names(kind: TargetKind): string[] {
    return [...new Set(thingsOf(this.catalogue, kind).map((thing) => thing.name))];
  }

  private byName(kind: TargetKind): Map<string, NamedThing[]> {
    const known = this.things.get(kind);
    if (known) return known;
    const things = new Map<string, NamedThing[]>();
    for (const thing of thingsOf(this.catalogue, kind)) {
      for (const key of [`=${thing.name}`, `#${thing.id}`, `~${thing.name.toLowerCase()}`]) {
        const same = things.get(key);
        if (same) same.push(thing);
        else things.set(key, [thing]);
      }
    }
    this.things.set(kind, things);
    return things;
  }
}

/** The things that a rule may name of one kind. An event is known by its name alone. */
export function thingsOf(catalogue: SegmentCatalogue, kind: TargetKind): readonly NamedThing[] {
  switch (kind) {
    case 'segment':
      return catalogue.segments;
    case 'list':
      return catalogue.lists;
    case 'tag':
      return catalogue.tags;
    case 'campaign':
      return catalogue.campaigns;
    case 'event':
      return catalogue.events.map(({ name }) => ({ id: name, name }));
  }
}

function fieldKey(name: string, custom: boolean): string {
  return `${custom ? 'attributes.' : ''}${name.toLowerCase()}`;
}
