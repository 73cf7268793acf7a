import assert from 'node:assert/strict';
import {
  codesIn,
  disagreementsOf,
  filterDisagreements,
} from '../../../src/core/agreement/study-disagreements';
import { planAgreement } from '../../../src/core/report/agreement-plan';
import type { AgreementReport } from '../../../src/core/report/agreement-report';
import { buildAgreementReport, compareForReport } from '../../../src/core/report/build-agreement-report';
import type { CellTarget } from '../../../src/core/report/cell-target';
import { findTargetDisagreements } from '../../../src/core/report/target-disagreements';
import { findTargetPassages } from '../../../src/core/report/target-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { readFromReport } from '../../../src/webview/protocol';
import { openCodedStudy, openSampleStudy } from '../../support/calibration-study';

describe('the passages of a cell', () => {
  let view: StudyView;
  let report: AgreementReport;
  before(async () => {
    const study = await openCodedStudy({
      study: `format: verbatim/study@1
title: T
transcripts: ["*.md"]
coders: { MS: {}, SP: {} }
attributes: { role: { type: choice, values: [gp, nurse] } }
cases:
  P1: { kind: person, attributes: { role: gp }, transcripts: [a.md] }
  P2: { kind: person, attributes: { role: nurse }, transcripts: [b.md] }
`,
      codebook: `format: verbatim/codebook@1
themes: { money: { name: Money, questions: [] } }
codes:
  cost: { name: Cost, themes: [money], aliases: [price] }
  fear: { name: Fear, themes: [] }
`,
      transcripts: {
        'a.md': {
          text: 'It cost a lot. We were afraid. Nobody asked.\n',
          coders: {
            MS: [
              { quote: 'cost a lot', codes: ['price'] },
              { quote: 'Nobody asked', codes: ['fear'] },
            ],
            SP: [
              { quote: 'It cost', codes: ['cost'] },
              { quote: 'lot. We were afraid', codes: ['fear'] },
            ],
          },
        },
        'b.md': { text: 'It cost more.\n', coders: { MS: [{ quote: 'cost', codes: ['cost'] }], SP: [] } },
      },
    });
    view = study.view();
    report = buildAgreementReport(view, planAgreement(view, {}));
  });

  const quotes = (target: CellTarget): readonly string[] =>
    findTargetPassages(view, report, target).passages.map(
      ({ sidecar, passage }) => `${sidecar.coder}: ${passage.quote}`,
    );

  it('are both coders’ with the code, in all transcripts or in one', () => {
    assert.deepEqual(quotes({ kind: 'code', id: 'cost' }), ['MS: cost a lot', 'SP: It cost', 'MS: cost']);
    assert.deepEqual(quotes({ kind: 'code', id: 'cost', transcript: 'b.md' }), ['MS: cost']);
    assert.equal(
      findTargetPassages(view, report, { kind: 'code', id: 'cost', transcript: 'b.md' }).title,
      'Cost, b.md',
    );
  });

  it('are those of a theme, a transcript and a group of transcripts', () => {
    assert.deepEqual(quotes({ kind: 'theme', id: 'money' }), quotes({ kind: 'code', id: 'cost' }));
    assert.deepEqual(quotes({ kind: 'transcript', id: 'b.md' }), ['MS: cost']);
    assert.deepEqual(quotes({ kind: 'group', of: 'role', id: 'nurse' }), ['MS: cost']);
    assert.deepEqual(quotes({ kind: 'group', of: 'setting', id: 'nurse' }), []);
  });

  it('of a confusion are those that meet; of text without a code, those that are not covered', () => {
    const coders = ['MS', 'SP'] as const;
    assert.deepEqual(quotes({ kind: 'confusion', coders, codes: ['cost', 'fear'] }), [
      'MS: cost a lot',
      'SP: lot. We were afraid',
    ]);
    assert.deepEqual(quotes({ kind: 'confusion', coders, codes: ['fear', undefined] }), ['MS: Nobody asked']);
    assert.deepEqual(quotes({ kind: 'confusion', coders, codes: [undefined, 'cost'] }), ['SP: It cost']);
  });

  it('are none for what the report does not have', () => {
    assert.deepEqual(quotes({ kind: 'code', id: '__proto__' }), []);
    assert.deepEqual(quotes({ kind: 'confusion', coders: ['A', 'B'], codes: ['x', 'y'] }), []);
  });
});

describe('the disagreements of a cell', () => {
  let view: StudyView;
  let report: AgreementReport;
  before(async () => {
    view = (await openSampleStudy()).view();
    report = buildAgreementReport(view, planAgreement(view, {}));
  });
  const find = (target: CellTarget) => findTargetDisagreements(view.codebook, report, target);

  it('are those of its coders, in its transcripts, about its codes and no others', () => {
    const comparison = compareForReport(view, report.plan);
    const all = disagreementsOf(comparison);
    for (const { kind, rows } of report.sections.filter((section) => section.kind !== 'group'))
      for (const { id, codes, transcripts } of rows) {
        const found = find({ kind, id });
        assert.deepEqual([found?.coders, found?.round], [['MS', 'SP'], 'calibration']);
        const paths = transcripts.map((place) => report.compared[place]?.path);
        assert.deepEqual(
          filterDisagreements(all, found?.filter ?? {}, comparison),
          all.filter(
            (each) => paths.includes(each.transcript) && codesIn(each).some((code) => codes.includes(code)),
          ),
        );
      }
  });

  it('are narrowed down to a transcript, and to a code without its subcodes', () => {
    const parent = [...view.codebook.codes.values()].find(
      (code) => view.codebook.subcodesOf(code).length > 0,
    );
    assert.ok(parent);
    const { id } = parent;
    const transcript = report.compared[0]?.path ?? '';
    assert.deepEqual(find({ kind: 'code', id, transcript })?.filter, { codeAlone: id, transcript });
    assert.deepEqual(find({ kind: 'code-with-subcodes', id })?.filter, { code: id });
    assert.deepEqual(find({ kind: 'transcript', id: transcript })?.filter, { transcript });
  });

  it('are none for what is no figure of agreement, or not in the report', () => {
    assert.equal(find({ kind: 'confusion', coders: ['MS', 'SP'], codes: ['a', 'b'] }), undefined);
    assert.equal(find({ kind: 'group', id: 'A', of: 'site' }), undefined);
    assert.equal(find({ kind: 'code', id: '__proto__' }), undefined);
  });
});

describe('messages of the report', () => {
  it('are read as what they are', () => {
    for (const message of [
      { kind: 'ready' },
      { kind: 'action', action: 'save-table' },
      { kind: 'show', what: 'disagreements', target: { kind: 'code', id: 'cost', transcript: 'a.md' } },
      { kind: 'show', what: 'passages', target: { kind: 'group', id: 'A', of: 'site' } },
      {
        kind: 'show',
        what: 'passages',
        target: { kind: 'confusion', coders: ['MS', 'SP'], codes: ['cost', undefined] },
      },
    ])
      assert.deepEqual(readFromReport(message), message);
    // JSON has no undefined.
    assert.deepEqual(
      readFromReport({
        kind: 'show',
        target: { kind: 'confusion', coders: ['MS', 'SP'], codes: [null, 'cost'] },
      }),
      {
        kind: 'show',
        what: 'passages',
        target: { kind: 'confusion', coders: ['MS', 'SP'], codes: [undefined, 'cost'] },
      },
    );
  });

  it('are nothing where they are anything else', () => {
    for (const message of [
      undefined,
      null,
      'ready',
      {},
      { kind: 'action', action: 'delete-everything' },
      { kind: 'show' },
      { kind: 'show', target: { kind: 'code', id: 3 } },
      { kind: 'show', target: { kind: 'file', id: '/etc/passwd' } },
      { kind: 'show', target: { kind: 'confusion', coders: 'MS', codes: [] } },
    ])
      assert.equal(readFromReport(message), undefined);
  });
});
