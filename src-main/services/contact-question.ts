import type { Reader } from '#main/db/access.ts';
import type { ContactFilter } from '#main/repositories/contact-filter.sql.ts';
import { findList } from '#main/repositories/list.repo.ts';
import { findTag } from '#main/repositories/tag.repo.ts';
import type { ContactQuestion } from '#shared/domain/contact-target.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

/** The filter that a question means now: ids become numbers, a rule becomes conditions. Refuses what does not exist. */
export function filterOf(reader: Reader, question: ContactQuestion, now: Millis): ContactFilter {
  const { search, list_id, list_state, status, tag_id } = question;
  return {
    search: search?.trim() || undefined,
    list_no: list_id ? found(findList(reader, list_id), 'list').no : undefined,
    list_state,
    status,
    tag_no: tag_id ? found(findTag(reader, tag_id), 'tag').no : undefined,
  };
}
