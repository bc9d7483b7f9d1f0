import { Checkbox, Skeleton } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import classes from './data-table.module.css';
import type { Column } from './data-table.tsx';

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
}

/** Drawn again only when something about the row itself changes: a scroll moves the stretch it stands in. */
export const TableRow = memo(function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, index, top, row, columns, href, opens, active, selected } = props;
  const { t } = useTranslation();
  return (
    <tr
      id={id}
      className={`${classes.row} ${classes.item}`}
      style={standing(top)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      data-active={active || undefined}
      data-selected={selected || undefined}
      data-opens={opens || undefined}
    >
      {selected !== undefined && (
        <td className={classes.cell}>
          <Checkbox size="xs" tabIndex={-1} aria-label={t('select')} checked={selected} readOnly />
        </td>
      )}
      {columns.map((column, at) => (
        <td key={column.id} className={`${classes.cell} ${column.align === 'end' ? classes.end : ''}`}>
          {at === 0 && href ? (
            <Link href={href} className={classes.link} tabIndex={-1}>
              {column.cell(row)}
            </Link>
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
    <tr className={`${classes.item} ${classes.waiting}`} style={standing(top)} aria-hidden>
      <td>
        <Skeleton height={14} width={320} />
      </td>
    </tr>
  );
}

/** The place in its stretch; the stretch itself moves by a variable of the body. */
const standing = (top: number) => ({ top: `calc(var(--stretch) + ${top}px)` });

export function isOwnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label') !== null;
}
