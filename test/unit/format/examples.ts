/** Real files to read and to spoil. */
export const studyExample = `format: verbatim/study@1
title: Early development of primary care networks
transcripts: ["transcripts/**/*.{md,txt,vtt,srt}"]
coders:
  MS: { name: M. S. }
  SP: { name: S. P., emails: [sp@example.org] } # emails optional
rounds:
  calibration:
    coders: [MS, SP]
    transcripts: [transcripts/Int01.md, transcripts/Int05.md]
    blind: true
attributes:
  role: { type: choice, values: [clinical, non-clinical] }
  age: { type: number }
sources:
  transcripts/Int01.md: { kind: interview, speakers: { INT: interviewer, R1: Int1 } }
cases:
  Int1: { kind: person, part-of: A, attributes: { role: clinical, age: 52 }, transcripts: [transcripts/Int01.md] }
  A: { kind: site }
`;

export const codebookExample = `format: verbatim/codebook@1
questions:
  RQ1: What was the rationale for GP practices to join and participate in a PCN?
themes:
  motivation: { name: Reasons for joining, questions: [RQ1] }
codes:
  mandatory-feel:
    name: Almost mandatory
    themes: [motivation] # or a parent
    definition: Joining is described as unavoidable because of policy or money.
    include: '"We had no choice"; fear of losing funding.'
    examples: ["It wasn't really optional, was it."]
    origin: deductive
    color: 3
    status: active
    aliases: [compulsory]
    replaced-by: []
    memo: |-
      Watch the border with reform-fatigue.
  new-money:
    name: New money
    parent: mandatory-feel
    color: "#33AACC"
`;

export const sidecarExample = `format: verbatim/coding@1
base: 9f4c1d0c9f4c1d0c9f4c1d0c9f4c1d0c9f4c1d0c
status: in-progress
memo: |-
  Guarded at first; opens up after the question about money.
passages:
  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WA
    at: 14:5-14:63
    quote: "we all were pretty wary of it, and I still am to be honest"
    before: "Interviewer: And the others? R1: Well, "
    after: " with you. But what can you do."
    codes:
      - mandatory-feel
      - new-money
    memo: |-
      Compare Int7.
  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WB
    at: 15:1-15:4
    quote: "Mhm"
    codes: []
    from:
      - { coder: MS, passage: 01JD8Q4ZK3V7M2X9C5T6R1B0WA, at: 14:5-14:63, codes: [mandatory-feel] }
    decisions:
      - { code: mandatory-feel, outcome: declined, by: [MS, SP], date: "2020-08-20" }
`;
