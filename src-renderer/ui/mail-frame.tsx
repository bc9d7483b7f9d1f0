import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { mailDocument } from './mail-document.ts';
import classes from './mail-frame.module.css';

interface MailFrameProps {
  html: string;
  /** What the frame holds, for those who can't see it. */
  title: string;
  /** Links open outside of Herald; without it they do nothing. */
  opensLinks?: boolean;
  /** Width of the reader's window; a wider one than there is room for is shown smaller. Fills its place by default. */
  width?: number;
  /** As on a dark screen. */
  dark?: boolean;
}

/** A mail in a frame that runs no script, has no origin and reaches nothing of Herald. */
export function MailFrame({ html, title, opensLinks = false, width, dark = false }: MailFrameProps) {
  const { ref, width: room, height } = useElementSize();
  const page = useMemo(() => mailDocument(html, dark), [html, dark]);
  const scale = width && room ? Math.min(1, room / width) : 1;
  const size = width
    ? {
        width,
        height: height / scale,
        transform: `translateX(${Math.max(0, (room - width * scale) / 2)}px) scale(${scale})`,
      }
    : { width: '100%', height: '100%' };
  return (
    <div ref={ref} className={classes.stage}>
      <iframe
        className={classes.frame}
        style={size}
        title={title}
        sandbox={opensLinks ? 'allow-popups allow-popups-to-escape-sandbox' : ''}
        referrerPolicy="no-referrer"
        srcDoc={page}
      />
    </div>
  );
}
