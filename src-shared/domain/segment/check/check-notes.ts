import { nearestName } from '../nearest-name.ts';
import type { TargetKind } from '../offer.ts';
import { quoteText } from '../quote-text.ts';
import type { CatalogueIndex } from '../segment-catalogue.ts';
import { type Finding, MOST_PROBLEMS } from '../segment-problem.ts';

/** What one look through a rule finds. */
export class CheckNotes {
  readonly index: CatalogueIndex;
  readonly problems: Finding[] = [];
  readonly warnings: Finding[] = [];

  constructor(index: CatalogueIndex) {
    this.index = index;
  }

  /** The thing that was meant by a name that nothing has, in quotes. */
  meant(kinds: readonly TargetKind[], name: string): string | null {
    const near = this.near(
      name,
      kinds.flatMap((kind) => this.index.names(kind)),
    );
    return near === null ? null : quoteText(near);
  }

  near(name: string, candidates: Iterable<string>): string | null {
    return this.warnings.length <= MOST_PROBLEMS ? nearestName(name, candidates) : null;
  }

  /** Whether nobody will see what else is found. */
  get isFull(): boolean {
    return this.problems.length > MOST_PROBLEMS;
  }
}
