import { customType } from 'drizzle-orm/sqlite-core';
import { type Instant, instantOf, millisOf } from '#shared/kernel/instant.ts';

/** A moment: milliseconds in the table, RFC 3339 text in an entity. */
export const instant = customType<{ data: Instant; driverData: number }>({
  dataType: () => 'integer',
  toDriver: millisOf,
  fromDriver: instantOf,
});
