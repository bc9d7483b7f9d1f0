import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './data-table.module.css';
import type { Column, RowSelection } from './data-table-column.ts';

interface TableHeadProps<Row> {
  columns: Column<Row>[];
  selection: RowSelection | undefined;
}

export function TableHead<Row>({ columns, selection }: TableHeadProps<Row>) {
  return (
    <thead className={classes.head}>
      <tr className={classes.row} aria-rowindex={1}>
        {selection && (
          <td className={classes.cell}>
            {selection.whole && (
              <input
                type="checkbox"
                className={classes.check}
                aria-label={selection.whole.label}
                checked={selection.whole.picked === 'all'}
                ref={(box) => {
                  if (box) box.indeterminate = selection.whole?.picked === 'some';
                }}
                onChange={selection.whole.onToggle}
              />
            )}
          </td>
        )}
        {columns.map(({ id, header, align, sort }) => (
          <th
            key={id}
            scope="col"
            aria-sort={sort?.direction ?? undefined}
            className={`${classes.cell} ${align === 'end' ? classes.end : ''}`}
          >
            {sort ? (
              <button type="button" className={classes.sort} onClick={sort.onSort}>
                {header}
                {sort.direction === 'ascending' && <IconArrowUp size={14} aria-hidden />}
                {sort.direction === 'descending' && <IconArrowDown size={14} aria-hidden />}
              </button>
            ) : (
              header
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
