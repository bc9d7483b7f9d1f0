import { type DragEvent, type ReactNode, useState } from 'react';
import type { BlockKind } from '#shared/domain/design/design.ts';
import type { Place } from '#shared/domain/design/edit-design.ts';
import { readBlock } from '#shared/domain/design/read-design.ts';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';

/** What is dragged: a new block of a kind, one of this mail, or one that was kept. */
export type Dragged = { new: BlockKind } | { id: string } | { saved: string };

const TYPE = 'application/x-herald-block';

export function drag(event: DragEvent, what: Dragged): void {
  event.stopPropagation();
  event.dataTransfer.setData(TYPE, JSON.stringify(what));
  event.dataTransfer.effectAllowed = 'copyMove';
  // Places between blocks are in nobody's way until something is dragged. Not at once: that would end the drag.
  setTimeout(() => {
    document.body.dataset.draggingBlock = '';
  });
  addEventListener('dragend', endDrag, { once: true });
}

function endDrag(): void {
  delete document.body.dataset.draggingBlock;
}

interface DropSpotProps {
  store: DesignStore;
  place: Place;
  /** Shows also while nothing is dragged. */
  tall?: boolean;
  children?: ReactNode;
}

/** Between two blocks, or where there is none yet. */
export function DropSpot({ store, place, tall = false, children }: DropSpotProps) {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const what = JSON.parse(event.dataTransfer.getData(TYPE)) as Dragged;
    if ('new' in what) store.insertNew(what.new, place);
    else if ('id' in what) store.move(what.id, place);
    else {
      const block = readBlock(what.saved);
      if (block) store.insertCopy(block, place);
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its like in keys and buttons
    <div
      className={tall ? classes.spotTall : classes.spot}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(TYPE)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children}
    </div>
  );
}
