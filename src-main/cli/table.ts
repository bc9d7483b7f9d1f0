/** Left-aligned columns, as wide as their widest cell. */
export function table(header: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const lines = [header, ...rows.map((row) => row.map((cell) => String(cell ?? '')))];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
