/** The text with a replacement character for every unpaired surrogate, as it would come back from a UTF-8 file. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
