const CODE = /^\d{3}(?: [245]\.\d{1,3}\.\d{1,3})?/;

/**
 * An acceptance without its queue number and the like, so that one text stands for many: words with a digit become an ellipsis.
 * Refusals are kept word for word.
 */
export function saidInCommon(said: string): string {
  const code = CODE.exec(said)?.[0] ?? '';
  return code + said.slice(code.length).replace(/\S*\d\S*/g, '…');
}
