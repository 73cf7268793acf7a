const clock = String.raw`-?\d{1,3}(?::\d{2}){1,3}(?:[.,]\d{1,3})?(?:[ \t]?[AaPp]\.?[Mm]\b\.?)?`;
const until = String.raw`(?:[ \t]?(?:-->|[-–—])[ \t]?${clock})?`;

/**
 * The source of a pattern for a timestamp in brackets of any kind (`[00:01:02]`, `(1:02 – 1:10)`, `<00:01>`, `#00:01:02-5#`)
 * that captures the first time under `name`.
 */
export function bracketedTime(name: string): string {
  return String.raw`[[({<#][ \t]?(?<${name}>${clock})${until}(?:-\d)?[ \t]?[\])}>#]`;
}

/** The same for a timestamp without brackets. */
export function bareTime(name: string): string {
  return `(?<${name}>${clock})${until}`;
}
