import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/base/user-error';
import { exportCodebook } from '../../../../src/core/exchange/export/export-codebook';
import { exportQuotes } from '../../../../src/core/exchange/export/export-quotes';
import { describePassage } from '../../../../src/core/exchange/export/passage-record';
import { type PassageFilter, selectPassages } from '../../../../src/core/exchange/export/select-passages';
import type { Cell, Table } from '../../../../src/core/exchange/export/table';
import { openMemoryStudy } from '../../../support/open-memory-study';
import { passageId, smallStudy } from '../../../support/small-study';

type Row = Readonly<Record<string, Cell>>;

function toRows({ columns, rows }: Table): readonly Row[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i]])));
}

async function quotes(filter: PassageFilter = {}): Promise<readonly Row[]> {
  return toRows(exportQuotes((await openMemoryStudy(smallStudy())).view(), filter));
}

async function select(filter: PassageFilter): Promise<readonly string[]> {
  const study = await openMemoryStudy(smallStudy());
  return selectPassages(study.view(), filter).map(({ passage }) => passage.quote);
}

describe('exporting quotes', () => {
  it('has a row for each code of each passage, in the order of the texts', async () => {
    assert.deepEqual(
      (await quotes()).map((row) => [row['transcript'], row['coder'], row['code']].join(' ')),
      [
        'transcripts/Int01.md SP mandatory-feel',
        'transcripts/Int01.md MS mandatory-feel',
        'transcripts/Int01.md MS fear-of-losing-income',
        'transcripts/Int01.md MS mandatory-feel',
        'transcripts/Int01.md MS wary',
        'transcripts/Int01.md MS new-roles',
        'transcripts/Int02.txt MS mandatory-feel',
      ],
    );
  });

  it('tells of each coding what the study knows', async () => {
    const row = (await quotes({ code: 'wary' }))[0];
    assert.deepEqual(row, {
      transcript: 'transcripts/Int01.md',
      coder: 'MS',
      code: 'wary',
      'code name': '"Pretty wary"',
      themes: 'Reasons for joining',
      questions: 'RQ1',
      cases: 'Int1',
      role: 'clinical',
      setting: 'rural', // of the site
      population: 75000,
      wave: 'baseline', // of the transcript
      quote: 'pretty wary',
      memo: 'Compare Int2.\nShe says it too.',
      'from line': 5,
      'from column': 83,
      'to line': 5,
      'to column': 94,
      status: 'exact',
      date: '2020-02-25',
      passage: passageId(2),
    });
  });

  it('lets the nearest attribute count', async () => {
    const [row] = await quotes({ transcript: 'transcripts/Int02.txt' });
    assert.equal(row?.['setting'], 'urban');
    assert.equal(row['wave'], '');
  });

  it('tells an attribute from a column of the same name', async () => {
    const files = smallStudy();
    files.set('verbatim.yaml', (files.get('verbatim.yaml') ?? '').replace('  wave: {', '  status: {'));
    const { columns } = exportQuotes((await openMemoryStudy(files)).view());
    const titles = columns.map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
    assert(titles.includes('attribute: status'));
  });

  it('finds a code by its aliases and, where asked, by those above it', async () => {
    const plain = [
      'Well, we had no choice.',
      'we had no choice',
      'The money was going to go through it.',
      'We had no choice, did we.',
    ];
    assert.deepEqual(await select({ code: 'mandatory-feel' }), plain);
    assert.deepEqual(await select({ code: 'compulsory' }), plain);
    assert.deepEqual(await select({ code: 'fear-of-losing-income' }), [plain[2]]);
    const rows = await quotes({
      code: 'mandatory-feel',
      withSubcodes: true,
      coder: 'MS',
      transcript: 'transcripts/Int01.md',
    });
    assert.deepEqual(
      rows.map((row) => row['code']),
      ['mandatory-feel', 'fear-of-losing-income', 'mandatory-feel'],
    );
  });

  it('refuses what the study does not have, with a suggestion', async () => {
    await assert.rejects(
      select({ code: 'warry' }),
      (error) => error instanceof UserError && /“wary”/.test(error.message),
    );
    await assert.rejects(select({ coder: 'XY' }), UserError);
    await assert.rejects(select({ transcript: 'transcripts/Int9.md' }), UserError);
    assert.deepEqual(await select({ coder: 'consensus' }), []);
  });

  it('finds codes that only sidecars know', async () => {
    const files = smallStudy();
    files.set('codebook.yaml', 'format: verbatim/codebook@1\n');
    const study = await openMemoryStudy(files);
    assert.equal(selectPassages(study.view(), { code: 'wary' }).length, 1);
    assert.equal(toRows(exportQuotes(study.view()))[4]?.['code name'], undefined);
  });

  it('says where passages are in code points, and nothing of those that are not placed', async () => {
    const files = smallStudy();
    const study = await openMemoryStudy(files);
    const view = study.view();
    const records = selectPassages(view, {}).map((placed) => describePassage(view, placed));
    for (const { transcript, quote, start, end } of records) {
      assert(start !== null && end !== null);
      assert.equal(
        Array.from(files.get(transcript) ?? '')
          .slice(start, end)
          .join(''),
        quote,
      );
    }
    files.delete('transcripts/Int01.md');
    const without = (await openMemoryStudy(files)).view();
    const gone = selectPassages(without, { coder: 'SP' }).map((placed) => describePassage(without, placed));
    assert.deepEqual(
      gone.map(({ start, end, from, to, status }) => ({ start, end, from, to, status })),
      Array.from({ length: 2 }, () => ({
        start: null,
        end: null,
        from: null,
        to: null,
        status: 'no-transcript',
      })),
    );
  });
});

describe('exporting the codebook', () => {
  it('has a row for each code, with what it answers to and how far it reaches', async () => {
    const rows = toRows(exportCodebook((await openMemoryStudy(smallStudy())).view()));
    assert.deepEqual(
      rows.map((row) => [
        row['code'],
        row['parent'],
        row['questions'],
        row['passages'],
        row['transcripts'],
        row['cases'],
      ]),
      [
        ['mandatory-feel', undefined, 'RQ1', 4, 2, 2],
        ['fear-of-losing-income', 'mandatory-feel', 'RQ1', 1, 1, 1],
        ['wary', undefined, 'RQ1', 1, 1, 1],
        ['new-roles', undefined, 'RQ1; RQ2', 1, 1, 1],
      ],
    );
    assert.equal(rows[0]?.['themes'], 'Money and mandate; Reasons for joining');
    assert.equal(rows[0]['aliases'], 'compulsory');
  });
});
