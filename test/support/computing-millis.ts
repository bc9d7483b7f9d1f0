/** What this thread computes meanwhile, in milliseconds: on a busy machine the clock says more. */
export function computingMillis(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
