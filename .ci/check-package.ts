import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ensureBuilt, NODE, ROOT } from './prepare.mjs';

/**
 * `npm run check:package`: packs the Linux application around a stand-in for Electron's binary, reads its fuses back, and starts the
 * server from the packed archive: what the package lacks, that start lacks too. Needs no download; takes about a minute.
 */

/** Where Electron's binary keeps its switches: this mark, a version, a count, and a letter for each. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_COUNT = 9;
const START_MS = 30_000;
const EXPECTED_FUSES: [FuseV1Options, boolean][] = [
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

const work = mkdtempSync(join(tmpdir(), 'herald-package-'));
try {
  ensureBuilt();
  const packed = pack();
  await checkFuses(join(packed, 'herald'));
  await checkStart(join(packed, 'resources', 'app.asar'));
  console.log('The package is complete.');
} finally {
  rmSync(work, { recursive: true, force: true });
}

function pack(): string {
  const electron = join(work, 'electron');
  const output = join(work, 'release');
  mkdirSync(electron);
  const fuses = Buffer.concat([
    Buffer.from(FUSE_MARK),
    Buffer.from([1, FUSE_COUNT]),
    Buffer.from('1'.repeat(FUSE_COUNT)),
  ]);
  writeFileSync(join(electron, 'electron'), Buffer.concat([Buffer.from('stand-in'), fuses]));
  chmodSync(join(electron, 'electron'), 0o755);
  const args = ['--linux', 'dir', '--x64', `-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  const { status } = spawnSync('electron-builder', [...args, '--publish', 'never'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Error('electron-builder has failed.');
  return join(output, 'linux-unpacked');
}

async function checkFuses(binary: string): Promise<void> {
  const wire = await getCurrentFuseWire(binary);
  for (const [fuse, wanted] of EXPECTED_FUSES) {
    if ((wire[fuse] === FuseState.ENABLE) !== wanted)
      throw new Error(`The fuse ${FuseV1Options[fuse]} is not ${wanted}.`);
  }
  console.log(`${EXPECTED_FUSES.length} fuses are set as they should be.`);
}

/** Starts the server as it was packed, on a folder of its own, and asks whether it is well. */
async function checkStart(archive: string): Promise<void> {
  const strangers = listPackage(archive, { isPack: false }).filter((name) =>
    /^[\\/](src-|test|bench|docs|\.)|\.map$/.test(name),
  );
  if (strangers.length > 0)
    throw new Error(`The package holds what it should not: ${strangers.slice(0, 3).join(', ')}`);
  const folder = join(work, 'app');
  const dataDir = join(work, 'data');
  extractAll(archive, folder);
  const entry = join(folder, 'dist', 'main', 'headless.js');
  const server = spawn(NODE, [entry, '--data-dir', dataDir, '--port', '0'], { stdio: 'inherit' });
  try {
    const url = await addressOf(server, join(dataDir, 'running.json'));
    const { status } = await fetch(`${url}/readyz`);
    const page = await (await fetch(url)).text();
    if (status !== 200 || !page.includes('<title>Herald')) throw new Error(`The packed server answered ${status}.`);
    console.log('The packed server starts and serves the console.');
  } finally {
    const gone = server.exitCode === null ? once(server, 'exit') : null;
    server.kill('SIGTERM');
    await gone;
  }
}

async function addressOf(server: ChildProcess, file: string): Promise<string> {
  const deadline = Date.now() + START_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { console_url: string }).console_url;
    await sleep(100);
  }
  throw new Error('The packed server did not start.');
}
