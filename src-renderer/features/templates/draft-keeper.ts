import type { Template, TemplateContent } from '#shared/contract/template.contract.ts';

export type DraftSave = { is: 'saved' } | { is: 'unsaved' } | { is: 'saving' } | { is: 'failed'; error: unknown };

type Kept = NonNullable<Template['draft']>;

export interface KeeperPorts {
  save(content: TemplateContent, draft_revision: number | null): Promise<Kept>;
  tell(save: DraftSave): void;
}

/** What is known of a template: the version that counts, and the draft on top of it. */
type Known = Pick<Template, 'version' | 'draft'>;

const PAUSE_MS = 700;

/** Saves one after the other, each on top of the one before. */
export function draftKeeper(known: Known, { save, tell }: KeeperPorts) {
  let version = known.version;
  let revision = known.draft?.revision ?? null;
  let waiting: TemplateContent | null = null;
  let running: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    try {
      while (waiting) {
        const content = waiting;
        tell({ is: 'saving' });
        const kept = await save(content, revision);
        revision = kept.revision;
        if (waiting === content) waiting = null;
      }
      tell({ is: 'saved' });
    } catch (error) {
      tell({ is: 'failed', error });
    }
  }

  return {
    /** @returns whether everything is kept */
    async flush(): Promise<boolean> {
      clearTimeout(timer);
      if (waiting)
        running ??= run().finally(() => {
          running = null;
        });
      await running;
      return waiting === null;
    },
    keep(content: TemplateContent, onPause: () => void) {
      waiting = content;
      tell({ is: 'unsaved' });
      clearTimeout(timer);
      timer = setTimeout(onPause, PAUSE_MS);
    },
    /** Of the draft on the server that is known here; null: there is none. */
    revision: () => revision,
    /** Whether this is somebody else’s work, and nothing of one’s own stands against it. */
    isBehind(next: Known): boolean {
      const same = next.version === version && (next.draft?.revision ?? null) === revision;
      return !same && waiting === null && running === null;
    },
    restart(next: Known) {
      clearTimeout(timer);
      waiting = null;
      version = next.version;
      revision = next.draft?.revision ?? null;
      tell({ is: 'saved' });
    },
  };
}
