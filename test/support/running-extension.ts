// Whether VS Code runs the extension, asked the way a person would.
import type { Page } from 'playwright-core';
import { runCommand } from './quick-input';

/** Waits until VS Code lists the extension as activated. */
export async function waitForExtension(page: Page): Promise<void> {
  const size = page.viewportSize();
  // The list draws only what fits into the window.
  await page.setViewportSize({ width: 1280, height: 3000 });
  await runCommand(page, 'Developer: Show Running Extensions');
  const extension = page.locator('.runtime-extensions-editor .extension', { hasText: /verbatim/i });
  await extension.getByText(/Activation: \d+ms/).waitFor();
  await page.keyboard.press('Escape');
  if (size) await page.setViewportSize(size);
}
