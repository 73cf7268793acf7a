import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packExtension } from '#vsix';
import { waitForExtension } from '../support/running-extension';
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
});
