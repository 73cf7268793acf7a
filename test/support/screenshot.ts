// Pictures for people to look at: test-results/screenshots/NAME-THEME.png
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import { themeSelector, themeSettings, type Theme } from './themes';
import type { Workbench } from './workbench';

/** Changes to the theme, waits until the workbench shows it, and returns the file of the picture. */
export async function takeScreenshot(workbench: Workbench, name: string, theme: Theme): Promise<string> {
  workbench.changeSettings(themeSettings(theme));
  await workbench.page.waitForSelector(themeSelector(theme));
  const file = path.join(projectFolder, 'test-results/screenshots', `${name}-${theme}.png`);
  await workbench.page.screenshot({ path: file });
  return file;
}
