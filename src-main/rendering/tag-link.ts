import { type LinkTags, missingTags } from '#shared/domain/campaign/link-tags.ts';
import { liquidRegions, paintOver } from './liquid-regions.ts';

/**
 * An address with the tags that it lacks, before its fragment. What it says already stays as it is, Liquid too: a parameter that is
 * there is never overwritten.
 */
export function tagLink(target: string, tags: LinkTags | null): string {
  if (!tags?.on) return target;
  const painted = paintOver(target, liquidRegions(target));
  const fragment = painted.indexOf('#');
  const end = fragment < 0 ? target.length : fragment;
  const asks = painted.indexOf('?');
  const hasQuery = asks >= 0 && asks < end;
  const query = hasQuery ? painted.slice(asks + 1, end) : '';
  const missing = missingTags(tags, query);
  if (missing === '') return target;
  const joint = !hasQuery ? '?' : query === '' || query.endsWith('&') ? '' : '&';
  return `${target.slice(0, end)}${joint}${missing}${target.slice(end)}`;
}
