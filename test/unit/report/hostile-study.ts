// A double-coded study whose names try to break out of a page, a picture and a table.
import { openCodedStudy } from '../../support/calibration-study';
import type { MemoryStudy } from '../../support/open-memory-study';

export const script = '<script>alert(1)</script>';

export function hostileStudy(): Promise<MemoryStudy> {
  const text = 'It cost a lot, and then it cost more. Nobody was asked about it.\n';
  return openCodedStudy({
    study: `format: verbatim/study@1
title: "</title>${script}\\" onload='x'"
transcripts: ["**/*.md"]
coders:
  MS: { name: "=HYPERLINK(1)${script}" }
  SP: { name: "\\u202eSP" }
attributes:
  setting: { type: text }
cases:
  P1: { kind: "${script}", part-of: S, attributes: { setting: "'\\"><img src=x>" }, transcripts: ["a<b>.md"] }
  P2: { kind: person, part-of: T, attributes: { setting: "@SUM(A1)" }, transcripts: [c.md] }
  S: { kind: "${script}" }
  T: { kind: "${script}" }
`,
    codebook: `format: verbatim/codebook@1
questions:
  RQ1: "${script}?"
themes:
  money: { name: "=1+1 ${script}", questions: [RQ1], definition: "\\"><b>" }
codes:
  cost: { name: "+cost \\"quoted\\", ${script}", themes: [money], definition: "' onclick='x" }
  never: { name: Never used }
`,
    transcripts: {
      'a<b>.md': {
        text,
        coders: {
          MS: [{ quote: 'cost a lot', codes: ['cost'] }],
          SP: [
            { quote: 'it cost more', codes: ['cost'] },
            { quote: 'cost a', codes: ['cost'] },
          ],
        },
      },
      'c.md': {
        text,
        coders: {
          MS: [{ quote: 'cost', codes: ['cost'] }],
          SP: [{ quote: 'cost', codes: ['cost', '__proto__'] }],
        },
      },
    },
  });
}
