import type { Reader } from '#main/db/access.ts';
import { findList } from '#main/repositories/consent/list.repo.ts';
import type { ContactFilter, RuleClause } from '#main/repositories/contact/contact-filter.sql.ts';
import { findTag } from '#main/repositories/contact/tag.repo.ts';
import { findImport } from '#main/repositories/import/import.repo.ts';
import { segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import { ruleOfSegment, ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import type { ContactQuestion } from '#shared/domain/contact-target.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

/** The filter that a question means now: ids become numbers, rules become conditions. Refuses what does not exist. */
export function filterOf(reader: Reader, question: ContactQuestion, now: Millis): ContactFilter {
  const { search, list_id, list_state, status, tag_id, import_id, import_part = 'created' } = question;
  return {
    search: search?.trim() || undefined,
    list_no: list_id ? found(findList(reader, list_id), 'list').no : undefined,
    list_state,
    status,
    import: import_id ? { no: found(findImport(reader, import_id), 'import').no, part: import_part } : undefined,
    tag_no: tag_id ? found(findTag(reader, tag_id), 'tag').no : undefined,
    rule: ruleOf(reader, question, now),
  };
}

/** The saved rule and the one that is not, both at once. */
function ruleOf(reader: Reader, { segment_id, segment }: ContactQuestion, now: Millis): RuleClause | undefined {
  // Of the same minute it is the same question, so that what was found stays found while somebody turns the pages.
  const minute = Math.floor(now / MINUTE) * MINUTE;
  const rules = [
    ...(segment_id ? [ruleOfSegment(reader, segment_id)] : []),
    ...(segment ? [ruleOfText(reader, segment)] : []),
  ].map((rule) => segmentClause(reader, rule, minute));
  if (rules.length === 0) return undefined;
  return {
    sql: rules.map(({ sql }) => `(${sql})`).join(' AND '),
    values: rules.flatMap(({ values }) => values),
    candidates: rules.find(({ candidates }) => candidates)?.candidates,
  };
}
