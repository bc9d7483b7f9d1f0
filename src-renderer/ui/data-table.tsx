import { Checkbox, Skeleton } from '@mantine/core';
import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import classes from './data-table.module.css';
import { ErrorState } from './error-state.tsx';
import { ROW_HEIGHT, useTableViewport } from './use-table-viewport.ts';

export interface Column<Row> {
  id: string;
  header: string;
  /** A CSS grid track: `minmax(200px, 2fr)`, `96px`. */
  width?: string;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  cell(row: Row): ReactNode;
}

/** What the table needs of a list; `useRowWindow` and `useCursorRows` give it. */
export interface RowSource<Row> {
  total: number | undefined;
  rowAt(index: number): Row | undefined;
  show(first: number, last: number): void;
  error: unknown;
  retry(): void;
}

export interface DataTableProps<Row> {
  label: string;
  columns: Column<Row>[];
  source: RowSource<Row>;
  rowKey(row: Row): string;
  /** Where Enter and a click lead. */
  rowHref?(row: Row): string;
  onOpen?(row: Row): void;
  /** Instead of rows, when the list is empty. */
  empty: ReactNode;
  selection?: { selected: ReadonlySet<string>; onToggle(key: string): void };
  /** Fills its parent by default; give a number to hold a height. */
  height?: number | string;
  minWidth?: number;
}

const CHECK_TRACK = '44px';

/** A list of any length with a sticky head, moved through by keyboard: arrows, Page, Home, End, Enter, Space. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, source, rowKey, rowHref, onOpen, empty, selection, height = '100%', minWidth = 640 } = props;
  const { t } = useTranslation();
  const id = useId();
  const [, navigate] = useLocation();
  const view = useTableViewport({ total: source.total ?? 0, show: source.show });
  if (source.error) return <ErrorState error={source.error} onRetry={source.retry} />;
  if (source.total === 0) return <>{empty}</>;

  const tracks = columns.map(({ width = 'minmax(96px, 1fr)' }) => width);
  const style = {
    height,
    '--columns': [...(selection ? [CHECK_TRACK] : []), ...tracks].join(' '),
    '--table-min': `${minWidth}px`,
  } as CSSProperties;

  const open = (row: Row | undefined) => {
    if (row === undefined) return;
    if (rowHref) navigate(rowHref(row));
    else onOpen?.(row);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (view.move(event.key)) event.preventDefault();
    const row = source.rowAt(view.active);
    if (event.key === 'Enter') open(row);
    if (event.key === ' ' && selection && row !== undefined) {
      event.preventDefault();
      selection.onToggle(rowKey(row));
    }
  };

  return (
    <div className={classes.frame} style={style}>
      <div
        ref={view.ref}
        className={classes.viewport}
        role="grid"
        aria-label={label}
        aria-rowcount={source.total === undefined ? -1 : source.total + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-activedescendant={`${id}-${view.active}`}
        aria-busy={source.total === undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <Head columns={columns} selectable={selection !== undefined} selectLabel={t('select')} />
        <div className={classes.body} style={{ height: view.height }}>
          {source.total === undefined
            ? Array.from({ length: 12 }, (_, index) => index).map((index) => (
                <Waiting key={index} top={index * ROW_HEIGHT} />
              ))
            : view.rows.map(({ index, top }) => {
                const row = source.rowAt(index);
                if (row === undefined) return <Waiting key={`waiting-${index}`} top={top} />;
                const key = rowKey(row);
                const selected = selection?.selected.has(key) ?? false;
                return (
                  <div
                    key={key}
                    id={`${id}-${index}`}
                    className={`${classes.row} ${classes.item}`}
                    style={{ transform: `translateY(${top}px)` }}
                    role="row"
                    aria-rowindex={index + 2}
                    aria-selected={selection ? selected : undefined}
                    data-active={index === view.active || undefined}
                    data-selected={selected || undefined}
                    data-opens={rowHref || onOpen ? true : undefined}
                    onClick={(event) => {
                      view.setActive(index);
                      if (!isOwnControl(event)) open(row);
                    }}
                  >
                    {selection && (
                      <div className={classes.cell} role="gridcell">
                        <Checkbox
                          size="xs"
                          aria-label={t('select')}
                          checked={selected}
                          onChange={() => selection.onToggle(key)}
                        />
                      </div>
                    )}
                    {columns.map((column, at) => (
                      <div
                        key={column.id}
                        role="gridcell"
                        className={`${classes.cell} ${column.align === 'end' ? classes.end : ''}`}
                      >
                        {at === 0 && rowHref ? (
                          <Link href={rowHref(row)} className={classes.link} tabIndex={-1}>
                            {column.cell(row)}
                          </Link>
                        ) : (
                          column.cell(row)
                        )}
                      </div>
                    ))}
                  </div>
                );
              })}
        </div>
      </div>
    </div>
  );
}

interface HeadProps<Row> {
  columns: Column<Row>[];
  selectable: boolean;
  selectLabel: string;
}

function Head<Row>({ columns, selectable, selectLabel }: HeadProps<Row>) {
  return (
    <div className={`${classes.row} ${classes.head}`} role="row" aria-rowindex={1}>
      {selectable && <div className={classes.cell} role="columnheader" aria-label={selectLabel} />}
      {columns.map(({ id, header, align }) => (
        <div key={id} role="columnheader" className={`${classes.cell} ${align === 'end' ? classes.end : ''}`}>
          {header}
        </div>
      ))}
    </div>
  );
}

function Waiting({ top }: { top: number }) {
  return (
    <div className={classes.item} style={{ transform: `translateY(${top}px)`, padding: '12px' }} aria-hidden>
      <Skeleton height={16} width="70%" />
    </div>
  );
}

function isOwnControl(event: MouseEvent): boolean {
  return event.target instanceof Element && event.target.closest('a, button, input, label') !== null;
}
