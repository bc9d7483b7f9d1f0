import { checkMessage } from './check-message.ts';
import { type CompileOptions, compileTexts, type MessageSource } from './compile-message.ts';
import { convertDesign } from './design/convert-design.ts';
import type { MergeData } from './merge-data.ts';
import { readableFields } from './merge-fields.ts';
import { type PreviewedMessage, type PreviewQuestion, previewMessage } from './preview-message.ts';
import type { TemplateProblem } from './render-error.ts';
import { type PageQuestion, renderPage } from './render-page.ts';

interface CheckQuestion {
  source: MessageSource;
  data: MergeData;
}

interface LinksQuestion {
  /** All texts of a send. */
  sources: readonly MessageSource[];
  options: CompileOptions;
}

/** What the content thread renders, by name. Inputs and outputs cross a thread: plain data only. */
export const RENDERINGS = {
  check: ({ source, data }: CheckQuestion): TemplateProblem[] => checkMessage(source, data),
  preview: (question: PreviewQuestion): { problems: TemplateProblem[] } | PreviewedMessage => previewMessage(question),
  /** The merge fields of a message, without those that Herald fills itself; none of one that can't be read. */
  fields: ({ source }: { source: MessageSource }): string[] => readableFields(source),
  /** A design as source of other kinds, or what keeps it from being read. */
  convert: ({ body }: { body: string }) => convertDesign(body),
  /** The targets of texts that have been checked. */
  links: ({ sources, options }: LinksQuestion): readonly string[] => compileTexts(sources, options).at(-1)?.links ?? [],
  page: (question: PageQuestion): string => renderPage(question),
};

type Renderings = typeof RENDERINGS;
export type RenderingName = keyof Renderings;
export type RenderingInput<Name extends RenderingName> = Parameters<Renderings[Name]>[0];
export type RenderingOutput<Name extends RenderingName> = ReturnType<Renderings[Name]>;
