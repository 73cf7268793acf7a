// Node's assertions need Node; these two are what the web tests use.
export function ok(value: unknown, expected: string): asserts value {
  if (!value) throw new Error(`Expected that ${expected}`);
}

export function equal<Value>(actual: Value, expected: Value): void {
  if (actual !== expected)
    throw new Error(`Expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`);
}
