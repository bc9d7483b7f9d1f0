/** Indexes by time that the slivers of watched segments read; they are made when some segment wants them. */
export const TIME_INDEXES = {
  event: 'CREATE INDEX IF NOT EXISTS segment_time_event ON event (name_no, at, contact_no)',
  hit: 'CREATE INDEX IF NOT EXISTS segment_time_hit ON hit (at, delivery_no)',
  delivery: `CREATE INDEX IF NOT EXISTS segment_time_delivery ON delivery (changed_at, contact_no)
    WHERE state IN ('accepted', 'complained')`,
} as const;
export type TimeIndex = keyof typeof TIME_INDEXES;
