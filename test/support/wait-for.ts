// Waiting for something to become true, for as long as a person would.
const patience = 30_000;
const interval = 100;

/**
 * Asks again and again until the answer is neither false nor missing, and returns it. `what` completes the sentence
 * "Waited in vain for …"; as a function, it tells what was there instead.
 */
export async function waitFor<Value>(
  condition: () => Value | Promise<Value>,
  what: string | (() => string),
): Promise<Exclude<Value, false | null | undefined>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await condition();
    if (answer !== false && answer !== null && answer !== undefined) {
      return answer as Exclude<Value, false | null | undefined>;
    }
    if (Date.now() > deadline)
      throw new Error(`Waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
