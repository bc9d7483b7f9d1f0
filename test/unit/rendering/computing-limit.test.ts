import { expect, test } from 'vitest';
import { compileText, fillText } from '#main/rendering/compiled-text.ts';
import { mergePerson } from '#test/support/merge-person.ts';

const compile = (text: string) => compileText({ part: 'body', text, written: text, mode: 'html' });

/** A person whose name takes a while to come by, while this thread computes nothing: as on a machine that is busy elsewhere. */
function slowPerson(millis: number) {
  const person = mergePerson();
  return Object.defineProperty({ ...person }, 'first_name', {
    enumerable: true,
    get: () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, millis);
      return 'Slow';
    },
  });
}

test('time in which the thread did not compute is not held against a person', () => {
  const text = compile('{% for i in (1..3) %}{{ first_name }} {% endfor %}');
  expect(fillText(text, slowPerson(150))).toBe('Slow Slow Slow ');
});

test('a text that computes for too long ends, also after a wait', () => {
  const text = compile('{{ first_name }}{% for i in (1..3000) %}{% for j in (1..3000) %}x{% endfor %}{% endfor %}');
  expect(() => fillText(text, slowPerson(300))).toThrow('takes too long');
});
