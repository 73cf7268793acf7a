import type { TogetherId } from './together-figures';
import type { Definition } from './measures';

const continuum = 'Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, § 12.6';

/** What the coefficients of codes that are compared together say. */
export const togetherDefinitions: Readonly<Record<TogetherId, Definition>> = {
  'u-alpha': {
    label: 'uα',
    name: 'Krippendorff’s uα',
    definition:
      'Agreement on marking off passages and on their codes at once, gaps included, along each text as a continuum. A continuum has room for one code at a time: where one coder’s passages with different codes overlap it is not defined. Of a single code it is the same as |uα.',
    source: continuum,
  },
  'cu-alpha': {
    label: 'cuα',
    name: 'Krippendorff’s cuα',
    definition:
      'Agreement on which code, only where two coders marked something. It rests on the share of text given as coverage, and says nothing about what only one of them marked.',
    source: continuum,
    elsewhere: 'ATLAS.ti: cu-α, for a semantic domain',
  },
  'binary-u-alpha': {
    label: '|uα',
    name: 'Krippendorff’s |uα of these codes as one',
    definition:
      'Agreement on what is marked at all, with whichever of the codes; overlapping passages are united.',
    source: continuum,
    elsewhere: 'ATLAS.ti: α-binary is the same idea on characters',
  },
  masi: {
    label: 'α (MASI)',
    name: 'Krippendorff’s α for sets of codes, MASI distance',
    definition:
      '1 − Dₒ/Dₑ over units, each with the set of these codes that a coder gave it, the empty set among them; sets are as far apart as 1 − J·M, J being Jaccard’s index and M 1 for equal sets, ⅔ where one holds the other, ⅓ where they meet.',
    source: 'Passonneau 2006; Krippendorff 2019, ch. 12',
  },
  jaccard: {
    label: 'α (Jaccard)',
    name: 'Krippendorff’s α for sets of codes, Jaccard distance',
    definition: 'The same with 1 − |A ∩ B|/|A ∪ B| as the distance of two sets.',
    source: 'Krippendorff 2019, ch. 12',
  },
};

/** (k)uα, of one code among others. */
export const singleCodeDefinition: Definition = {
  label: '(k)uα',
  name: 'Krippendorff’s (k)uα',
  definition:
    'How reliably this code is told from the others, where two coders marked something and one of them gave this code; it rests on the share of the code’s text given as coverage.',
  source: continuum,
};
