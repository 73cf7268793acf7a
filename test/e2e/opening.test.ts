import { runCommand, openFile } from '../support/quick-input';
import { takeScreenshot } from '../support/screenshot';
import { openWorkbench, type Workbench } from '../support/workbench';

describe('the sample study in the workbench', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('opens the study file', async () => {
    await openFile(workbench.page, 'verbatim.yaml');
  });

  it('runs the extension', async () => {
    await runCommand(workbench.page, 'Developer: Show Running Extensions');
    const extension = workbench.page.locator('.runtime-extensions-editor .extension', { hasText: /verbatim/i });
    await extension.getByText(/Activation: \d+ms/).waitFor();
  });

  it('follows the colour theme', async () => {
    await takeScreenshot(workbench, 'opening', 'hc-black');
  });
});
