import { Textarea } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import type { DraftEditor } from './use-draft.ts';

interface PlainBodyProps {
  draft: DraftEditor;
  problems: readonly TemplateProblem[];
  words: { label: string; insert: string };
  most: number;
  rows: number;
  /** What it takes, above the text. */
  meter: ReactNode;
  /** Below it. */
  children?: ReactNode;
}

/** A message that is a few words of plain text, while it is written. */
export function PlainBody({ draft, problems, words, most, rows, meter, children }: PlainBodyProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { fields, edit } = draft;
  const insert = (tag: string) => {
    const { selectionStart = fields.body.length, selectionEnd = fields.body.length } = field.current ?? {};
    edit({ body: fields.body.slice(0, selectionStart) + tag + fields.body.slice(selectionEnd) });
    field.current?.focus();
  };
  return (
    <section className={classes.body} aria-label={words.label}>
      <div className={classes.bar}>
        {meter}
        <div style={{ marginInlineStart: 'auto' }}>
          <MergeFieldMenu label={words.insert} onInsert={insert} />
        </div>
      </div>
      <div className={classes.source}>
        <Textarea
          ref={field}
          aria-label={words.label}
          variant="unstyled"
          autosize
          minRows={rows}
          styles={{ input: { padding: 12 } }}
          maxLength={most}
          value={fields.body}
          onChange={(event) => edit({ body: event.currentTarget.value })}
          error={problems.find(({ part }) => part === 'body')?.message}
        />
      </div>
      {children}
    </section>
  );
}
