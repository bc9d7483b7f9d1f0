import { useEffect, useState } from 'react';

/** The clock on the wall, looked at every `step` milliseconds while somebody looks at the screen. */
export function useNow(step: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
