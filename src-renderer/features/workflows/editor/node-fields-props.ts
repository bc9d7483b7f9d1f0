import type { NodeType, SpecOf } from '#shared/domain/workflow/workflow-graph.ts';

export interface NodeFieldsProps<Type extends NodeType = NodeType> {
  node: SpecOf<Type>;
  /** @param field names what is typed into; absent: a choice */
  edit(part: object, field?: string): void;
  /** What is wrong with a property, in words. */
  errorOf(field: string): string | undefined;
}
