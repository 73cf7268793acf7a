import type { Random } from './edit-generator-random';

/** An interview as they are: long answers, many short ones, phrases that come back all the time. */
export function writeInterview(random: Random, turns = 250): string {
  const speakers = random.pick([
    ['INT', 'P1'],
    ['Interviewer', 'Maria'],
    ['I', 'R1', 'R2'],
    ['MOD', 'Anna', 'Tom', 'Sergei'],
  ] as const);
  const lines: string[] = [];
  let speaker = 0;
  for (let turn = 0; turn < turns; turn++) {
    const previous = speaker;
    while (speaker === previous) speaker = random.below(speakers.length);
    const isShort = random.chance(speaker === 0 ? 0.5 : 0.4);
    const speech = isShort
      ? random.pick(backChannels)
      : Array.from({ length: speaker === 0 ? 1 + random.below(3) : 2 + random.below(7) }, () =>
          writeSentence(random),
        ).join(' ');
    lines.push(`${speakers[speaker] ?? 'INT'}: ${speech}`);
  }
  return `${lines.join('\n\n')}\n`;
}

const backChannels = [
  'Yeah.',
  'Yeah.',
  'Yeah.',
  'Mm.',
  'Mm.',
  'Right.',
  'Okay.',
  'Mm hm.',
  'Yes.',
  'No.',
  'Yeah, yeah.',
  'Sure.',
  'Exactly.',
  'Oh, okay.',
  'I see.',
];
const fillers = ['um', 'uh', 'you know', 'sort of', 'like', 'I mean', 'kind of', 'er'];

export function writeSentence(random: Random): string {
  const sentence = write(random, random.pick(sentences));
  const filled = random.chance(0.35) ? `${random.pick(fillers)}, ${sentence}` : sentence;
  const opened = random.chance(0.3) ? `${random.pick(openers)} ${filled}` : filled;
  const tail = random.chance(0.12) ? ', you know' : random.chance(0.08) ? ', if that makes sense' : '';
  return `${opened.charAt(0).toUpperCase()}${opened.slice(1)}${tail}${random.pick(['.', '.', '.', '.', '?', '...'])}`;
}

function write(random: Random, template: string): string {
  let text = template;
  for (let depth = 0; depth < 6 && text.includes('<'); depth++)
    text = text.replace(/<(\w+)>/g, (_, slot: string) => random.pick(slots[slot] ?? ['']));
  return text;
}

const openers = [
  'And',
  'But',
  'So',
  'Well,',
  'And then',
  'Yeah,',
  'No,',
  'Because',
  'I think',
  'Yeah, I think',
];

const sentences = [
  'we <tried> <thing> <when>',
  'I <felt> that <people> <did> <thing> <way>',
  '<people> <did> <thing>, and <people> <did> <thing> as well',
  "it wasn't really about <thing>, it was about <thing>",
  'if you ask <people>, they will say <claim>',
  '<when> <people> <did> <thing> because <claim>',
  "I don't know, <claim>",
  'the <adj> <noun> was always <adj> for <people>',
  '<people> said to me, "<claim>"',
  'there was a <adj> <noun> and a <adj> <noun>, and nobody <did> either of them',
  'what <people> wanted was <thing>, <way>',
  'so <claim>, but <claim>',
  'it took about <number> <span> before <people> <did> <thing>',
  'what do you mean by <thing>',
  'can you tell me about <thing> <when>',
  'how did <people> feel about <thing>',
  '<name> was the one who <did> <thing>',
  'at <place> they <did> <thing> <way>, I was <adj>',
  'to be honest, <claim>',
  "that's the thing, <claim>",
];

const slots: Readonly<Record<string, readonly string[]>> = {
  tried: [
    'tried to keep',
    'started with',
    'gave up on',
    'had to think about',
    'talked about',
    'argued over',
    'were promised',
    'paid for',
    'lost',
    'asked for',
  ],
  felt: [
    'felt',
    'thought',
    'was told',
    'noticed',
    'heard',
    'always believed',
    'never understood',
    'was worried',
  ],
  did: [
    'wanted',
    'liked',
    'ignored',
    'looked after',
    'complained about',
    'organised',
    'changed',
    'supported',
    'forgot',
    'needed',
    'defended',
    'put off',
    'shared',
    'refused',
    'trusted',
  ],
  people: [
    'the volunteers',
    'my sister',
    'the council',
    'people',
    'everyone on the street',
    'the older members',
    '<name>',
    'the new families',
    'they',
    'we',
    'I',
    'the <adj> ones',
    'the committee',
    'the neighbours',
    'some of the children',
  ],
  thing: [
    'the <noun>',
    'the <adj> <noun>',
    'a <noun>',
    'our <noun>',
    'that <noun> with the <noun>',
    'the whole <noun>',
    'their <adj> <noun>',
    'the <noun> at <place>',
    'this kind of <noun>',
    'it',
  ],
  noun: [
    'garden',
    'plot',
    'meeting',
    'fence',
    'rota',
    'budget',
    'water',
    'key',
    'shed',
    'list',
    'idea',
    'rent',
    'harvest',
    'letter',
    'contract',
    'path',
    'conversation',
    'decision',
    'bus',
    'kitchen',
    'project',
    'argument',
    'vote',
    'newsletter',
    'school',
    'summer',
    'rule',
    'grant',
    'compost',
    'family',
  ],
  adj: [
    'old',
    'new',
    'awkward',
    'small',
    'expensive',
    'quiet',
    'difficult',
    'strange',
    'happy',
    'tired',
    'first',
    'next',
    'shared',
    'noisy',
    'friendly',
    'formal',
    'lonely',
    'muddy',
    'good',
    'pretty wary',
    'unfair',
    'useful',
  ],
  when: [
    'in the first year',
    'last winter',
    'when we moved here',
    'after the meeting',
    'back then',
    'on Saturdays',
    'during the lockdown',
    'a couple of years ago',
    'in the end',
    'at the beginning',
    'every single week',
    'in <year>',
  ],
  way: [
    'in their own way',
    'without asking',
    'together',
    'as far as I could',
    'more or less',
    'for free',
    'step by step',
    'behind our backs',
    'from the start',
    'with a bit of luck',
    'out of habit',
  ],
  claim: [
    'nobody <did> <thing>',
    '<people> <did> <thing>',
    'it was never <adj> enough',
    'you cannot run <thing> like that',
    'it is <adj> for <people>',
    'we had no choice',
    'I would do it again',
    'there is no money for <thing>',
    'you get used to <thing>',
    '<thing> comes first',
    'things were <adj> <when>',
    "it wasn't really optional",
    'I still think about <thing>',
  ],
  number: ['two', 'three', 'five', 'ten', 'maybe six', 'fifteen', 'twenty'],
  span: ['weeks', 'months', 'years', 'meetings', 'days'],
  year: ['1998', '2004', '2011', '2016', '2019', '2020'],
  name: ['Margaret', 'Dave', 'Okonkwo', 'Priya', 'Michael', 'Susan', 'José', 'Zoë'],
  place: ['Riverside', 'Thornton Lane', 'Hazelwood', 'the town hall', 'the church'],
};
