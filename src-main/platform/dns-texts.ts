import { Resolver } from 'node:dns/promises';

/** Asks the DNS. */
export interface DnsTexts {
  /** Texts under a name, each in one piece; none when the name has none. @throws when the DNS can't be asked now */
  textsOf(name: string): Promise<string[]>;
}

const NOTHING_THERE = new Set(['ENOTFOUND', 'ENODATA', 'ENONAME']);

export function systemDns(): DnsTexts {
  return {
    async textsOf(name) {
      const resolver = new Resolver({ timeout: 3_000, tries: 2 });
      try {
        return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
      } catch (error) {
        if (NOTHING_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw error;
      }
    },
  };
}
