import * as vscode from 'vscode';
import type { ImportProposal, ProposedSpeaker } from '../../../core/exchange/import/propose-import';
import { interviewerRole, type SourceKind } from '../../../core/model/study';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';

interface ProposalItem extends vscode.QuickPickItem {
  proposal: ImportProposal;
}

/**
 * Shows what an import would write, one line a file, and lets the user leave files out or change their kind and speakers.
 * @returns the proposals as accepted; none when the user gives up
 */
export async function reviewProposals(
  study: OpenStudy,
  proposals: readonly ImportProposal[],
): Promise<readonly ImportProposal[]> {
  if (proposals.length === 0) return [];
  let current = [...proposals];
  for (;;) {
    const answer = await showProposals(current);
    if (answer.kind === 'accepted') return answer.proposals;
    const changed = await changeProposal(study, answer.proposal);
    current = current.map((proposal) => (proposal === answer.proposal ? (changed ?? proposal) : proposal));
  }
}

type Answer =
  | { readonly kind: 'accepted'; readonly proposals: readonly ImportProposal[] }
  | { readonly kind: 'change'; readonly proposal: ImportProposal };

function showProposals(proposals: readonly ImportProposal[]): Promise<Answer> {
  const pick = vscode.window.createQuickPick<ProposalItem>();
  pick.title = vscode.l10n.t('Import these transcripts?');
  pick.placeholder = vscode.l10n.t('Enter imports what is ticked; the pencil changes kind and speakers');
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = proposals.map((proposal) => ({
    label: proposal.path,
    description: describe(proposal),
    detail: [...proposal.warnings, ...proposal.changes].join(' '),
    buttons: [{ iconPath: new vscode.ThemeIcon('edit'), tooltip: vscode.l10n.t('Change kind and speakers') }],
    proposal,
  }));
  pick.selectedItems = pick.items;
  return new Promise((resolve) => {
    const finish = (answer: Answer): void => {
      resolve(answer);
      pick.dispose();
    };
    pick.onDidAccept(() =>
      finish({ kind: 'accepted', proposals: pick.selectedItems.map(({ proposal }) => proposal) }),
    );
    pick.onDidTriggerItemButton(({ item }) => finish({ kind: 'change', proposal: item.proposal }));
    pick.onDidHide(() => finish({ kind: 'accepted', proposals: [] }));
    pick.show();
  });
}

function describe({ kind, turns, speakers }: ImportProposal): string {
  const told = speakers.map(({ label, assigned }) =>
    assigned === interviewerRole ? vscode.l10n.t('{0} asks', label) : `${label} → ${assigned}`,
  );
  const who = told.length === 0 ? vscode.l10n.t('no speakers named') : told.join(', ');
  return `${kind} · ${counted(turns, 'turn')} · ${who}`;
}

const kinds: readonly SourceKind[] = ['interview', 'focus-group', 'observation', 'document'];

async function changeProposal(
  study: OpenStudy,
  proposal: ImportProposal,
): Promise<ImportProposal | undefined> {
  const kind = await vscode.window.showQuickPick([...kinds], {
    title: vscode.l10n.t('What kind of transcript is {0}?', proposal.path),
    placeHolder: proposal.kind,
  });
  if (kind === undefined) return undefined;
  const speakers: ProposedSpeaker[] = [];
  for (const speaker of proposal.speakers) {
    const assigned = await askForCase(study, proposal, speaker);
    if (assigned === undefined) return undefined;
    speakers.push({ ...speaker, assigned });
  }
  const { cases } = study.store.snapshot.whole.study;
  const newCases = new Set(
    speakers.map(({ assigned }) => assigned).filter((id) => id !== interviewerRole && !cases.has(id)),
  );
  return { ...proposal, kind: kind as SourceKind, speakers, newCases: [...newCases] };
}

async function askForCase(
  study: OpenStudy,
  proposal: ImportProposal,
  { label, assigned }: ProposedSpeaker,
): Promise<string | undefined> {
  const known = [...study.store.snapshot.whole.study.cases.keys()];
  const others = [assigned, interviewerRole, ...proposal.newCases, ...known].filter(
    (id, i, all) => all.indexOf(id) === i,
  );
  const items = others.map((id) => ({
    label: id === interviewerRole ? vscode.l10n.t('Interviewer') : id,
    description: known.includes(id) || id === interviewerRole ? '' : vscode.l10n.t('new case'),
    id,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Who is “{0}” in {1}?', label, proposal.path),
  });
  return choice?.id;
}
