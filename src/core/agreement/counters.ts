/** Numbers that are counted up: typed arrays of doubles, exact up to 2⁵³. */
export type Counters = Float64Array;

export function counters(size: number): Counters {
  return new Float64Array(size);
}

export function at(numbers: Counters, index: number): number {
  return numbers[index] ?? 0;
}

export function add(numbers: Counters, index: number, amount: number): void {
  numbers[index] = (numbers[index] ?? 0) + amount;
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const each of numbers) total += each;
  return total;
}

/** Σ x². */
export function sumOfSquares(numbers: Counters): number {
  let total = 0;
  for (const each of numbers) total += each * each;
  return total;
}
