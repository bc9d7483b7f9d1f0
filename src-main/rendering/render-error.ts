export type TemplatePart = 'subject' | 'preheader' | 'body';

/** What is wrong with a template, and where its author finds it. Lines and columns count from one. */
export interface TemplateProblem {
  part: TemplatePart;
  line: number | null;
  column: number | null;
  message: string;
}

/** A text that could not be read, or not be filled in for one recipient. */
export class RenderError extends Error implements TemplateProblem {
  readonly part: TemplatePart;
  readonly line: number | null;
  readonly column: number | null;

  constructor({ part, line, column, message }: TemplateProblem, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'RenderError';
    this.part = part;
    this.line = line;
    this.column = column;
  }

  get problem(): TemplateProblem {
    return { part: this.part, line: this.line, column: this.column, message: this.message };
  }
}
