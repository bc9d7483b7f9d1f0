import type { ReactNode } from 'react';
import classes from './screen.module.css';

interface ScreenProps {
  children: ReactNode;
  /** The last child takes the height that is left: for tables and editors that scroll inside. */
  fill?: boolean;
}

export function Screen({ children, fill = false }: ScreenProps) {
  return <div className={fill ? classes.fill : classes.page}>{children}</div>;
}
