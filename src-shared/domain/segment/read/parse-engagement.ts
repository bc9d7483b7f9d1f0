import { wordOffer } from '../offer.ts';
import type { EngagementAct, SegmentEngagement, SegmentTarget, Times, Window } from '../segment-ast.ts';
import { parseDuration } from './parse-duration.ts';
import { parseTarget } from './parse-value.ts';
import type { RuleReader } from './rule-reader.ts';

const HOW_OFTEN = ['at least', 'at most', 'exactly'].map(wordOffer);
const WITHIN = wordOffer('within');
const AT_LEAST_ONCE: Times = { how: 'at_least', n: 1 };

/** Behind `opened`: in parentheses which campaign, then how many times and when. */
export function parseEngagement(reader: RuleReader, act: EngagementAct, from: number): SegmentEngagement | null {
  if (!reader.takeSymbol('(')) return reader.isAtEnd ? reader.fail() : withoutParentheses(reader, act, from);
  const campaign = parseCampaign(reader);
  const tail = campaign === undefined ? null : parseTail(reader);
  if (campaign === undefined || !tail) return null;
  return { kind: 'engagement', act, campaign, ...tail, span: reader.spanFrom(from) };
}

function withoutParentheses(reader: RuleReader, act: EngagementAct, from: number): null {
  const span = { from, to: from + act.length };
  return reader.report({ code: 'act_form', span, values: { found: act }, suggestion: `${act}(any)` });
}

/** Null for any campaign, undefined for what can't be read. */
function parseCampaign(reader: RuleReader): SegmentTarget | null | undefined {
  if (reader.takeSymbol(')')) return null;
  if (reader.takeWord('any')) return reader.needSymbol(')') ? null : undefined;
  if (!reader.needWord('campaign') || !reader.needSymbol('=')) return undefined;
  const campaign = parseTarget(reader, 'campaign');
  return campaign && reader.needSymbol(')') ? campaign : undefined;
}

/** Each at most once, in either order. */
function parseTail(reader: RuleReader): Pick<SegmentEngagement, 'times' | 'window'> | null {
  let times: Times | null = null;
  let window: Window | null = null;
  for (;;) {
    if (!times) reader.offer(HOW_OFTEN);
    if (!window) reader.offer(WITHIN);
    const isWindow = reader.isWord('within');
    if (!isWindow && !reader.isWord('at') && !reader.isWord('exactly'))
      return { times: times ?? AT_LEAST_ONCE, window };
    if (isWindow ? window : times) return saidTwice(reader);
    if (isWindow) window = parseWindow(reader);
    else times = parseTimes(reader);
    if (!(isWindow ? window : times)) return null;
  }
}

function saidTwice(reader: RuleReader): null {
  return reader.report({ code: 'said_twice', span: reader.token, values: { found: reader.token.text } });
}

function parseTimes(reader: RuleReader): Times | null {
  const how = parseHow(reader);
  if (!how) return null;
  reader.offer({ kind: 'number' });
  if (reader.token.kind !== 'number') return reader.fail();
  const { text, from, to } = reader.next();
  const n = Number(text);
  if (!Number.isSafeInteger(n)) return reader.report({ code: 'times_not_whole', span: { from, to } });
  if (!reader.takeWord('times') && reader.isWord('time')) reader.next();
  return { how, n };
}

function parseHow(reader: RuleReader): Times['how'] | null {
  if (reader.next().word === 'exactly') return 'exactly';
  if (reader.takeWord('least')) return 'at_least';
  return reader.takeWord('most') ? 'at_most' : reader.fail();
}

/** `within 30d`. */
export function parseWindow(reader: RuleReader): Window | null {
  const { from } = reader.token;
  if (!reader.needWord('within')) return null;
  const duration = parseDuration(reader);
  return duration && { ...duration, span: reader.spanFrom(from) };
}
