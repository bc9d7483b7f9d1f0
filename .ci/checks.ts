/** What is checked without running Herald: types for each side, form, import rules, code that nobody uses. */
export const CHECKS: { name: string; command: string; args: string[] }[] = [
  ...['src-shared', 'src-main', 'src-renderer', 'test', '.'].map((project) => ({
    name: `types of ${project === '.' ? 'the whole' : project}`,
    command: 'tsc',
    // All of them run side by side: a compiler that spreads over several threads would only do the same work several times.
    args: ['-p', project, '--singleThreaded'],
  })),
  { name: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'rooms',
    command: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', 'src-shared', 'src-main', 'src-renderer'],
  },
  { name: 'dead code', command: 'knip', args: ['--no-progress'] },
];
