import { useSearchParams } from 'wouter';
import {
  asVariant,
  comparesVariants,
  type Experiment,
  type Variant,
  variantLetter,
} from '#shared/domain/experiment/experiment.ts';
import type { DraftFields } from './draft-changes.ts';
import type { DraftEditor } from './use-draft.ts';

export interface VariantChoice {
  /** Which variant is written and shown; 0 is the campaign itself. */
  index: number;
  choose(index: number): void;
  /** The draft as this variant says it: what is edited of its texts becomes its own. */
  draft: DraftEditor;
}

/** The variant that is being written. Its letter is in the address. */
export function useVariant(draft: DraftEditor): VariantChoice {
  const [query, setQuery] = useSearchParams();
  const { experiment } = draft.fields;
  const count = experiment && comparesVariants(experiment) ? experiment.variants.length : 1;
  const index = Math.max(0, LETTERS.slice(0, count).indexOf(query.get('variant') ?? ''));
  const choose = (next: number) => {
    if (next === 0) query.delete('variant');
    else query.set('variant', LETTERS[next] ?? '');
    setQuery(query, { replace: true });
  };
  return { index, choose, draft: experiment && index > 0 ? draftOf(draft, experiment, index) : draft };
}

const LETTERS = [0, 1, 2, 3, 4].map((index) => variantLetter(index).toLowerCase());

function draftOf(draft: DraftEditor, experiment: Experiment, index: number): DraftEditor {
  const variant = experiment.variants[index];
  if (!variant) return draft;
  const fields = asVariant(draft.fields, variant);
  return {
    ...draft,
    fields,
    edit(changes) {
      const { subject, preheader, body_kind, body, ...rest } = changes;
      const own: Partial<Variant> = {
        ...(subject === undefined ? {} : { subject }),
        ...(preheader === undefined ? {} : { preheader }),
        ...(body_kind === undefined && body === undefined ? {} : { content: contentOf({ ...fields, ...changes }) }),
      };
      draft.edit({ ...rest, experiment: withVariant(experiment, index, own) });
    },
  };
}

function contentOf({ body_kind, body }: Pick<DraftFields, 'body_kind' | 'body'>): Variant['content'] {
  return { body_kind: body_kind === 'text' ? 'html' : body_kind, body };
}

export function withVariant(experiment: Experiment, index: number, change: Partial<Variant>): Experiment {
  const variants = experiment.variants.map((variant, at) => (at === index ? { ...variant, ...change } : variant));
  return { ...experiment, variants };
}
