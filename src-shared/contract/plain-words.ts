import * as z from 'zod';

type Issue = z.core.$ZodRawIssue;

/** What is wrong with an input, said to the person who typed it. A schema's own sentence comes before these. */
function plainWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'This is missing.'
        : `This must be ${nameOf(issue.expected)}.`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return issue.origin === 'string'
        ? `Use at most ${issue.maximum} characters.`
        : `Use ${issue.maximum}${issue.origin === 'array' ? ' entries' : ''} at most.`;
    case 'invalid_value':
      return `Choose one of: ${issue.values.join(', ')}.`;
    case 'unrecognized_keys':
      return `There is no such field: ${issue.keys.join(', ')}.`;
    case 'invalid_format':
      return issue.format === 'uuid' ? 'This is not an id.' : 'This does not have the right form.';
    default:
      return undefined;
  }
}

function tooSmall(issue: Extract<Issue, { code: 'too_small' }>): string {
  if (issue.origin === 'string') {
    return Number(issue.minimum) <= 1 ? 'This must not be empty.' : `Use at least ${issue.minimum} characters.`;
  }
  return issue.origin === 'array' ? `Give at least ${issue.minimum}.` : `Use ${issue.minimum} or more.`;
}

function nameOf(expected: string): string {
  const names: Record<string, string> = {
    string: 'a text',
    array: 'a list',
    int: 'a whole number',
    object: 'an object',
  };
  return names[expected] ?? `a ${expected}`;
}

z.config({ customError: (issue) => plainWords(issue) });
