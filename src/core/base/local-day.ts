/** The day that a moment falls on where the program runs: YYYY-MM-DD. @param time milliseconds since 1970 */
export function localDay(time: number): string {
  const date = new Date(time);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
