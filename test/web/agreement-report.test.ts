import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { equal, ok } from './assert';
import { accepting, openWindow } from './window';

describe('the agreement report in a browser', () => {
  it('opens as an editor, and restarts as the same one', async () => {
    await openWindow();
    for (let times = 0; times < 2; times++) {
      await accepting('verbatim.showAgreement');
      await waitFor(() => reports().length === 1, 'the report');
    }
    const [report] = reports();
    ok(report, 'the report is open');
    equal(report.label, 'Agreement');
    await vscode.window.tabGroups.close(report);
    equal(reports().length, 0);
  });
});

function reports(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('verbatim.agreement'),
    );
}
