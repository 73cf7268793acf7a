import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packExtension } from '#vsix';
import { waitForLane } from '../e2e/lanes';
import { goTo, waitForPick, waitForStudy } from '../e2e/steps';
import { focusedRow, openFile } from '../support/quick-input';
import { waitForExtension } from '../support/running-extension';
import { waitFor } from '../support/wait-for';
import { openWorkbench, type Workbench } from '../support/workbench';

describe('the packaged extension', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-vsix-'));
  const file = path.join(folder, 'verbatim.vsix');
  let workbench: Workbench | undefined;
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true });
  });

  it('holds what it should and nothing else', async () => {
    await packExtension(file);
  });

  it('runs in a VS Code into which it was installed', async () => {
    workbench = await openWorkbench({ vsix: [file] });
    await waitForExtension(workbench.page);
  });

  it('codes a passage there', async () => {
    assert.ok(workbench);
    const { page, folder } = workbench;
    await waitForStudy(page);
    await openFile(page, 'Int02.md');
    await goTo(page, 15, 60);
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.locator('.quick-input-widget:visible', { hasText: 'Who is coding' }).waitFor();
    await page.keyboard.type('MS');
    await page.keyboard.press('Enter');
    await waitForPick(page, "I wouldn't call it leading");
    await page.keyboard.type('new money');
    await focusedRow(page, 'New money').waitFor();
    await page.keyboard.press('Enter');
    const sidecar = path.join(folder, 'transcripts/Int02.md.MS.coding.yaml');
    const passage =
      /quote: "I wouldn't call it leading[^\n]*\n(?: {4}\w+: [^\n]*\n)* {4}codes:\n {6}- new-money\n/;
    await waitFor(
      () => passage.test(readFileSync(sidecar, 'utf8')),
      () => readFileSync(sidecar, 'utf8'),
    );
    await waitForLane(page, "I wouldn't call it");
  });
});
