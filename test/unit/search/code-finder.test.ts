import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexCodebook } from '../../../src/core/model/codebook-index';
import { createCodeFinder } from '../../../src/core/search/code-finder';
import { anyCodebook, codebookOf, codeOf, themeOf } from '../model/codebooks';

const codes = [
  codeOf('burnout', { name: 'Burn-out of staff', definition: 'Exhaustion and money worries.' }),
  codeOf('easy-money', { name: 'Easy money' }),
  codeOf('honeymoon', { name: 'Honeymoon period' }),
  codeOf('harmony', { name: 'In harmony, ymoney' }),
  codeOf('money-matters', { name: 'Money matters' }),
  codeOf('money', { name: 'Money' }),
  codeOf('mandatory-feel', { name: 'Almost mandatory', aliases: ['compulsory'], themes: ['motivation'] }),
  codeOf('reform-fatigue', { name: 'Reform fatigue', include: 'Tired of being reorganised.' }),
  codeOf('old-money', { name: 'Money, old', status: 'deprecated' }),
  codeOf('dignite', { name: 'Dignité à l’hôpital' }),
];
const codebook = indexCodebook(codebookOf(codes, [themeOf('motivation', { name: 'Reasons for joining' })]));
const finder = createCodeFinder(codebook);
const find = (query: string, recent: readonly string[] = []) =>
  finder.find(query, recent).map(({ id }) => id);

describe('finding a code', () => {
  it('puts the whole name first, then its start, the start of a word, the inside, a likeness and the definition', () => {
    const found = find('money');
    assert.deepEqual(found.slice(0, 4), ['money', 'money-matters', 'easy-money', 'harmony']);
    assert.ok(found.indexOf('honeymoon') > found.indexOf('harmony'));
    assert.ok(found.indexOf('burnout') > found.indexOf('honeymoon'));
    assert.equal(found.at(-1), 'old-money');
  });

  it('finds by id, alias, theme and definition', () => {
    for (const [query, id] of Object.entries({
      'mandatory-feel': 'mandatory-feel',
      'mandatory feel': 'mandatory-feel',
      compulsory: 'mandatory-feel',
      'reasons for': 'mandatory-feel',
      exhaustion: 'burnout',
      reorganised: 'reform-fatigue',
    }))
      assert.equal(find(query)[0], id, query);
  });

  it('finds words in any order by their beginnings', () => {
    assert.equal(find('fat ref')[0], 'reform-fatigue');
    assert.equal(find('staff burn')[0], 'burnout');
  });

  it('forgives slips of the finger, case, accents, quotation marks and needless space', () => {
    for (const [query, id] of Object.entries({
      mandatroy: 'mandatory-feel',
      almsot: 'mandatory-feel',
      fatgue: 'reform-fatigue',
      honneymoon: 'honeymoon',
      '  MONEY   Matters ': 'money-matters',
      'dignite a lhopital': 'dignite',
      HÔPITAL: 'dignite',
      "l'hôp": 'dignite',
    }))
      assert.ok(find(query).slice(0, 3).includes(id), query);
    assert.equal(find('dignite')[0], 'dignite');
  });

  it('puts the recent first among equals, and never above a better match', () => {
    const all = codes.map(({ id }) => id);
    const active = all.filter((id) => id !== 'old-money');
    assert.deepEqual(find(''), [...active, 'old-money']);
    assert.deepEqual(find('', ['harmony', 'honeymoon', 'gone']), [
      ...['harmony', 'honeymoon'],
      ...active.filter((id) => id !== 'harmony' && id !== 'honeymoon'),
      'old-money',
    ]);
    assert.deepEqual(find('money', ['harmony', 'easy-money']).slice(0, 2), ['money', 'money-matters']);
    const twins = createCodeFinder(
      indexCodebook(codebookOf([codeOf('money-a'), codeOf('money-b'), codeOf('money-c')])),
    );
    assert.deepEqual(
      twins.find('money', ['money-c', 'money-b']).map(({ id }) => id),
      ['money-c', 'money-b', 'money-a'],
    );
  });

  it('puts a deprecated code last, however well it matches', () => {
    assert.equal(find('money, old').at(-1), 'old-money');
    assert.equal(find('', ['old-money']).at(-1), 'old-money');
  });

  it('finds nothing where nothing is alike', () => {
    assert.deepEqual(find('zzzzqqqq'), []);
    assert.deepEqual(createCodeFinder(indexCodebook(codebookOf([]))).find('money', []), []);
  });

  it('finds every code by its own name and id, each once, whatever is typed', () => {
    const query = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('c1', 't1', '', '__proto__', '\\', '.*', '"\'|!^=$'),
    );
    fc.assert(
      fc.property(anyCodebook, query, fc.array(fc.string()), (parts, typed, recent) => {
        const all = createCodeFinder(indexCodebook(parts));
        const found = all.find(typed, recent);
        assert.equal(new Set(found).size, found.length);
        for (const code of found) assert.equal(parts.codes.get(code.id), code);
        for (const code of parts.codes.values()) assert.ok(all.find(code.id, recent).includes(code));
      }),
    );
  });

  it('takes a pasted text for a query without a murmur', () => {
    assert.deepEqual(find('nothing like zzqq '.repeat(2000)), []);
  });
});
