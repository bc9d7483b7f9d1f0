import { Skeleton } from '@mantine/core';
import { memo } from 'react';
import classes from './data-table.module.css';
import type { Column } from './data-table-column.ts';

interface TableRowProps<Row> {
  id: string;
  index: number;
  top: number;
  row: Row;
  columns: Column<Row>[];
  href: string | undefined;
  opens: boolean;
  active: boolean;
  /** undefined where rows cannot be selected */
  selected: boolean | undefined;
  /** What ticking a row does, for those who only hear it. */
  selectLabel: string;
}

/**
 * Drawn again only when something about the row itself changes: a scroll moves the stretch it stands in. Of plain elements, since
 * dozens are made while one scrolls.
 */
export const TableRow = memo(function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, index, top, row, columns, href, opens, active, selected, selectLabel } = props;
  return (
    <tr
      id={id}
      className={`${classes.row} ${classes.item}`}
      style={{ top }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={opens || undefined}
    >
      {selected !== undefined && (
        <td className={classes.cell}>
          <input
            type="checkbox"
            className={classes.check}
            tabIndex={-1}
            aria-label={selectLabel}
            checked={selected}
            readOnly
          />
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.id} className={`${classes.cell} ${column.align === 'end' ? classes.end : ''}`}>
          {at === 0 && href ? (
            <a href={href} className={classes.link} tabIndex={-1}>
              {column.cell(row)}
            </a>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: TableRowProps<Row>) => React.ReactElement;

export function WaitingRow({ top }: { top: number }) {
  return (
    <tr className={`${classes.item} ${classes.waiting}`} style={{ top }} aria-hidden>
      <td>
        <Skeleton height={14} width={320} />
      </td>
    </tr>
  );
}

export function isOwnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null;
}
