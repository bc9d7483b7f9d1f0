import { ActionIcon, Group, Tooltip } from '@mantine/core';
import {
  type Icon,
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconEyeQuestion,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block } from '#shared/domain/design/design.ts';
import { everyBlock } from '#shared/domain/design/edit-design.ts';
import { firstWords } from '#shared/domain/design/first-words.ts';
import { BlockView } from './block-view.tsx';
import classes from './design-editor.module.css';
import type { DesignStore } from './design-store.ts';
import { drag } from './drop-spot.tsx';
import { RichTextField } from './rich-text/rich-text-field.tsx';
import { useDesignState } from './use-design.ts';

interface CanvasBlockProps {
  store: DesignStore;
  block: Block;
  ground: string | null;
  marked: ReadonlySet<string>;
  inColumn?: boolean;
  /** What stands in a row. */
  children?: ReactNode;
}

const SPACE = { none: 0, small: 8, normal: 14, large: 32 } as const;

/** One block: chosen by a click or the arrow keys, moved by its handle or Alt and the arrow keys. */
export function CanvasBlock({ store, block, ground, marked, inColumn = false, children }: CanvasBlockProps) {
  const { t } = useTranslation('design');
  const { selected, writing, design } = useDesignState(store);
  const element = useRef<HTMLDivElement>(null);
  const isSelected = selected === block.id;
  const isWriting = isSelected && writing;
  const isRow = block.kind === 'columns';
  useEffect(() => {
    if (isSelected && !isWriting && !element.current?.contains(document.activeElement)) element.current?.focus();
  }, [isSelected, isWriting]);
  const side = isRow || inColumn ? 16 : 32;
  const label = [t(`kind.${block.kind}`), firstWords(block), ...(block.show_if ? [t('conditional')] : [])].filter(
    Boolean,
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a block is a group of what stands in it
    <div
      ref={element}
      role="group"
      aria-label={label.join(', ')}
      aria-current={isSelected || undefined}
      data-block={block.kind}
      data-marked={marked.has(block.id) || undefined}
      tabIndex={isSelected || (selected === null && design.blocks[0]?.id === block.id) ? 0 : -1}
      className={classes.block}
      style={{ padding: `${SPACE[block.space]}px ${side}px`, background: block.background ?? undefined }}
      onClick={(event) => {
        event.stopPropagation();
        if (!isWriting) store.select(block.id, isSelected && isText(block));
      }}
      onDoubleClick={() => store.select(block.id, isText(block))}
      onFocus={(event) => event.target === element.current && store.select(block.id)}
      onKeyDown={(event) => event.target === element.current && onKey(event, store, block)}
    >
      {isSelected && !isWriting && <BlockTools store={store} block={block} />}
      {block.show_if && (
        <Tooltip label={t('conditional')}>
          <IconEyeQuestion size={16} className={classes.badge} aria-hidden />
        </Tooltip>
      )}
      {isRow && children}
      {!isRow && isWriting && isText(block) && <Writing store={store} block={block} />}
      {!isRow && !(isWriting && isText(block)) && <BlockView block={block} look={design.look} ground={ground} />}
    </div>
  );
}

type TextLike = Extract<Block, { kind: 'text' | 'heading' }>;

function isText(block: Block): block is TextLike {
  return block.kind === 'text' || block.kind === 'heading';
}

function Writing({ store, block }: { store: DesignStore; block: TextLike }) {
  const { t } = useTranslation('design');
  const { design } = useDesignState(store);
  const size = block.kind === 'heading' ? { 1: 30, 2: 22, 3: 18 }[block.level] : 16;
  const style = {
    color: design.look.text,
    fontSize: size,
    lineHeight: block.kind === 'heading' ? 1.25 : 1.6,
    fontWeight: block.kind === 'heading' ? 700 : 400,
    textAlign: block.align,
  };
  return (
    <div style={style}>
      <RichTextField
        label={t(`kind.${block.kind}`)}
        value={block.text}
        oneLine={block.kind === 'heading'}
        onChange={(text) => store.change(block.id, { text })}
        onLeave={() => store.select(block.id)}
        onUndo={store.undo}
        onRedo={store.redo}
      />
    </div>
  );
}

function onKey(event: KeyboardEvent, store: DesignStore, block: Block): void {
  const { key, altKey, ctrlKey, metaKey } = event;
  const deed = deedOf(key, altKey, ctrlKey || metaKey);
  if (!deed) return;
  event.preventDefault();
  if (deed === 'up' || deed === 'down') walk(store, block.id, deed === 'up' ? -1 : 1);
  if (deed === 'move-up' || deed === 'move-down') store.step(block.id, deed === 'move-up' ? -1 : 1);
  if (deed === 'duplicate') store.duplicate(block.id);
  if (deed === 'delete') store.remove(block.id);
  if (deed === 'write' && isText(block)) store.select(block.id, true);
  if (deed === 'leave') store.select(null);
}

function deedOf(key: string, alt: boolean, command: boolean) {
  if (key === 'ArrowUp') return alt ? 'move-up' : 'up';
  if (key === 'ArrowDown') return alt ? 'move-down' : 'down';
  if (command && key.toLowerCase() === 'd') return 'duplicate';
  if (key === 'Delete' || key === 'Backspace') return 'delete';
  if (key === 'Enter' || key === 'F2') return 'write';
  return key === 'Escape' ? 'leave' : null;
}

function walk(store: DesignStore, id: string, step: -1 | 1): void {
  const order = everyBlock(store.getState().design);
  const next = order[order.findIndex((block) => block.id === id) + step];
  if (next) store.select(next.id);
}

function BlockTools({ store, block }: { store: DesignStore; block: Block }) {
  const { t } = useTranslation('design');
  const tools: [string, Icon, () => void][] = [
    [t('do.up'), IconArrowUp, () => store.step(block.id, -1)],
    [t('do.down'), IconArrowDown, () => store.step(block.id, 1)],
    [t('do.duplicate'), IconCopy, () => store.duplicate(block.id)],
    [t('do.delete'), IconTrash, () => store.remove(block.id)],
  ];
  return (
    <Group gap={0} className={classes.blocktools} wrap="nowrap">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging has its like in keys and in the buttons beside it */}
      <span
        draggable
        className={classes.grip}
        title={t('do.drag')}
        onDragStart={(event) => drag(event, { id: block.id })}
      >
        <IconGripVertical size={16} aria-hidden />
      </span>
      {tools.map(([name, Sign, act]) => (
        <ActionIcon
          key={name}
          size="sm"
          variant="transparent"
          aria-label={name}
          title={name}
          onClick={(event) => {
            event.stopPropagation();
            act();
          }}
        >
          <Sign size={16} aria-hidden />
        </ActionIcon>
      ))}
    </Group>
  );
}
