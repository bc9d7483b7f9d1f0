import { wordOffer } from '../offer.ts';
import type { EngagementAct, SegmentEngagement, SegmentTarget, Times, Window } from '../segment-ast.ts';
import { parseDuration } from './parse-duration.ts';
import { parseTarget } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';

const HOW_OFTEN = ['at least', 'at most', 'exactly'].map(wordOffer);
const AT_LEAST_ONCE: Times = { how: 'at_least', n: 1 };

/** Behind `opened`: in parentheses which campaign, then how many times and when, in either order. */
export function parseEngagement(reader: RuleReader, act: EngagementAct, from: number): SegmentEngagement | null {
  if (!reader.takeSymbol('(')) {
    const span = { from, to: from + act.length };
    return reader.isAtEnd
      ? reader.fail()
      : reader.report({ code: 'act_form', span, values: { found: act }, suggestion: `${act}(any)` });
  }
  const campaign = parseCampaign(reader);
  if (campaign === undefined) return null;
  let times: Times | undefined;
  let window: Window | undefined;
  for (;;) {
    const { token } = reader;
    const again = { code: 'said_twice', span: token, values: { found: token.text } } as const;
    if (reader.isWord('within')) {
      if (window) return reader.report(again);
      window = parseWindow(reader) ?? undefined;
      if (!window) return null;
    } else {
      const how = parseHow(reader, times !== undefined);
      if (how === null) return null;
      if (how === undefined) break;
      if (times) return reader.report(again);
      times = parseTimes(reader, how) ?? undefined;
      if (!times) return null;
    }
  }
  if (!window) reader.offer(wordOffer('within'));
  const span = reader.spanFrom(from);
  return { kind: 'engagement', act, campaign, times: times ?? AT_LEAST_ONCE, window: window ?? null, span };
}

/** Null for any campaign, undefined for what can't be read. */
function parseCampaign(reader: RuleReader): SegmentTarget | null | undefined {
  if (reader.takeSymbol(')')) return null;
  if (reader.takeWord('any')) return reader.needSymbol(')') ? null : undefined;
  if (!reader.needWord('campaign') || !reader.needSymbol('=')) return undefined;
  const campaign = parseTarget(reader, 'campaign');
  return campaign && reader.needSymbol(')') ? campaign : undefined;
}

/** Undefined where no times are given. */
function parseHow(reader: RuleReader, isSaid: boolean): Times['how'] | null | undefined {
  if (!isSaid) reader.offer(HOW_OFTEN);
  if (reader.isWord('exactly')) {
    reader.next();
    return 'exactly';
  }
  if (!reader.isWord('at')) return undefined;
  reader.next();
  if (reader.takeWord('least')) return 'at_least';
  return reader.takeWord('most') ? 'at_most' : reader.fail();
}

function parseTimes(reader: RuleReader, how: Times['how']): Times | null {
  reader.offer({ kind: 'number' });
  if (reader.token.kind !== 'number') return reader.fail();
  const { text, from, to } = reader.next();
  const n = Number(text);
  if (!Number.isSafeInteger(n)) return reader.report({ code: 'times_not_whole', span: { from, to } });
  if (!reader.takeWord('times') && reader.isWord('time')) reader.next();
  return { how, n };
}

/** `within 30d`. */
export function parseWindow(reader: RuleReader): Window | null {
  const { from } = reader.token;
  if (!reader.needWord('within')) return null;
  const duration = parseDuration(reader);
  return duration && { ...duration, span: reader.spanFrom(from) };
}
