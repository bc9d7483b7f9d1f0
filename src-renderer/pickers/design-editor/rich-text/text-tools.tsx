import { ActionIcon, Button, Group, Popover, TextInput, Tooltip } from '@mantine/core';
import {
  type Icon,
  IconBold,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconUnderline,
} from '@tabler/icons-react';
import { toggleMark } from 'prosemirror-commands';
import type { MarkType, NodeType } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import { readMergeTag } from '#renderer/pickers/merge-field-tag.ts';
import { isSafeLink } from '#shared/domain/design/safe-address.ts';
import classes from '../design-editor.module.css';
import { TEXT_SCHEMA } from './rich-text-schema.ts';

interface TextToolsProps {
  view: EditorView;
  state: EditorState;
  oneLine: boolean;
}

const { marks, nodes } = TEXT_SCHEMA;

/** Emphasis, lists, links and merge fields of the text in which somebody writes. */
export function TextTools({ view, state, oneLine }: TextToolsProps) {
  const { t } = useTranslation('design');
  const run = (command: Command) => {
    command(view.state, view.dispatch);
    view.focus();
  };
  const insertField = (tag: string) => {
    const field = readMergeTag(tag);
    const node = field ? nodes.field.create(field) : TEXT_SCHEMA.text(tag);
    view.dispatch(view.state.tr.replaceSelectionWith(node, false).scrollIntoView());
    view.focus();
  };
  const list = (type: NodeType) => (isInside(state, type) ? liftListItem(nodes.item) : wrapInList(type));
  return (
    <Group gap={2} className={classes.texttools} role="toolbar" aria-label={t('tools.text')} wrap="nowrap">
      <Tool
        icon={IconBold}
        label={t('tools.bold')}
        on={isMarked(state, marks.bold)}
        act={() => run(toggleMark(marks.bold))}
      />
      <Tool
        icon={IconItalic}
        label={t('tools.italic')}
        on={isMarked(state, marks.italic)}
        act={() => run(toggleMark(marks.italic))}
      />
      <Tool
        icon={IconUnderline}
        label={t('tools.underline')}
        on={isMarked(state, marks.underline)}
        act={() => run(toggleMark(marks.underline))}
      />
      {!oneLine && (
        <>
          <Tool
            icon={IconList}
            label={t('tools.bullets')}
            on={isInside(state, nodes.bullets)}
            act={() => run(list(nodes.bullets))}
          />
          <Tool
            icon={IconListNumbers}
            label={t('tools.numbers')}
            on={isInside(state, nodes.numbers)}
            act={() => run(list(nodes.numbers))}
          />
        </>
      )}
      <LinkTool state={state} run={run} />
      <MergeFieldMenu label={t('tools.field')} onInsert={insertField} />
    </Group>
  );
}

function Tool({ icon: Sign, label, on, act }: { icon: Icon; label: string; on: boolean; act(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        aria-pressed={on}
        variant={on ? 'light' : 'subtle'}
        // The selection stays where it is.
        onMouseDown={(event) => event.preventDefault()}
        onClick={act}
      >
        <Sign size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function LinkTool({ state, run }: { state: EditorState; run(command: Command): void }) {
  const { t } = useTranslation('design');
  const [opened, setOpened] = useState(false);
  const [href, setHref] = useState('');
  const on = isMarked(state, marks.link);
  const open = () => {
    setHref(linkAt(state) ?? 'https://');
    setOpened(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOpened(false);
    run(setLink(href.trim()));
  };
  const bad = href.trim() !== '' && !isSafeLink(href);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus width={300} shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label={t('tools.link')}>
          <ActionIcon aria-label={t('tools.link')} aria-pressed={on} variant={on ? 'light' : 'subtle'} onClick={open}>
            <IconLink size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <TextInput
            label={t('tools.link_to')}
            description={t('tools.link_hint')}
            value={href}
            error={bad ? t('bad_link') : undefined}
            onChange={(event) => setHref(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" disabled={bad}>
            {t('tools.link_set')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function isMarked({ selection, doc, storedMarks }: EditorState, mark: MarkType): boolean {
  const { from, to, empty, $from } = selection;
  return empty ? mark.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, mark);
}

function isInside({ selection: { $from } }: EditorState, type: NodeType): boolean {
  return Array.from({ length: $from.depth }, (_, depth) => $from.node(depth)).some((node) => node.type === type);
}

function linkAt({ selection: { $from, from, to }, doc }: EditorState): string | null {
  let found = $from.marks().find(({ type }) => type === marks.link);
  doc.nodesBetween(from, to, (node) => {
    found ??= node.marks.find(({ type }) => type === marks.link);
  });
  return (found?.attrs as { href: string } | undefined)?.href ?? null;
}

/** Of what is selected; with nothing selected the address itself is put in as a linked text. Empty takes the link away. */
function setLink(href: string): Command {
  return (state, dispatch) => {
    const { from, to, empty } = state.selection;
    if (!dispatch) return true;
    if (href === '') dispatch(state.tr.removeMark(from, to, marks.link));
    else if (empty)
      dispatch(state.tr.replaceSelectionWith(TEXT_SCHEMA.text(href, [marks.link.create({ href })]), false));
    else dispatch(state.tr.addMark(from, to, marks.link.create({ href })));
    return true;
  };
}
