import assert from 'node:assert/strict';
import { compareCoders } from '../../../src/core/agreement/compare';
import {
  earlierCodings,
  nameOfParticipant,
  type Participant,
  viewOfParticipants,
} from '../../../src/core/agreement/participants';
import { placePassages } from '../../../src/core/study/placed-passages';
import { blobIdOfText } from '../../../src/core/text/blob-id';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { openMemoryStudy } from '../../support/open-memory-study';
import { sidecarText, smallStudy } from '../../support/small-study';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;

/** MS has coded, somebody has put a line before all of it, and MS has then coded more. */
async function twoVersions() {
  const files = smallStudy();
  const then = files.get(transcript) ?? '';
  const now = `A new first line.\n${then}`;
  const coded = (text: string, quotes: readonly string[]) =>
    sidecarText(
      text,
      quotes.map((quote) => ({ quote, codes: ['wary'] })),
      { status: 'done' },
    );
  const earlier = await openMemoryStudy(new Map([...files, [sidecar, coded(then, ['pretty wary'])]]));
  const today = await openMemoryStudy(
    new Map([...files, [transcript, now], [sidecar, coded(now, ['all pretty wary'])]]),
  );
  const asked: string[] = [];
  const versions = {
    find: (_: string, base: string) => {
      asked.push(base);
      return Promise.resolve(base === blobIdOfText(then, nodeByteTools) ? then : undefined);
    },
    keep: () => Promise.resolve(),
  };
  const sidecars = await earlierCodings(earlier.store.snapshot, today.store.snapshot, 'MS', {
    ...today.ports,
    versions,
  });
  const before: Participant = { coder: 'MS', at: { label: 'v1', commit: 'abc', sidecars } };
  return { earlier, today, before, asked };
}

describe('participants of a comparison', () => {
  it('a coder then and now: what was coded then stands where its words are today', async () => {
    const { today, before, asked } = await twoVersions();
    assert.equal(asked.length, 1);
    const participants = [before, { coder: 'MS' }];
    const view = viewOfParticipants(today.store.snapshot, undefined, participants);
    const coders = participants.map(nameOfParticipant);
    assert.deepEqual(coders, ['MS @ v1', 'MS']);
    const { compared } = compareCoders(view, { coders, place: placePassages, codes: 'merged' });
    const [only] = compared;
    assert.equal(compared.length, 1);
    const text = only?.transcript.text ?? '';
    assert.deepEqual(
      only?.passages.map((list) => list.map(({ start, end }) => text.slice(start, end))),
      [['pretty wary'], ['all pretty wary']],
    );
    assert.deepEqual(only.leftOut, [[], []]);
  });

  it('of today only are a view as it is', async () => {
    const { today } = await twoVersions();
    const { snapshot } = today.store;
    assert.equal(
      viewOfParticipants(snapshot, 'MS', [{ coder: 'MS' }, { coder: 'SP' }]),
      snapshot.visibleTo('MS'),
    );
  });

  it('a blind round hides earlier versions too, from all but their coder', async () => {
    const { today, before } = await twoVersions();
    const studyFile = today.files.text('verbatim.yaml') ?? '';
    today.files.contents.set(
      'verbatim.yaml',
      Buffer.from(
        studyFile.replace(
          'transcripts: [transcripts/Int01.md]',
          'transcripts: [transcripts/Int01.md, transcripts/Int02.txt]\n    blind: true',
        ),
      ),
    );
    await today.store.refresh();
    const participants = [before, { coder: 'MS' }];
    const states = (viewer: string | undefined) => {
      const view = viewOfParticipants(today.store.snapshot, viewer, participants);
      const coders = participants.map(nameOfParticipant);
      return compareCoders(view, {
        coders,
        place: placePassages,
        codes: 'merged',
        transcripts: [transcript],
      });
    };
    assert.deepEqual(states('SP').notComparable, [
      {
        transcript,
        waitingFor: [
          { coder: 'MS @ v1', state: 'hidden' },
          { coder: 'MS', state: 'hidden' },
        ],
      },
    ]);
    assert.equal(states('MS').compared.length, 1);
    assert.equal(states(undefined).compared.length, 1);
  });
});
