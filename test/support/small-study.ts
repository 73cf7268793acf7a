// A study that is small enough to be read here, and in which nothing is wrong.
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { Passage, Sidecar } from '../../src/core/model/passage';
import { blobIdOfText } from '../../src/core/text/blob-id';
import { TextIndex } from '../../src/core/text/text-index';
import { nodeByteTools } from '../../src/node/byte-tools';

const studyText = `format: verbatim/study@1
title: A small study
transcripts: ["transcripts/**/*.{md,txt}"]
coders:
  MS: { name: M. S. }
  SP: { name: S. P. }
rounds:
  calibration:
    coders: [MS, SP]
    transcripts: [transcripts/Int01.md]
attributes:
  role: { type: choice, values: [clinical, non-clinical] }
  setting: { type: choice, values: [rural, urban] }
  population: { type: number }
  wave: { type: choice, values: [baseline, follow-up] }
sources:
  transcripts/Int01.md: { kind: interview, attributes: { wave: baseline }, speakers: { INT: interviewer, R1: Int1 } }
  transcripts/Int02.txt: { kind: interview, speakers: { INT: interviewer, R2: Int2 } }
cases:
  Int1: { kind: person, part-of: A, attributes: { role: clinical }, transcripts: [transcripts/Int01.md] }
  Int2: { kind: person, part-of: A, attributes: { role: non-clinical, setting: urban }, transcripts: [transcripts/Int02.txt] }
  A: { kind: site, attributes: { setting: rural, population: 75000 } }
`;

const codebookText = `format: verbatim/codebook@1
questions:
  RQ1: Why did practices join?
  RQ2: What helped, and what got in the way?
themes:
  motivation: { name: Reasons for joining, questions: [RQ1] }
  mandate: { name: Money and mandate, questions: [], parent: motivation }
  staff: { name: Shared staff, questions: [RQ1, RQ2] }
codes:
  mandatory-feel:
    name: Almost mandatory
    themes: [mandate]
    definition: Joining is described as unavoidable.
    examples: ["It wasn't really optional, was it."]
    origin: deductive
    aliases: [compulsory]
  fear-of-losing-income:
    name: Fear of losing income
    parent: mandatory-feel
    definition: Staying out would have cost money.
  wary:
    name: "\\"Pretty wary\\""
    themes: [motivation]
    origin: in-vivo
  new-roles:
    name: New roles
    themes: [staff]
    definition: Pharmacists, link workers and others.
`;

const int01 = `# Interview 1

**INT:** How did you come to join the network?

**R1:** Well, we had no choice. The money was going to go through it. We were all pretty wary.

**INT:** And now?

**R1:** Now I would not go back. 🙂 The pharmacist alone is worth it.
`;

const int02 = `INT: Who was for it?

R2: Nobody was for it. We had no choice, did we. It was the money.

INT: And the pharmacist?

R2: She is lovely. She is here on Tuesdays.
`;

/** What a test says of a passage; the rest is worked out from the transcript. */
export interface PassageOutline extends Partial<Omit<Passage, 'quote' | 'codes' | 'at'>> {
  readonly quote: string;
  readonly codes: readonly string[];
}

/** The `n`th id, from 0; made on 25 February 2020. */
export function passageId(n: number): string {
  return `01E1Y8YQJG${String(n).padStart(16, '0')}`;
}

/** A sidecar in canonical form whose passages stand where their quotes stand first. */
export function sidecarText(
  transcript: string,
  outlines: readonly PassageOutline[],
  { status = 'in-progress', firstId = 0 }: { status?: Sidecar['status']; firstId?: number } = {},
): string {
  const index = new TextIndex(transcript);
  const passages = outlines.map((outline, i): Passage => {
    const start = transcript.indexOf(outline.quote);
    const at = index.rangeOf({ start, end: start + outline.quote.length });
    return { id: passageId(firstId + i), at, ...outline };
  });
  return formatSidecar({ base: blobIdOfText(transcript, nodeByteTools), status, passages });
}

/** The files of the study by path; a new map each time. */
export function smallStudy(): Map<string, string> {
  return new Map([
    ['verbatim.yaml', studyText],
    ['codebook.yaml', codebookText],
    ['transcripts/Int01.md', int01],
    ['transcripts/Int02.txt', int02],
    [
      'transcripts/Int01.md.MS.coding.yaml',
      sidecarText(int01, [
        {
          quote: 'we had no choice',
          codes: ['mandatory-feel'],
          before: '**R1:** Well, ',
          after: '. The money',
        },
        {
          quote: 'The money was going to go through it.',
          codes: ['fear-of-losing-income', 'mandatory-feel'],
        },
        { quote: 'pretty wary', codes: ['wary'], memo: 'Compare Int2.\nShe says it too.' },
        { quote: 'The pharmacist alone is worth it.', codes: ['new-roles'] },
      ]),
    ],
    [
      'transcripts/Int01.md.SP.coding.yaml',
      sidecarText(
        int01,
        [
          { quote: 'Well, we had no choice.', codes: ['compulsory'] },
          { quote: 'Now I would not go back. 🙂', codes: [] },
        ],
        { status: 'done', firstId: 10 },
      ),
    ],
    [
      'transcripts/Int02.txt.MS.coding.yaml',
      sidecarText(int02, [{ quote: 'We had no choice, did we.', codes: ['mandatory-feel'] }], {
        firstId: 20,
      }),
    ],
  ]);
}
