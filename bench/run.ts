import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, type as osType, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bench, Figure } from './figure.ts';

/**
 * `npm run -s bench -- NAME... [--json] [--quick] [--list]`. Each bench is a file `<name>.bench.ts` here. Figures go to standard
 * output, one JSON line each with `--json`, and to bench/results/ with the machine they were measured on.
 */
const HERE = import.meta.dirname;
const args = process.argv.slice(2);
const flags = new Set(args.filter((arg) => arg.startsWith('--')));
const asked = args.filter((arg) => !arg.startsWith('--'));
const known = readdirSync(HERE)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .sort();

const strangers = asked.filter((name) => !known.includes(name));
if (flags.has('--list')) {
  for (const name of known) console.log(name);
} else if (strangers.length > 0) {
  console.error(`No such bench: ${strangers.join(', ')}. Known: ${known.join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : known) await runOne(name);
}

async function runOne(name: string): Promise<void> {
  const { default: bench } = (await import(`./${name}.bench.ts`)) as { default: Bench };
  const figures = await bench.run({ quick: flags.has('--quick') });
  for (const figure of figures) {
    console.log(flags.has('--json') ? JSON.stringify(figure) : sentenceOf(figure));
    if (!figure.pass) process.exitCode = 1;
  }
  saveResult(name, figures);
}

function sentenceOf(figure: Figure): string {
  const { bench, value, unit, baseline, against, ratio, goal, pass } = figure;
  return `${pass ? 'ok  ' : 'MISS'} ${bench}: ${value} ${unit}, ${against} ${baseline}; ratio ${ratio}, goal ${goal}`;
}

function saveResult(name: string, figures: Figure[]): void {
  const folder = join(HERE, 'results');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, flags.has('--quick') ? `${name}.quick.json` : `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), machine: machine(), figures }, null, 2)}\n`);
}

function machine() {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    os: `${osType()} ${release()}`,
    node: process.version,
    commit: commitOf(),
    sqlite: JSON.parse(readFileSync(join(HERE, '../package.json'), 'utf8')).dependencies['better-sqlite3'],
  };
}

function commitOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: HERE, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}
