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
