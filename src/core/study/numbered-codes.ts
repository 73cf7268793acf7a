/** The codes that have a number from 1 on, and which of them were pinned. Plain data, kept between windows. */
export interface NumberedCodes {
  /** The id of each number's code, `null` where a number is free; at most `mostNumbers`. */
  readonly numbers: readonly (string | null)[];
  /** Codes that keep their number until they are unpinned. */
  readonly pinned: readonly string[];
}

export const mostNumbers = 9;
export const noNumbers: NumberedCodes = { numbers: [], pinned: [] };

/**
 * Gives a number to a code that was used. One that has a number keeps it, so that fingers can learn it; another takes a
 * free one, else that of the code that is not pinned and was used longest ago.
 * @param recent ids, the latest first
 */
export function numberCode(state: NumberedCodes, code: string, recent: readonly string[]): NumberedCodes {
  if (state.numbers.includes(code)) return state;
  const numbers = Array.from({ length: mostNumbers }, (_, i) => state.numbers[i] ?? null);
  const age = (id: string | null): number => {
    if (id === null) return Infinity;
    if (state.pinned.includes(id)) return -1;
    const at = recent.indexOf(id);
    return at === -1 ? recent.length : at;
  };
  let oldest = 0;
  for (let i = 1; i < mostNumbers; i++)
    if (age(numbers[i] ?? null) > age(numbers[oldest] ?? null)) oldest = i;
  if (age(numbers[oldest] ?? null) < 0) return state;
  numbers[oldest] = code;
  return { ...state, numbers };
}

/** Pins a code to a number, the one it has or the one it gets. The same state when all are pinned already. */
export function pinCode(state: NumberedCodes, code: string, recent: readonly string[]): NumberedCodes {
  if (state.pinned.includes(code)) return state;
  const numbered = numberCode(state, code, recent);
  return numbered.numbers.includes(code) ? { ...numbered, pinned: [...numbered.pinned, code] } : state;
}

/** The code keeps its number until another one needs it. */
export function unpinCode(state: NumberedCodes, code: string): NumberedCodes {
  return { ...state, pinned: state.pinned.filter((id) => id !== code) };
}
