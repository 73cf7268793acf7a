import * as vscode from 'vscode';
import { formatDay } from '../../dates';
import type { NamedVersion, StudyGit } from '../../../core/study/git-port';

/** Asks for a version of the study: a branch, a tag or a recent commit. */
export async function pickVersion(
  git: StudyGit,
  title: string,
): Promise<{ readonly ref: string; readonly label: string } | undefined> {
  const versions = await git.versions();
  const groups = (['shared-branch', 'branch', 'tag', 'commit'] as const).map((kind) => ({
    kind,
    versions: versions.filter((version) => version.kind === kind),
  }));
  const items = groups.flatMap(({ kind, versions: group }) =>
    group.length === 0
      ? []
      : [
          { label: nameOfGroup(kind), kind: vscode.QuickPickItemKind.Separator, version: undefined },
          ...group.map(itemOf),
        ],
  );
  const choice = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('A version of the study'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  const version = choice?.version;
  if (!version) return undefined;
  const label = version.kind === 'commit' ? formatDay(version.time) : version.name;
  return { ref: version.commit, label };
}

function itemOf(version: NamedVersion): vscode.QuickPickItem & { readonly version: NamedVersion } {
  const { name, kind, author, time, subject } = version;
  const when = `${formatDay(time)}, ${author}`;
  return kind === 'commit'
    ? { label: subject === '' ? name : subject, description: `${when} · ${name}`, version }
    : { label: name, description: when, detail: subject, version };
}

function nameOfGroup(kind: NamedVersion['kind']): string {
  switch (kind) {
    case 'shared-branch':
      return vscode.l10n.t('The shared copy');
    case 'branch':
      return vscode.l10n.t('Versions on this computer');
    case 'tag':
      return vscode.l10n.t('Named points in time');
    case 'commit':
      return vscode.l10n.t('Earlier states of the study');
  }
}
