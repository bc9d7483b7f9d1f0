import { Anchor, Skeleton, Text } from '@mantine/core';
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
  /** A second number that the first leaves out, with the list of its own. */
  extra?: { words: string; href?: string };
  /** The connection is gone and the number may be old. */
  stale?: boolean;
}

/** One number that opens the list behind it. */
export function StatTile({ label, value, href, base, note, extra, stale = false }: StatTileProps) {
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
  return (
    <div className={classes.tile} data-opens={href !== undefined || undefined}>
      {href ? (
        <Link href={href} className={classes.whole}>
          {body}
        </Link>
      ) : (
        body
      )}
      {extra && <Extra {...extra} />}
    </div>
  );
}

function Extra({ words, href }: { words: string; href?: string }) {
  if (!href) {
    return (
      <Text size="xs" c="dimmed" mt={4}>
        {words}
      </Text>
    );
  }
  return (
    <Anchor component={Link} href={href} size="xs" mt={4} className={classes.extra}>
      {words}
    </Anchor>
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
