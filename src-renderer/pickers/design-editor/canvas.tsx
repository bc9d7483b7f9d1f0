import { Text } from '@mantine/core';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block, BlockOf } from '#shared/domain/design/design.ts';
import type { Place } from '#shared/domain/design/edit-design.ts';
import { FONTS } from '#shared/domain/design/look.ts';
import { CanvasBlock } from './canvas-block.tsx';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';
import { DropSpot } from './drop-spot.tsx';
import { useDesignState } from './use-design.ts';

interface CanvasProps {
  store: DesignStore;
  width: number | null;
  /** Blocks with something wrong in them. */
  marked: ReadonlySet<string>;
}

/** The mail itself: blocks that are clicked, dragged, or walked through with the arrow keys. */
export function Canvas({ store, width, marked }: CanvasProps) {
  const { t } = useTranslation('design');
  const { design } = useDesignState(store);
  const { look, blocks } = design;
  const sheet: CSSProperties = {
    background: look.surface,
    maxWidth: width ?? look.width,
    borderRadius: Math.min(look.radius, 12),
    fontFamily: FONTS[look.font],
  };
  return (
    <section
      className={classes.canvas}
      style={{ background: look.background }}
      aria-label={t('canvas')}
      onClick={(event) => event.target === event.currentTarget && store.select(null)}
      onKeyDown={() => undefined}
    >
      <div className={classes.sheet} style={sheet}>
        {blocks.length === 0 ? (
          <EmptySheet store={store} />
        ) : (
          <Blocks store={store} blocks={blocks} row={null}>
            {(block) => (
              <CanvasBlock store={store} block={block} ground={null} marked={marked}>
                {block.kind === 'columns' && (
                  <Row store={store} block={block} narrow={width !== null} marked={marked} />
                )}
              </CanvasBlock>
            )}
          </Blocks>
        )}
      </div>
    </section>
  );
}

function EmptySheet({ store }: { store: DesignStore }) {
  const { t } = useTranslation('design');
  return (
    <DropSpot store={store} place={{ row: null, index: 0 }} tall>
      <Text ta="center" c="#5c6676">
        {t('empty.mail')}
      </Text>
    </DropSpot>
  );
}

interface RowProps {
  store: DesignStore;
  block: BlockOf<'columns'>;
  narrow: boolean;
  marked: ReadonlySet<string>;
}

function Row({ store, block, narrow, marked }: RowProps) {
  const { t } = useTranslation('design');
  const stacked = narrow && block.stack;
  const columns = stacked ? '1fr' : block.columns.map(({ share }) => `minmax(0, ${share}fr)`).join(' ');
  const align = { top: 'start', middle: 'center', bottom: 'end' }[block.valign];
  return (
    <div style={{ display: 'grid', gridTemplateColumns: columns, alignItems: align }}>
      {block.columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place alone
        <div key={`${block.id}-${index}`} className={classes.column}>
          {column.blocks.length === 0 ? (
            <DropSpot store={store} place={{ row: { id: block.id, column: index }, index: 0 }} tall>
              <Text ta="center" size="xs" c="#5c6676">
                {t('empty.column')}
              </Text>
            </DropSpot>
          ) : (
            <Blocks store={store} blocks={column.blocks} row={{ id: block.id, column: index }}>
              {(leaf) => <CanvasBlock store={store} block={leaf} ground={block.background} marked={marked} inColumn />}
            </Blocks>
          )}
        </div>
      ))}
    </div>
  );
}

interface BlocksProps {
  store: DesignStore;
  blocks: readonly Block[];
  row: Place['row'];
  children(block: Block): ReactNode;
}

function Blocks({ store, blocks, row, children }: BlocksProps) {
  return (
    <>
      {blocks.map((block, index) => (
        <div key={block.id} className={classes.slot}>
          <DropSpot store={store} place={{ row, index }} />
          {children(block)}
        </div>
      ))}
      <DropSpot store={store} place={{ row, index: blocks.length }} />
    </>
  );
}
