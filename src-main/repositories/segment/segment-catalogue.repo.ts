import type { Reader } from '#main/db/access.ts';
import type { DataType, EventKind, NamedThing, SegmentCatalogue } from '#shared/domain/segment/segment-catalogue.ts';
import { BUILT_IN_FIELDS, type SegmentField } from '#shared/domain/segment/segment-field.ts';
import { allFields } from '../contact/custom-field.repo.ts';

/** Events of a name that are looked at to know what is in their data, from either end of the index. */
const SAMPLED = 100;
/** Names whose data is looked at for completion: the most frequent ones. */
const MOST_SAMPLED = 100;

/** Everything that a rule may name now. The data of events is looked at for those that `events` names, or for the most frequent. */
export function segmentCatalogue(reader: Reader, events?: ReadonlySet<string>): SegmentCatalogue {
  const things = (sql: string) => reader.sql<NamedThing>(sql).all();
  return {
    fields: [...BUILT_IN_FIELDS, ...customFields(reader)],
    lists: things('SELECT id, name FROM list WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE'),
    segments: things('SELECT id, name FROM segment WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE'),
    tags: things('SELECT id, name FROM tag ORDER BY name'),
    campaigns: things('SELECT id, name FROM campaign WHERE deleted_at IS NULL ORDER BY no DESC'),
    events: eventKinds(reader, events),
  };
}

export function customFields(reader: Reader): SegmentField[] {
  return allFields(reader).map(({ key, type, choices }) => ({
    name: key,
    type,
    custom: true,
    ...(type === 'choice' ? { choices } : {}),
  }));
}

function eventKinds(reader: Reader, wanted: ReadonlySet<string> | undefined): EventKind[] {
  const names = reader
    .sql<EventName>('SELECT no, name, events, last_at FROM event_name WHERE events > 0 ORDER BY events DESC, name')
    .all();
  return names.map((event, at) => {
    const isSampled = wanted ? wanted.has(event.name.toLowerCase()) : at < MOST_SAMPLED;
    return { name: event.name, data: isSampled ? keptData(reader, event) : [] };
  });
}

interface EventName {
  no: number;
  name: string;
  events: number;
  last_at: number | null;
}

interface KeptData {
  version: string;
  data: EventKind['data'];
}

const keptByReader = new WeakMap<Reader, Map<number, KeptData>>();

/** What is in the data of a name stays known until an event of it comes or goes. */
function keptData(reader: Reader, { no, name, events, last_at }: EventName): EventKind['data'] {
  const kept = keptByReader.get(reader) ?? new Map<number, KeptData>();
  keptByReader.set(reader, kept);
  const version = `${name} ${events} ${last_at}`;
  const known = kept.get(no);
  if (known?.version === version) return known.data;
  const data = dataOf(reader, no);
  kept.set(no, { version, data });
  return data;
}

/** What some events of a name have in their data. */
function dataOf(reader: Reader, name_no: number): EventKind['data'] {
  const rows = reader
    .sql<{ name: string; type: DataType }>(
      `SELECT DISTINCT j.key AS name,
         CASE j.type WHEN 'text' THEN 'text' WHEN 'true' THEN 'boolean' WHEN 'false' THEN 'boolean' ELSE 'number' END AS type
       FROM (SELECT data FROM event WHERE no IN (
           SELECT no FROM (SELECT no FROM event WHERE name_no = @name_no ORDER BY contact_no, at LIMIT @some)
           UNION ALL
           SELECT no FROM (SELECT no FROM event WHERE name_no = @name_no ORDER BY contact_no DESC, at DESC LIMIT @some))) e,
         json_each(e.data) j
       WHERE j.type IN ('text', 'integer', 'real', 'true', 'false') ORDER BY 1`,
    )
    .all({ name_no, some: SAMPLED });
  return rows;
}
