import { codebookFormat } from '../format/format-codebook';
import { studyFormat } from '../format/format-study-file';
import { formatInline, line } from '../format/yaml-value';

/** The study file of a new study. @param globs of its transcripts */
export function starterStudy(title: string, globs: readonly string[]): string {
  return `# This file makes the folder a study. Lines that begin with # are comments: for you, not for the program.
format: ${studyFormat}
title: ${formatInline(line(title), false)}

# Where the transcripts are. To add one, use “Import Transcripts” or \`verbatim import\`, or put it there yourself.
transcripts: [${globs.map((glob) => JSON.stringify(glob)).join(', ')}]

# Who codes. Each coder has a short id; it becomes part of file names, such as Int01.md.MS.coding.yaml. Whoever has one
# of the \`emails\` in git is that coder. For example:
# coders:
#   MS: { name: M. S., emails: [ms@example.org] }
#   SP: { name: S. P. }
coders: {}

# Transcripts that several coders code for comparison. In a blind round nobody sees the others’ codings until all are
# done. For example:
# rounds:
#   calibration:
#     coders: [MS, SP]
#     transcripts: [transcripts/Int01.md]
#     blind: true
rounds: {}

# What is known about cases and transcripts. Types: choice, text, number, date, boolean. For example:
# attributes:
#   role: { type: choice, values: [clinical, non-clinical] }
attributes: {}

# What each transcript is, and who speaks in it: label → case, or \`interviewer\`. Kinds: interview, focus-group,
# observation, document. Importing fills this in. For example:
# sources:
#   transcripts/Int01.md: { kind: interview, speakers: { INT: interviewer, R1: Int1 } }
sources: {}

# The people and places that the data are about. A case can be part of another and inherits its attributes. For example:
# cases:
#   Int1: { kind: person, part-of: A, attributes: { role: clinical }, transcripts: [transcripts/Int01.md] }
#   A: { kind: site }
cases: {}
`;
}

/** The codebook of a new study: one question, one theme and a few codes, all to be replaced. */
export function starterCodebook(): string {
  return `# The codebook: research questions, themes that answer them, codes that belong to themes.
# The entries below are examples. Replace them by your own.
format: ${codebookFormat}
questions:
  RQ1: Example – what do people say about the change?
themes:
  example-theme:
    name: Example – reasons for taking part
    questions: [RQ1]
codes:
  # The id (here: example-code) stands in the sidecars and should not change; the name may.
  example-code:
    name: Example – no real choice
    themes: [example-theme]
    definition: When to use the code, in one or two sentences.
    include: What counts, and in which words it is said.
    exclude: What does not count, and which code to use instead.
    examples:
      - "It wasn't really optional, was it."
    origin: deductive
    color: 1
  example-subcode:
    name: Example – money as the reason
    parent: example-code
    definition: A code below another one has a parent instead of themes.
    origin: inductive
    color: 1
`;
}

/** Keeps the folder of transcripts in git while it is empty. */
export const starterFolderNote = `Put transcripts (.md, .txt, .vtt, .srt) into this folder. This file only keeps the folder in git.
`;
