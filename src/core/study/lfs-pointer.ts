/** What Git LFS leaves in a file's place until the file itself is fetched. */
export function isLfsPointer(text: string): boolean {
  return text.length < 1024 && pointer.test(text);
}

const pointer =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v\d\r?\n(?:ext-\d-[^\n]*\n)*oid sha256:[0-9a-f]{64}\r?\nsize \d+\s*$/;
