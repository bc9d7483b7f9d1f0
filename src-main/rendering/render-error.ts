export type TemplatePart = 'subject' | 'preheader' | 'body';

/** What is wrong with a template, and where its author finds it. Lines and columns count from one. */
export interface TemplateProblem {
  part: TemplatePart;
  line: number | null;
  column: number | null;
  message: string;
  /** In a mail made of blocks: the block in which it stands. */
  block?: string;
}

/** A text that could not be read, or not be filled in for one recipient. */
export class RenderError extends Error implements TemplateProblem {
  readonly part: TemplatePart;
  readonly line: number | null;
  readonly column: number | null;
  readonly block?: string;

  constructor({ part, line, column, message, block }: TemplateProblem, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RenderError';
    this.part = part;
    this.line = line;
    this.column = column;
    if (block !== undefined) this.block = block;
  }

  get problem(): TemplateProblem {
    const { part, line, column, message, block } = this;
    return { part, line, column, message, ...(block !== undefined && { block }) };
  }
}
