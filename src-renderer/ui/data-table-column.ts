import type { ReactNode } from 'react';

export interface Column<Row> {
  id: string;
  header: string;
  /** A CSS grid track: `minmax(200px, 2fr)`, `96px`. */
  width?: string;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** A heading that sorts. */
  sort?: { direction: 'ascending' | 'descending' | null; onSort(): void };
  cell(row: Row): ReactNode;
}

export interface RowSelection {
  selected: ReadonlySet<string>;
  /** With the row's place, and whether all rows since the last one are meant (Shift). */
  onToggle(key: string, pick: { index: number; extend: boolean }): void;
  /** Where everything can be picked at once: whether all, some or none are. */
  whole?: { picked: 'all' | 'some' | 'none'; label: string; onToggle(): void };
}
