import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
  readonly patterns?: readonly Rule[];
}

interface Grammar extends Rule {
  readonly scopeName: string;
  readonly repository: Readonly<Record<string, Rule>>;
}

const grammar = JSON.parse(readFileSync('syntaxes/transcript.tmLanguage.json', 'utf8')) as Grammar;
const configuration = JSON.parse(readFileSync('syntaxes/transcript-language-configuration.json', 'utf8')) as {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
};

function rulesOf(rule: Rule): readonly Rule[] {
  const included = rule.include === undefined ? undefined : grammar.repository[rule.include.slice(1)];
  if (included) return rulesOf(included);
  const own = rule.match !== undefined || rule.begin !== undefined ? [rule] : [];
  return [
    ...own,
    ...(rule.match !== undefined || rule.begin !== undefined ? [] : (rule.patterns ?? []).flatMap(rulesOf)),
  ];
}

const rules = rulesOf({ patterns: grammar.patterns ?? [] });

/** The scopes a line's parts get: of the rules that match first, the first, as TextMate does; patterns as JavaScript reads them. */
function scopesOf(line: string): Readonly<Record<string, string>> {
  const scopes: Record<string, string> = {};
  for (let offset = 0; offset < line.length;) {
    const found = rules
      .map((rule) => ({ rule, match: matchFrom(rule.match ?? rule.begin ?? '', line, offset) }))
      .filter(({ match }) => match !== null)
      .sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
    if (!found?.match) break;
    const { rule, match } = found;
    if (rule.name !== undefined) scopes[match[0]] = rule.name;
    for (const [group, { name }] of Object.entries(rule.captures ?? {})) {
      const part = match[Number(group)];
      if (part !== undefined && part !== '') scopes[part.trim()] = name;
    }
    offset = match.index + Math.max(1, match[0].length);
  }
  return scopes;
}

function matchFrom(source: string, line: string, offset: number): RegExpExecArray | null {
  const pattern = new RegExp(source.replace('\\A', '^'), 'gu');
  pattern.lastIndex = offset;
  return pattern.exec(line);
}

const speaker = 'entity.name.type.speaker.transcript';
const time = 'constant.numeric.timestamp.transcript';
const mark = 'support.constant.mark.transcript';

describe('the grammar of transcripts', () => {
  const speakers: Readonly<Record<string, string>> = {
    '**INT:** Why?': 'INT',
    '**Anna Lee**: Why?': 'Anna Lee',
    '_R1:_ Money.': 'R1',
    '**[00:01:02] Speaker 1:** Hi': 'Speaker 1',
    '**Speaker 1** (00:01): Hi': 'Speaker 1',
    'INT: Why?': 'INT',
    'Dr. Amin: Well.': 'Dr. Amin',
    '[GP 2]: I agree': '[GP 2]',
    'Maria de Fátima: Sim.': 'Maria de Fátima',
    'Заря 1 (Быков): Да.': 'Заря 1 (Быков)',
    '采访者：为什么？': '采访者',
    '[00:01:02] Speaker 2: Hi': 'Speaker 2',
    'Speaker 2 (00:01:02): Hi': 'Speaker 2',
    'Ann Lee  00:12': 'Ann Lee',
    'Q. Where?': 'Q',
    '    Senator SMITH. Thank you.': 'Senator SMITH',
    '<v Ann Lee>Hello</v>': 'Ann Lee',
  };
  for (const [line, name] of Object.entries(speakers))
    it(`finds the speaker of “${line}”`, () =>
      assert.equal(scopesOf(line)[name], speaker, JSON.stringify(scopesOf(line))));

  for (const line of [
    'Note: see below',
    'http://example.org',
    '10:30 we left',
    'He said: yes',
    'We joined: because',
    '# INT: why',
  ])
    it(`finds no speaker in “${line}”`, () => assert.ok(!Object.values(scopesOf(line)).includes(speaker)));

  it('finds times, marks, pseudonyms, headings, notes and cues', () => {
    assert.deepEqual(scopesOf('so [inaudible] we (laughs) [GP 2] #00:01:02-5# [00:12] [...]'), {
      '[inaudible]': mark,
      '(laughs)': mark,
      '[GP 2]': 'variable.other.pseudonym.transcript',
      '#00:01:02-5#': time,
      '[00:12]': time,
      '[...]': mark,
    });
    assert.equal(scopesOf('## Money')['Money'], 'entity.name.section.transcript');
    assert.equal(scopesOf('NOTE a comment')['NOTE'], 'comment.block.note.transcript');
    assert.equal(scopesOf('_page : 10')['_page : 10'], 'comment.line.aside.transcript');
    assert.equal(scopesOf('00:01.000 --> 00:02.000 align:start')['00:01.000'], time);
  });

  it('has no repetition without bound but to the end of a line', () => {
    const sources = rules
      .flatMap(({ match, begin, end }) => [match, begin, end])
      .filter((source) => source !== undefined);
    assert.ok(sources.length > 12);
    for (const source of sources) {
      const skeleton = source
        .replace(/\\[pP]\{\w+\}|\\./gu, 'x')
        .replace(/\[[^\]]*\]/g, 'x')
        .replace(/\.\*\)?\$$/, '');
      assert.doesNotMatch(skeleton, /[+*]|\{\d+,\}/, source);
    }
  });

  it('takes contractions and compounds for words', () => {
    const { pattern, flags } = configuration.wordPattern;
    assert.deepEqual('We hadn’t co-operated, it’s naïve: 访谈'.match(new RegExp(pattern, `g${flags}`)), [
      'We',
      'hadn’t',
      'co-operated',
      'it’s',
      'naïve',
      '访谈',
    ]);
  });
});
