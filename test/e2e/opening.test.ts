import { openFile } from '../support/quick-input';
import { waitForExtension } from '../support/running-extension';
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
    await waitForExtension(workbench.page);
  });

  it('follows the colour theme', async () => {
    await takeScreenshot(workbench, 'opening', 'hc-black');
  });
});
