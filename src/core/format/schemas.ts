import * as v from 'valibot';
import { codeIdPattern, nameIdPattern, ulidPattern } from '../model/ids';
import { codebookFormat } from './format-codebook';
import { studyFormat } from './format-study-file';
import { sidecarFormat } from './sidecar-fields';

/**
 * The shapes of the three files, from which the JSON Schemas for YAML editors are generated. They describe what a file
 * should hold; the readers, which point at every mistake and forgive a little more, are written by hand. Keys that
 * are unknown here are allowed everywhere.
 */
const described = <T extends v.GenericSchema>(schema: T, description: string) =>
  v.pipe(schema, v.description(description));
const text = (description: string) => described(v.string(), description);

const codeId = v.pipe(v.string(), v.regex(codeIdPattern));
const nameId = v.pipe(v.string(), v.regex(nameIdPattern));
const ulid = v.pipe(v.string(), v.regex(ulidPattern));
const path = v.pipe(v.string(), v.minLength(1), v.regex(/^(?!\/)(?!.*\\)(?!.*(?:^|\/)\.{1,2}(?:\/|$))/));
const position = v.pipe(v.string(), v.regex(/^[1-9][0-9]*:[1-9][0-9]*-[1-9][0-9]*:[1-9][0-9]*$/));
const blobId = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));
const day = v.pipe(v.string(), v.regex(/^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/));
const attributeValue = v.union([v.string(), v.number(), v.boolean()]);
const codeIds = v.array(codeId);

const notes = described(
  v.array(
    v.looseObject({
      id: ulid,
      about: text('What the note is about: a code, a theme, or a passage as CODER:ID.'),
      by: described(nameId, 'The coder who wrote it.'),
      date: described(day, 'When, as YYYY-MM-DD in quotes.'),
      text: text('The note.'),
      open: v.optional(described(v.boolean(), 'True until it is settled.')),
    }),
  ),
  'Discussion.',
);

const coding = v.looseObject({
  checked: v.optional(described(day, 'Date on which the coder confirmed that the code still fits.')),
  memo: v.optional(text('What the coder thinks about this code here.')),
  weight: v.optional(described(v.number(), 'How strongly the code applies, on your own scale.')),
  negative: v.optional(described(v.boolean(), 'True for a counter-example.')),
});

const passage = v.looseObject({
  id: described(ulid, 'A ULID. It never changes.'),
  at: described(
    position,
    'line:column-line:column, counted from 1, end exclusive, columns in Unicode code points.',
  ),
  base: v.optional(
    described(blobId, 'The version that “at” refers to, where it differs from the sidecar’s.'),
  ),
  quote: text('The passage exactly, line breaks as LF.'),
  before: v.optional(text('Up to 32 characters before the passage.')),
  after: v.optional(text('Up to 32 characters after the passage.')),
  codes: described(codeIds, 'Ids of codes; [] means “code later”.'),
  codings: v.optional(
    described(v.record(codeId, coding), 'What the coder says about single codes of the passage.'),
  ),
  memo: v.optional(text('What the coder thinks about the passage.')),
  lost: v.optional(described(v.boolean(), 'True when the text is gone from the transcript.')),
  from: v.optional(
    described(
      v.array(v.looseObject({ coder: nameId, passage: ulid, at: position, codes: codeIds })),
      'Consensus only: the coders’ passages decided from, as they stood.',
    ),
  ),
  decisions: v.optional(
    described(
      v.array(
        v.looseObject({
          code: v.optional(codeId),
          extent: v.optional(v.literal(true)),
          outcome: v.picklist(['agreed', 'kept', 'added', 'declined', 'chosen', 'new']),
          reason: v.optional(v.string()),
          by: v.optional(v.array(nameId)),
          date: v.optional(v.string()),
        }),
      ),
      'Consensus only: what was decided on each code, and on the extent.',
    ),
  ),
});

export const sidecarSchema = v.pipe(
  v.looseObject({
    format: v.literal(sidecarFormat),
    base: described(blobId, 'Git’s blob id of the version of the transcript that positions refer to.'),
    status: v.optional(
      described(v.picklist(['in-progress', 'done']), 'Whether this coder has finished the transcript.'),
    ),
    memo: v.optional(text('What the coder thinks about the transcript.')),
    passages: v.array(passage),
    notes: v.optional(notes),
  }),
  v.title('Verbatim sidecar'),
  v.description('One coder’s codings of one transcript.'),
);

const theme = v.looseObject({
  name: text('The theme’s name.'),
  parent: v.optional(described(codeId, 'The theme above this one.')),
  questions: v.optional(described(v.array(nameId), 'The research questions that the theme answers.')),
  definition: v.optional(text('What the theme covers.')),
  memo: v.optional(text('What you think about the theme.')),
  notes: v.optional(notes),
});

const code = v.looseObject({
  name: text('The code’s name.'),
  parent: v.optional(described(codeId, 'The code above this one, for a subcode.')),
  themes: v.optional(described(codeIds, 'The themes that the code belongs to.')),
  definition: v.optional(text('What the code means.')),
  include: v.optional(text('When to use it.')),
  exclude: v.optional(text('When not to use it, and what to use instead.')),
  examples: v.optional(described(v.array(v.string()), 'Typical passages.')),
  origin: v.optional(
    described(
      v.picklist(['deductive', 'inductive', 'in-vivo']),
      'From theory, from the data, or in the participants’ words.',
    ),
  ),
  color: v.optional(
    described(
      v.union([
        v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8)),
        v.pipe(v.string(), v.regex(/^#[0-9A-Fa-f]{6}$/)),
      ]),
      'A palette slot from 1 to 8, or a colour such as "#3366cc".',
    ),
  ),
  status: v.optional(
    described(v.picklist(['provisional', 'active', 'deprecated']), 'Active if not said otherwise.'),
  ),
  aliases: v.optional(
    described(codeIds, 'Ids renamed or merged into this code, so that old sidecars keep resolving.'),
  ),
  'replaced-by': v.optional(described(codeIds, 'Successors of a deprecated or split code.')),
  memo: v.optional(text('What you think about the code.')),
  notes: v.optional(notes),
});

export const codebookSchema = v.pipe(
  v.looseObject({
    format: v.literal(codebookFormat),
    questions: v.optional(described(v.record(nameId, v.string()), 'Research questions by id.')),
    themes: v.optional(described(v.record(codeId, theme), 'Themes by id.')),
    codes: v.optional(described(v.record(codeId, code), 'Codes by id.')),
  }),
  v.title('Verbatim codebook'),
  v.description('The research questions, themes and codes of a study.'),
);

const coder = v.looseObject({
  name: v.optional(text('The coder’s name.')),
  emails: v.optional(
    described(v.array(v.string()), 'Addresses that git knows the coder by. They are committed.'),
  ),
});

const round = v.looseObject({
  coders: described(v.array(nameId), 'Who codes.'),
  transcripts: described(v.array(path), 'What each of them codes.'),
  blind: v.optional(
    described(v.boolean(), 'True to hide the coders’ codings from each other until all are done.'),
  ),
});

const attribute = v.looseObject({
  type: v.picklist(['choice', 'text', 'number', 'date', 'boolean']),
  values: v.optional(described(v.array(v.string()), 'The values of a choice, in order.')),
});

const attributes = described(v.record(v.string(), attributeValue), 'Values of attributes.');

const source = v.looseObject({
  kind: v.optional(v.picklist(['interview', 'focus-group', 'observation', 'document'])),
  speakers: v.optional(
    described(v.record(v.string(), v.string()), 'Speaker label → case, or “interviewer”.'),
  ),
  attributes: v.optional(attributes),
});

const studyCase = v.looseObject({
  kind: v.optional(text('A person, a site, …')),
  'part-of': v.optional(described(nameId, 'The case that this one belongs to and inherits attributes from.')),
  attributes: v.optional(attributes),
  transcripts: v.optional(described(v.array(path), 'The transcripts about the case.')),
});

export const studySchema = v.pipe(
  v.looseObject({
    format: v.literal(studyFormat),
    title: v.optional(text('The study’s title.')),
    transcripts: described(v.array(path), 'Globs of the transcripts, relative to this file.'),
    coders: v.optional(described(v.record(nameId, coder), 'Coders by id.')),
    rounds: v.optional(
      described(v.record(nameId, round), 'Transcripts coded by the same coders for comparison.'),
    ),
    attributes: v.optional(
      described(v.record(v.string(), attribute), 'What cases and transcripts can be described by.'),
    ),
    sources: v.optional(
      described(v.record(path, source), 'What is known about single transcripts, by path.'),
    ),
    cases: v.optional(
      described(v.record(nameId, studyCase), 'The people and sites that the data are about.'),
    ),
  }),
  v.title('Verbatim study'),
  v.description(
    'Marks the root of a study and says where its transcripts are, who codes and whom they are about.',
  ),
);
