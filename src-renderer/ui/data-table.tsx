import { type CSSProperties, type KeyboardEvent, type MouseEvent, type ReactNode, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useRouter } from 'wouter';
import classes from './data-table.module.css';
import type { Column, RowSelection } from './data-table-column.ts';
import { TableHead } from './data-table-head.tsx';
import { isOwnControl, TableRow, WaitingRow } from './data-table-row.tsx';
import { ErrorState } from './error-state.tsx';
import { useFormat } from './use-format.tsx';
import { ROW_HEIGHT, useTableViewport } from './use-table-viewport.ts';

export type { Column, RowSelection };

/** What the table needs of a list; `useRowWindow` and `useCursorRows` give it. */
export interface RowSource<Row> {
  total: number | undefined;
  rowAt(index: number): Row | undefined;
  show(first: number, last: number): void;
  error: unknown;
  retry(): void;
  filter?: string;
  updating?: boolean;
}

export interface DataTableProps<Row> {
  label: string;
  /** Keep them the same object between renders: rows are drawn again when it changes. */
  columns: Column<Row>[];
  source: RowSource<Row>;
  rowKey(row: Row): string;
  /** Where Enter and a click lead. */
  rowHref?(row: Row): string;
  onOpen?(row: Row): void;
  /** Instead of rows, when the list is empty. */
  empty: ReactNode;
  selection?: RowSelection;
  /** Fills its parent by default; give a number to hold a height. */
  height?: number | string;
  minWidth?: number;
  /** The scrolling grid, which takes the focus. */
  gridRef?: Ref<HTMLTableElement>;
}

const CHECK_TRACK = '44px';

/** A list of any length with a sticky head, moved through by keyboard: arrows, Page, Home, End, Enter, Space. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, source, rowKey, rowHref, onOpen, empty, selection, height = '100%', minWidth = 640 } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [, navigate] = useLocation();
  const { hrefs } = useRouter();
  const view = useTableViewport({ total: source.total ?? 0, show: source.show, list: source.filter });
  if (source.error) return <ErrorState error={source.error} onRetry={source.retry} />;
  if (source.total === 0) return <>{empty}</>;

  const tracks = columns.map(({ width = 'minmax(96px, 1fr)' }) => width);
  const style = {
    height,
    '--columns': [...(selection ? [CHECK_TRACK] : []), ...tracks].join(' '),
    '--table-min': `${minWidth}px`,
  } as CSSProperties;
  const activeRow = source.rowAt(view.active);
  const activeDrawn = activeRow !== undefined && view.rows.some(({ index }) => index === view.active);

  const grid = {
    role: 'grid',
    tabIndex: 0,
    'aria-rowcount': source.total === undefined ? -1 : source.total + 1,
    'aria-colcount': columns.length + (selection ? 1 : 0),
    'aria-activedescendant': activeDrawn ? `${id}-${view.active}` : undefined,
    'aria-busy': source.total === undefined || source.updating,
  };

  const open = (row: Row | undefined) => {
    if (row === undefined) return;
    if (rowHref) navigate(rowHref(row));
    else onOpen?.(row);
  };
  const toggle = (index: number, extend: boolean) => {
    const row = source.rowAt(index);
    if (row !== undefined) selection?.onToggle(rowKey(row), { index, extend });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (view.move(event.key)) event.preventDefault();
    if (event.key === 'Enter') open(activeRow);
    if (event.key === ' ' && selection) {
      event.preventDefault();
      toggle(view.active, event.shiftKey);
    }
  };
  const onClick = (event: MouseEvent) => {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
    if (!item) return;
    const index = Number(item.dataset.index);
    view.setActive(index);
    if (event.target instanceof HTMLInputElement) toggle(index, event.shiftKey);
    else if (!isOwnControl(event.target)) open(source.rowAt(index));
  };

  return (
    <div className={classes.frame} style={style} data-updating={source.updating || undefined}>
      <table
        ref={(element) => {
          view.ref.current = element;
          if (typeof props.gridRef === 'function') props.gridRef(element);
          else if (props.gridRef) props.gridRef.current = element;
        }}
        className={classes.viewport}
        {...grid}
        aria-label={label}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <TableHead columns={columns} selection={selection} />
        <tbody className={classes.space} style={{ height: view.height }} aria-hidden />
        <tbody className={classes.body} style={{ transform: `translateY(${view.stretchTop}px)` }}>
          {source.total === undefined
            ? WAITING.map((index) => <WaitingRow key={index} top={index * ROW_HEIGHT} />)
            : view.rows.map(({ index, top }) => {
                const row = source.rowAt(index);
                if (row === undefined) return <WaitingRow key={`waiting-${index}`} top={top} />;
                const key = rowKey(row);
                return (
                  <TableRow
                    key={key}
                    id={`${id}-${index}`}
                    index={index}
                    top={top}
                    row={row}
                    columns={columns}
                    href={rowHref && hrefs(rowHref(row))}
                    opens={rowHref !== undefined || onOpen !== undefined}
                    active={index === view.active}
                    selected={selection ? selection.selected.has(key) : undefined}
                    selectLabel={t('select')}
                  />
                );
              })}
        </tbody>
      </table>
      {source.total !== undefined && view.sight.last - view.sight.first + 1 < source.total && (
        <div className={classes.foot}>
          {t('position', {
            first: format.number(view.sight.first + 1),
            last: format.number(view.sight.last + 1),
            total: format.number(source.total),
          })}
        </div>
      )}
    </div>
  );
}

const WAITING = Array.from({ length: 12 }, (_, index) => index);
