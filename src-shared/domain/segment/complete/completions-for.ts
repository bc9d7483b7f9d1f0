import type { CompletionItem } from '../completion-item.ts';
import type { Offer, Operand, TargetKind } from '../offer.ts';
import { printDataName, printFieldName } from '../print-segment.ts';
import { quoteText } from '../quote-text.ts';
import { isWord, usualWord } from '../reserved-words.ts';
import { type SegmentOperator, TIME_UNITS } from '../segment-ast.ts';
import { CatalogueIndex, type EventKind, type SegmentCatalogue, thingsOf } from '../segment-catalogue.ts';
import type { SegmentField, SegmentFieldType } from '../segment-field.ts';
import { OPERATORS_OF } from '../segment-operators.ts';

interface Place {
  catalogue: SegmentCatalogue;
  /** What stands there already. */
  written: string;
}

/** What follows a word that can't stand alone. */
const BEHIND: Record<string, string> = {
  tag: ' = ',
  segment: ' = ',
  campaign: ' = ',
  event: ' = ',
  'in list': ' ',
  attributes: '.',
  data: '.',
};
const FUNCTIONS: ReadonlySet<string> = new Set('opened clicked received any_open any_click count sum'.split(' '));
const USUAL_DURATIONS = ['7d', '30d', '90d', '1y', '24h'];
const USUAL_DATES = ['today', 'now', 'yesterday', 'today - 7d', 'today - 30d', 'today - 1y', 'today + 7d'];

/** Turns what the parser would take into what can be put there. */
export function completionsFor(offers: readonly Offer[], operand: Operand | null, place: Place): CompletionItem[] {
  const subject = operand && fieldOf(operand, place.catalogue);
  const rank = (offer: Offer) => {
    if (offer.kind === 'operator') return usualPlace(offer.operator, subject);
    return offer.kind === 'field' || offer.kind === 'data' ? -1 : 0;
  };
  return [...offers]
    .sort((a, b) => rank(a) - rank(b))
    .flatMap((offer) => itemsFor(offer, { operand, subject, ...place }));
}

interface Asked extends Place {
  operand: Operand | null;
  subject: Subject | null;
}

function itemsFor(offer: Offer, { operand, subject, catalogue, written }: Asked): CompletionItem[] {
  switch (offer.kind) {
    case 'word':
      return [wordItem(offer.word)];
    case 'symbol':
      return offer.symbol === '(' || offer.symbol === ')' || offer.symbol === '=' ? [symbolItem(offer.symbol)] : [];
    case 'operator':
      return usualPlace(offer.operator, subject) < 0 ? [] : [symbolItem(usualWord(offer.word))];
    case 'field':
      return catalogue.fields.map(fieldItem);
    case 'custom_field':
      return catalogue.fields.filter((field) => field.custom).map(customFieldItem);
    case 'value':
      return subject ? valueItems(subject) : [];
    case 'target':
      return targetItems(catalogue, offer.target);
    case 'data':
      return dataItems(catalogue, operand);
    case 'number':
      return [];
    case 'duration':
      return durationItems(written);
  }
}

/** How early people look for an operator behind something of this type; negative for one that makes no sense there. */
function usualPlace(operator: SegmentOperator, subject: Subject | null): number {
  return subject ? OPERATORS_OF[subject.type].indexOf(operator) : 0;
}

function wordItem(word: string): CompletionItem {
  const label = usualWord(word);
  if (FUNCTIONS.has(word)) return { kind: 'function', label, text: `${label}(` };
  return { kind: 'keyword', label, text: `${label}${BEHIND[word] ?? ''}` };
}

function symbolItem(symbol: string): CompletionItem {
  return { kind: 'operator', label: symbol, text: symbol };
}

function fieldItem(field: SegmentField): CompletionItem {
  const label = printFieldName(field);
  return { kind: 'field', label, text: label, type: field.type };
}

/** Behind `attributes.`. */
function customFieldItem({ name, type }: SegmentField): CompletionItem {
  return { kind: 'field', label: name, text: isWord(name) ? name : quoteText(name), type };
}

interface Subject {
  type: SegmentFieldType;
  choices: readonly string[];
}

function fieldOf(operand: Operand, catalogue: SegmentCatalogue): Subject | null {
  const index = new CatalogueIndex(catalogue);
  if (operand.kind === 'field') {
    const field = index.field(operand.name, operand.custom);
    return field && { type: field.type, choices: field.choices ?? [] };
  }
  const event = operand.event === null ? null : index.event(operand.event);
  const data = event?.data.find((one) => one.name === operand.name);
  return data ? { type: data.type, choices: [] } : null;
}

function valueItems({ type, choices }: Subject): CompletionItem[] {
  const items = (labels: readonly string[]) =>
    labels.map((label): CompletionItem => ({ kind: 'value', label, text: label }));
  if (type === 'boolean') return items(['true', 'false']);
  if (type === 'date') return items(USUAL_DATES);
  return choices.map((label) => ({ kind: 'value', label, text: quoteText(label) }));
}

/** What shares its name with others is put in by its id. */
function targetItems(catalogue: SegmentCatalogue, kind: TargetKind): CompletionItem[] {
  const things = thingsOf(catalogue, kind);
  const times = new Map<string, number>();
  for (const { name } of things) times.set(name, (times.get(name) ?? 0) + 1);
  return things.map(({ id, name }) => ({ kind, label: name, text: quoteText(times.get(name) === 1 ? name : id) }));
}

/** Of the event that is named, or of all while none is. */
function dataItems(catalogue: SegmentCatalogue, operand: Operand | null): CompletionItem[] {
  const named = operand?.kind === 'data' ? operand.event : null;
  const event = named === null ? null : new CatalogueIndex(catalogue).event(named);
  const events: readonly EventKind[] = event ? [event] : named === null ? catalogue.events : [];
  const items = new Map<string, CompletionItem>();
  for (const { name, type } of events.flatMap((one) => one.data)) {
    // Only numbers can be added up, and only a sum names a value before its event.
    if (named === null && type !== 'number') continue;
    items.set(name, { kind: 'data', label: name, text: printDataName(name), type });
  }
  return [...items.values()];
}

function durationItems(written: string): CompletionItem[] {
  const digits = /^\d+/.exec(written)?.[0];
  const texts = digits ? TIME_UNITS.map((unit) => `${digits}${unit}`) : USUAL_DURATIONS;
  return texts.map((text) => ({ kind: 'value', label: text, text }));
}
