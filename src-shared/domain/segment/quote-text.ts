/** A text as it stands in a rule: between single quotes, with its own doubled. A backslash is a letter like any other. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
