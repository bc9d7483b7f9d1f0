import { Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowWindow } from '#renderer/data/use-row-window.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { MailboxRow } from '#shared/contract/mailbox.contract.ts';
import classes from './mailbox.module.css';

const ROW_HEIGHT = 76;

interface MessageListProps {
  rows: RowWindow<MailboxRow>;
  chosen: number | null;
  onChoose(id: number): void;
}

/** The messages, newest first. Arrows move through them and open each, as in a mail program. */
export function MessageList({ rows, chosen, onChoose }: MessageListProps) {
  const { t } = useTranslation('mailbox');
  const listId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { show } = rows;
  useEffect(() => show(0, last), [show, last]);
  const indexOf = (id: number | null) => {
    for (let index = 0; index < total; index++) if (rows.rowAt(index)?.id === id) return index;
    return -1;
  };
  const move = (event: KeyboardEvent) => {
    const at = indexOf(chosen);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: total - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(total - 1, target));
    const row = rows.rowAt(index);
    if (!row) return;
    virtualizer.scrollToIndex(index);
    onChoose(row.id);
  };
  if (rows.error) return <ErrorState error={rows.error} onRetry={rows.retry} />;
  if (rows.total === undefined) return <LoadingRows rows={6} />;
  if (total === 0) {
    return (
      <Text c="dimmed" size="sm" p="md">
        {t('none_match')}
      </Text>
    );
  }
  return (
    <div
      ref={scroller}
      className={classes.scroll}
      role="listbox"
      aria-label={t('messages')}
      aria-activedescendant={chosen === null ? undefined : `${listId}-${chosen}`}
      tabIndex={0}
      onKeyDown={move}
    >
      <div style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {items.map(({ index, start }) => {
          const row = rows.rowAt(index);
          return row ? (
            <MessageRow
              key={row.id}
              id={`${listId}-${row.id}`}
              row={row}
              top={start}
              chosen={row.id === chosen}
              onChoose={onChoose}
            />
          ) : (
            <div
              key={`waiting-${index}`}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
              role="presentation"
            >
              <Skeleton height={40} style={{ gridColumn: '2 / span 2', gridRow: '1 / span 3' }} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface MessageRowProps {
  id: string;
  row: MailboxRow;
  top: number;
  chosen: boolean;
  onChoose(id: number): void;
}

function MessageRow({ id, row, top, chosen, onChoose }: MessageRowProps) {
  const { t } = useTranslation('mailbox');
  const format = useFormat();
  const unread = row.read ? undefined : true;
  return (
    // The list has the focus and hears the keys; a row only hears the pointer.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      className={classes.row}
      data-unread={unread}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onChoose(row.id)}
      onKeyDown={(event) => event.key === 'Enter' && onChoose(row.id)}
    >
      <span className={classes.dot} data-unread={unread}>
        {unread && <VisuallyHidden>{t('unread_one_word')}</VisuallyHidden>}
      </span>
      <span className={`${classes.line} ${classes.to}`}>{row.to}</span>
      <span className={classes.time}>{format.relative(row.at)}</span>
      <span className={`${classes.line} ${classes.subject}`}>{row.subject || t('no_subject')}</span>
      <span className={`${classes.line} ${classes.dimmed}`}>{row.snippet}</span>
    </div>
  );
}
