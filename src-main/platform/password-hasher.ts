import { hash, parseOptions, verify } from '@node-rs/argon2';

/** argon2id, 64 MiB, three passes: about 140 ms, and dear to whoever tries many. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
const AT_ONCE = 2;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Without a hash (no such account) it takes as long and answers no, so that
   * the time of an answer does not tell who has an account.
   */
  verify(phc: string | null, password: string): Promise<boolean>;
  /** The hash was made with other parameters than today's. */
  isOutdated(phc: string): boolean;
}

export interface PasswordCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** At most two passwords are worked on at once: each takes 64 MiB. */
export function createPasswordHasher(cost: PasswordCost = COST): PasswordHasher {
  const gate = createGate(AT_ONCE);
  let decoy: Promise<string> | undefined;

  return {
    hash: (password) => gate(() => hash(password, cost)),
    async verify(phc, password) {
      if (phc !== null) return gate(() => verify(phc, password));
      decoy ??= gate(() => hash('nobody has this password', cost));
      const stand_in = await decoy;
      await gate(() => verify(stand_in, password));
      return false;
    },
    isOutdated(phc) {
      const { memoryCost, timeCost, parallelism } = parseOptions(phc);
      return memoryCost !== cost.memoryCost || timeCost !== cost.timeCost || parallelism !== cost.parallelism;
    },
  };
}

function createGate(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
