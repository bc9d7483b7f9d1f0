import { useStore } from '@xyflow/react';
import { type RefObject, useCallback } from 'react';

/** Below this the small print can't be read any more. */
const FAR = 0.4;

const isFar = ({ transform }: { transform: [number, number, number] }) => transform[2] < FAR;

/**
 * While the drawing is moved it is a picture that the browser pushes about, not drawn anew for each frame; and from far away the small
 * print is left out. @returns what the drawing in `frame` is told
 */
export function useCheapMoves(frame: RefObject<HTMLElement | null>) {
  const far = useStore(isFar);
  const onMoveStart = useCallback(() => frame.current?.setAttribute('data-moving', ''), [frame]);
  const onMoveEnd = useCallback(() => frame.current?.removeAttribute('data-moving'), [frame]);
  return { onMoveStart, onMoveEnd, 'data-far': far };
}
