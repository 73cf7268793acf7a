// What axe finds wrong in a frame, by the rules for WCAG 2 A and AA and good practice.
import axe from 'axe-core';
import type { Frame } from 'playwright-core';

/** One line for each rule that is broken, with some of the elements that break it. */
export async function findAccessibilityProblems(frame: Frame): Promise<readonly string[]> {
  // Given to the browser by the debugger, so that the page’s policy need not allow it.
  await frame.evaluate(axe.source);
  return frame.evaluate<string[]>(
    `axe.run(document).then(({ passes, violations }) => [
      ...(passes.length === 0 ? ['axe looked at nothing'] : []),
      ...violations.map(({ id, help, nodes }) =>
        id + ': ' + help + ': ' + nodes.slice(0, 3).map(({ html, any }) => html.slice(0, 200) + ' ' + (any[0]?.message ?? '')).join(' | ')),
    ])`,
  );
}
