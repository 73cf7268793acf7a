// `npm run test:long` runs the tests that try out random things for minutes instead of seconds, each time with other seeds.

/** How often it does what `npm test` does once. */
export const times = Number(process.env['VERBATIM_LONG_TIMES'] ?? 1);

export const isLong = times > 1;

/** @param usual the seed in `npm test`, where every run is the same */
export function seedOr(usual: number): number {
  return Number(process.env['VERBATIM_LONG_SEED'] ?? usual);
}
