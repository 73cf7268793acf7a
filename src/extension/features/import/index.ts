import * as vscode from 'vscode';
import { importTranscripts } from '../../../core/actions/import-transcripts';
import type { Disposable } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { type ImportProposal, proposeImport } from '../../../core/exchange/import/propose-import';
import { readImportFile } from '../../../core/exchange/import/read-import-file';
import { registerCommand, withoutLinks } from '../../commands';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';
import { reviewProposals } from './review';

const extensions = ['docx', 'txt', 'md', 'vtt', 'srt'];

/** **Import Transcripts**: reads files, proposes speakers and cases, and writes what the user accepts. */
export function register(context: FeatureContext): Disposable {
  return registerCommand(context.log, 'verbatim.importTranscripts', async () => {
    const study = currentStudy(context);
    if (!study)
      throw new UserError(
        'import/no-study',
        vscode.l10n.t('Start or open a study first; transcripts are imported into it.'),
      );
    const files = await vscode.window.showOpenDialog({
      canSelectMany: true,
      title: vscode.l10n.t('Import transcripts into “{0}”', study.title),
      openLabel: vscode.l10n.t('Import'),
      filters: { [vscode.l10n.t('Transcripts')]: extensions },
    });
    if (!files || files.length === 0) return;
    const proposals = await propose(context, study, files);
    const accepted = await reviewProposals(study, proposals);
    if (accepted.length === 0) return;
    await write(context, study, accepted);
    const [first] = accepted;
    if (first) await vscode.window.showTextDocument(study.uriOf(first.path));
    vscode.window.setStatusBarMessage(
      accepted.length === 1
        ? vscode.l10n.t('1 transcript imported. The original is as it was.')
        : vscode.l10n.t('{0} transcripts imported. The originals are as they were.', accepted.length),
      8000,
    );
  });
}

async function propose(
  { platform, log }: FeatureContext,
  study: OpenStudy,
  files: readonly vscode.Uri[],
): Promise<readonly ImportProposal[]> {
  const { study: file, transcripts } = study.store.snapshot.whole;
  const proposals: ImportProposal[] = [];
  for (const uri of files) {
    const name = uri.path.split('/').pop() ?? '';
    try {
      const content = readImportFile(name, await vscode.workspace.fs.readFile(uri), platform.bytes);
      const takenPaths = [...transcripts.keys(), ...proposals.map(({ path }) => path)];
      proposals.push(
        proposeImport(name, content, {
          folder: 'transcripts',
          takenPaths,
          cases: file.cases,
          sources: file.sources,
        }),
      );
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      log.warn(`${name}: ${error.message}`);
      void vscode.window.showWarningMessage(withoutLinks(error.message));
    }
  }
  return proposals;
}

async function write(
  context: FeatureContext,
  study: OpenStudy,
  accepted: readonly ImportProposal[],
): Promise<void> {
  const reading = await study.files.read('.gitattributes');
  const attributes = reading.kind === 'bytes' ? context.platform.bytes.decodeUtf8(reading.bytes) : undefined;
  const label = vscode.l10n.t('Import transcripts');
  await context
    .writerOf(study)
    .write(label, () => importTranscripts(study.store.snapshot, accepted, attributes));
}
