import assert from 'node:assert/strict';
import fc from 'fast-check';
import { casesOf } from '../../../src/core/study/cases';
import { type PlacedPassage, placePassages } from '../../../src/core/study/placed-passages';
import { passagesOf, type Reach, reachOf, type Topic } from '../../../src/core/study/reach';
import type { StudyView } from '../../../src/core/study/snapshot';
import { codebookOf, codeOf, themeOf } from '../model/codebooks';
import { anyView } from './random-views';
import { passageAt, snapshotOf } from './views';

/** What a passage counts towards, found by asking every code, theme and question whether the passage is below it. */
function topicsSlowly({ codebook }: StudyView, { passage }: PlacedPassage): ReadonlySet<Topic> {
  if (passage.codes.length === 0) return new Set(['uncoded']);
  const topics = new Set<Topic>();
  for (const id of passage.codes) {
    const code = codebook.resolve(id);
    if (!code) topics.add(`unknown:${id}`);
    else {
      for (const other of codebook.codes.values()) {
        let at: typeof other | undefined = code;
        while (at && at !== other) at = codebook.parentOfCode(at);
        if (at) topics.add(`code:${other.id}`);
      }
      for (const theme of codebook.themesOf(code)) {
        topics.add(`theme:${theme.id}`);
        for (const question of codebook.questions.keys())
          if (codebook.questionsOf(theme).includes(question)) topics.add(`question:${question}`);
      }
    }
  }
  return topics;
}

function siteSlowly({ study }: StudyView, id: string | undefined): string | undefined {
  const found = study.cases.get(id ?? '');
  return found?.kind === 'site' ? found.id : found && siteSlowly({ study } as StudyView, found.partOf);
}

/** Recounts everything from nothing but the passages. */
function recount(view: StudyView): ReadonlyMap<Topic, Reach> {
  const found = new Map<
    Topic,
    { places: Set<string>; transcripts: Set<string>; cases: Set<string>; sites: Set<string> }
  >();
  for (const sidecar of view.sidecars.values()) {
    if (!view.transcripts.has(sidecar.transcript)) continue;
    for (const placed of placePassages(view, sidecar)) {
      const { passage, span } = placed;
      const place = JSON.stringify([sidecar.path, span ?? [passage.at, passage.base ?? sidecar.value.base]]);
      for (const topic of topicsSlowly(view, placed)) {
        const sum = found.get(topic) ?? {
          places: new Set(),
          transcripts: new Set(),
          cases: new Set(),
          sites: new Set(),
        };
        found.set(topic, sum);
        // Of two passages with one place, the first says whose it is.
        if (!sum.places.has(place)) {
          for (const id of casesOf(view, placed)) {
            sum.cases.add(id);
            const site = siteSlowly(view, id);
            if (site !== undefined) sum.sites.add(site);
          }
        }
        sum.places.add(place);
        sum.transcripts.add(sidecar.transcript);
      }
    }
  }
  return new Map(
    [...found].map(([topic, { places, transcripts, cases, sites }]) => [
      topic,
      { passages: places.size, transcripts: transcripts.size, cases: cases.size, sites: sites.size },
    ]),
  );
}

const sortedEntries = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

describe('how far topics reach', () => {
  it('is what a recount of every passage gives', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        assert.deepEqual(sortedEntries(reachOf(view)), sortedEntries(recount(view)));
      }),
      { numRuns: 200 },
    );
  });

  it('counts as many passages as are listed', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        for (const [topic, { passages }] of reachOf(view)) {
          const listed = [...view.sidecars.values()].flatMap((sidecar) => passagesOf(view, sidecar, topic));
          assert.equal(listed.length, passages, topic);
          assert.equal(new Set(listed).size, passages);
        }
      }),
    );
  });

  it('never falls from a code to its theme and its question, and is no sum', () => {
    const text = 'R1: We had no choice, and the money was good.';
    const codebook = codebookOf(
      [codeOf('money', { themes: ['why'] }), codeOf('no-choice', { themes: ['why'], aliases: ['forced'] })],
      [themeOf('why', { questions: ['RQ1', 'RQ2', 'RQ9'] })],
      [
        { id: 'RQ1', text: 'Why?' },
        { id: 'RQ2', text: 'How?' },
      ],
    );
    const passages = [
      passageAt(text, 4, 20, ['money', 'no-choice']),
      passageAt(text, 4, 20, ['forced', 'money']),
      passageAt(text, 22, 40, ['money']),
    ];
    const sidecars = [
      { transcript: 'a.md', coder: 'MS', passages },
      { transcript: 'a.md', coder: 'SP', passages: passages.slice(0, 1) },
    ];
    const { whole } = snapshotOf({ transcripts: { 'a.md': text }, codebook, sidecars });
    const reach = reachOf(whole);
    const of = (passagesThere: number) => ({ passages: passagesThere, transcripts: 1, cases: 0, sites: 0 });
    assert.deepEqual(Object.fromEntries(reach), {
      'code:money': of(3),
      'code:no-choice': of(2),
      'theme:why': of(3),
      'question:RQ1': of(3),
      'question:RQ2': of(3),
    });
  });

  it('is kept for the sidecars that have not changed', () => {
    const text = 'R1: We had no choice.';
    const sidecars = ['MS', 'SP'].map((coder) => ({
      transcript: 'a.md',
      coder,
      passages: [passageAt(text, 4, 6, ['a'])],
    }));
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text },
      codebook: codebookOf([codeOf('a')]),
      sidecars,
    });
    const [first] = whole.sidecarsOf('a.md');
    assert.ok(first);
    assert.equal(passagesOf(whole, first, 'code:a'), passagesOf({ ...whole, viewer: 'MS' }, first, 'code:a'));
  });
});
