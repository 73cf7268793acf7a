import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { codeIdFromName, isCodeId, isNameId } from '../../../src/core/model/ids';

const never = () => false;

describe('ids', () => {
  it('are texts to readers of YAML 1.1 and 1.2', () => {
    const readable = fc.oneof(
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,6}$/),
      fc.constantFrom('y', 'N', 'Yes', 'nO', 'on', 'OFF', 'true', 'False', 'null', 'e1', 'nan', 'inf', 'x12'),
    );
    fc.assert(
      fc.property(readable, (id) => {
        // This parser alone takes an `e` with digits for a number; the writers put such an id in quotes.
        if ((!isCodeId(id) && !isNameId(id)) || /^e-?[0-9]+$/i.test(id)) return;
        for (const version of ['1.1', '1.2'] as const) assert.equal(parse(id, { version }), id);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused where they would be something else to YAML 1.1', () => {
    for (const word of ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']) {
      assert.equal(isCodeId(word), false, word);
      for (const id of [word, word.toUpperCase(), word.replace(/^./, (letter) => letter.toUpperCase())])
        assert.equal(isNameId(id), false, id);
    }
  });

  it('have the letters that the format gives them, from end to end', () => {
    for (const id of ['a', 'new-money', 'a1-', 'constructor']) assert.equal(isCodeId(id), true, id);
    for (const id of ['', 'A', '1a', '-a', 'a_b', 'a b', 'a\n', '\na', 'é', '__proto__'])
      assert.equal(isCodeId(id), false, id);
    for (const id of ['MS', 'Int_1', 'a-b']) assert.equal(isNameId(id), true, id);
    for (const id of ['', '1', '_a', 'a.b', 'a/b', 'MS\n', 'É']) assert.equal(isNameId(id), false, id);
  });
});

describe('a code id made from a name', () => {
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ maxLength: 80 }),
    fc
      .array(
        fc.constantFrom('No', 'yes', ' ', '-', '--', '’', 'é', 'ﬁ', 'İ', 'ß', '日本', '9', '😀', 'true', '_'),
      )
      .map((parts) => parts.join('')),
  );

  it('is always valid', () => {
    fc.assert(
      fc.property(name, (text) => assert.ok(isCodeId(codeIdFromName(text, never)))),
      { numRuns: 1000 },
    );
  });

  it('is never one that is taken', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), (names) => {
        const taken = new Set<string>();
        for (const text of [...names, ...names]) {
          const id = codeIdFromName(text, (each) => taken.has(each));
          assert.ok(isCodeId(id));
          assert.equal(taken.has(id), false);
          taken.add(id);
        }
      }),
    );
  });

  it('reads like the name', () => {
    const made = {
      'Almost mandatory': 'almost-mandatory',
      '  “We had no choice” ': 'we-had-no-choice',
      'GP’s view': 'gps-view',
      'Être à l’écoute': 'etre-a-lecoute',
      'Große Straße': 'grosse-strasse',
      'Łódź & Ærø': 'lodz-aero',
      '1. Money': 'money',
      No: 'no-code',
      Y: 'y-code',
      日本: 'code',
      '': 'code',
    };
    for (const [text, id] of Object.entries(made)) assert.equal(codeIdFromName(text, never), id);
    assert.equal(
      codeIdFromName('Money', (id) => id === 'money' || id === 'money-2'),
      'money-3',
    );
  });

  it('stays short, and is quickly made from a very long name', () => {
    assert.equal(codeIdFromName(`${'a'.repeat(47)} b`, never), 'a'.repeat(47));
    assert.equal(
      codeIdFromName('It is not that we had any choice in the matter at all', never),
      'it-is-not-that-we-had-any-choice-in-the-matter',
    );
    assert.ok(codeIdFromName('é -'.repeat(100_000), never).length <= 48);
  });
});
