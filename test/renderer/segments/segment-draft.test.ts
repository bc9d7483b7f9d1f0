import { describe, expect, it } from 'vitest';
import { languagePorts, saysTheSame } from '#renderer/pickers/rule-editor/text/language-ports.ts';
import { removeNode } from '#renderer/pickers/rule-editor/tree/edit-tree.ts';
import { newRow } from '#renderer/pickers/rule-editor/tree/rule-tree.ts';
import { createSegmentDraft, MOST_ROWS } from '#renderer/pickers/rule-editor/tree/segment-draft.ts';
import { BUILT_IN_FIELDS } from '#shared/domain/segment/segment-field.ts';

const CATALOGUE = {
  fields: BUILT_IN_FIELDS.map((field) => ({ ...field, label: null })),
  lists: [],
  segments: [],
  tags: [{ id: '1', name: 'press' }],
  campaigns: [],
  events: [],
};

const draftOf = (text: string) =>
  createSegmentDraft(
    text,
    languagePorts(() => CATALOGUE),
    'builder',
  );
const LAID_OUT = "country = 'DE'\n  AND  NOT tag = 'press'";

describe('turning to the other face', () => {
  it('keeps the line breaks of a text that was only looked at in the builder', () => {
    const draft = draftOf(LAID_OUT);
    draft.turnTo('text');
    expect(draft.getState().text).toBe(LAID_OUT);
    draft.turnTo('builder');
    draft.turnTo('text');
    expect(draft.getState().text).toBe(LAID_OUT);
  });

  it('writes the text anew once the builder has changed the rule', () => {
    const draft = draftOf(LAID_OUT);
    draft.edit((tree) => removeNode(tree, tree.children[1]?.key as string));
    draft.turnTo('text');
    expect(draft.getState().text).toBe("country = 'DE'");
  });

  it('keeps the line breaks when a change was taken back', () => {
    const draft = draftOf(LAID_OUT);
    draft.edit((tree) => removeNode(tree, tree.children[1]?.key as string));
    draft.undo();
    draft.turnTo('text');
    expect(draft.getState().text).toBe(LAID_OUT);
  });

  it('keeps empty rows and groups of one that a text cannot say', () => {
    const draft = draftOf("country = 'DE'");
    draft.edit((tree) => ({ ...tree, children: [...tree.children, newRow()] }));
    draft.turnTo('text');
    draft.turnTo('builder');
    expect(draft.getState().tree.children).toHaveLength(2);
  });

  it('stays in a text with a problem and says how many there are', () => {
    const draft = draftOf("country = 'DE'");
    draft.turnTo('text');
    draft.type("contry = 'DE'");
    draft.turnTo('builder');
    expect(draft.getState()).toMatchObject({
      face: 'text',
      text: "contry = 'DE'",
      refused: { why: 'problems', count: 1 },
    });
    draft.type("country = 'AT'");
    expect(draft.getState().refused).toBeNull();
    draft.turnTo('builder');
    expect(draft.getState().face).toBe('builder');
    expect(draft.ruleText()).toBe("country = 'AT'");
  });

  it('stays in the builder while a row is unfinished and names it', () => {
    const draft = draftOf("country = 'DE'");
    draft.edit((tree) => ({
      ...tree,
      children: tree.children.map((row) =>
        'condition' in row && row.condition?.kind === 'comparison'
          ? { ...row, condition: { ...row.condition, values: [null] } }
          : row,
      ),
    }));
    draft.turnTo('text');
    const { face, refused, tree } = draft.getState();
    expect(face).toBe('builder');
    expect(refused).toEqual({ why: 'unfinished', keys: [tree.children[0]?.key] });
    expect(draft.ruleText()).toBeNull();
  });

  it('leaves rules that are too long for the builder as text', () => {
    const draft = draftOf(Array.from({ length: MOST_ROWS + 1 }, (_, at) => `city = 'C${at}'`).join(' OR '));
    expect(draft.getState().face).toBe('text');
    draft.turnTo('builder');
    expect(draft.getState().refused).toEqual({ why: 'too_many', count: MOST_ROWS + 1 });
  });

  it('begins with a text that cannot be read as text', () => {
    expect(draftOf('country = = 5').getState().face).toBe('text');
  });
});

describe('taking back', () => {
  it('goes back and forth over steps', () => {
    const draft = draftOf("country = 'DE' AND tag = 'press'");
    draft.edit((tree) => removeNode(tree, tree.children[0]?.key as string));
    expect(draft.ruleText()).toBe("tag = 'press'");
    draft.undo();
    expect(draft.ruleText()).toBe("country = 'DE' AND tag = 'press'");
    draft.redo();
    expect(draft.ruleText()).toBe("tag = 'press'");
  });

  it('takes letters typed into one row back as one step', () => {
    const draft = draftOf("country = 'DE'");
    for (const nots of [1, 2, 3]) draft.edit((tree) => ({ ...tree, nots }), 'letters');
    draft.undo();
    expect(draft.getState().tree.nots).toBe(0);
  });

  it('does nothing when nothing was done', () => {
    const draft = draftOf("country = 'DE'");
    draft.undo();
    draft.redo();
    expect(draft.ruleText()).toBe("country = 'DE'");
  });
});

it('knows two texts that say the same', () => {
  expect(saysTheSame("country='DE'", "country  =\n 'DE'")).toBe(true);
  expect(saysTheSame("country='DE'", "country = 'AT'")).toBe(false);
  expect(saysTheSame('country =', 'country  =')).toBe(false);
});
