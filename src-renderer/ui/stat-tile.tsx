import { Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import classes from './stat-tile.module.css';
import { useFormat } from './use-format.tsx';

interface StatTileProps {
  label: string;
  value: number | undefined;
  /** The list that this number counts. */
  href?: string;
  /** Shows the share of this base under the number. */
  base?: number;
  note?: ReactNode;
  /** The connection is gone and the number may be old. */
  stale?: boolean;
}

/** One number that opens the list behind it. */
export function StatTile({ label, value, href, base, note, stale = false }: StatTileProps) {
  const format = useFormat();
  const body = (
    <>
      <Text size="sm" c="dimmed" component="span" display="block" mb={4}>
        {label}
      </Text>
      {value === undefined ? <Skeleton height={32} width={96} /> : <Figure value={value} stale={stale} />}
      {(note || base !== undefined) && (
        <Text size="xs" c="dimmed" component="span" display="block" mt={4}>
          {base !== undefined && value !== undefined && (
            <span className={classes.share}>{format.percent(value, base)} </span>
          )}
          {base !== 0 && note}
        </Text>
      )}
    </>
  );
  if (!href) return <div className={classes.tile}>{body}</div>;
  return (
    <Link href={href} className={classes.tile}>
      {body}
    </Link>
  );
}

const LONG = 9;

function Figure({ value, stale }: { value: number; stale: boolean }) {
  const words = useFormat().number(value);
  return (
    <span className={classes.figure} data-stale={stale || undefined} data-long={words.length >= LONG || undefined}>
      {words}
    </span>
  );
}
