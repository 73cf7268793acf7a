import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { askGit, runGit } from './git';
import type { GitRepository } from './git-repository';
import { removeAbandonedIn, replaceFile, temporaryBeside } from './replace-file';

/** The name under which git knows the driver, in its configuration and in `.gitattributes`. */
const driverName = 'verbatim';
/** The setting that is there when it is set up. */
const driverSetting = `merge.${driverName}.driver`;

const patterns = ['verbatim.yaml', 'codebook.yaml', '*.coding.yaml'];
const comment =
  '# Verbatim: these files merge record by record, once “verbatim setup-git” has been run; their differences read as sentences.';
const attributeLines = patterns.map((pattern) => `${pattern} merge=${driverName} diff=${driverName}`);

/**
 * How the program tells git’s shell that a merge has conflicts. Any other number but 0 means that it did not run to its
 * end, as when Node is missing, too old for it, or the file is damaged: then git merges line by line.
 */
export const conflictsExitCode = 97;

export interface DriverProgram {
  /** The bundled command line, which is copied. */
  readonly file: string;
  /** A program that runs it where there is no `node` on the PATH: the one running now. */
  readonly runtime: string;
}

/**
 * Sets the merge driver up for a repository: copies the program to where no update of the extension removes it, and tells
 * git about it. Doing it again brings the copy up to date.
 * @param folder of the study, whose `.gitattributes` names the files
 * @returns what has changed; nothing when everything was there
 */
export async function setUpDriver(
  repository: GitRepository,
  folder: string,
  program: DriverProgram,
): Promise<{ readonly attributes: boolean; readonly program: boolean; readonly settings: boolean }> {
  return {
    attributes: await changeAttributes(folder, addLines),
    program: await copyProgram(repository, program.file),
    settings: await changeSettings(repository, settingsFor(program.runtime)),
  };
}

/**
 * Brings the copy of the program up to date where the driver is set up, as after an update of the extension, and the
 * settings with it. @returns whether there was anything to do
 */
export async function renewDriver(repository: GitRepository, program: DriverProgram): Promise<boolean> {
  if (!(await isSetUp(repository)) || !(await copyProgram(repository, program.file))) return false;
  await changeSettings(repository, settingsFor(program.runtime));
  return true;
}

export async function isSetUp({ root }: GitRepository): Promise<boolean> {
  return (await runGit(['config', '--local', '--get', driverSetting], { folder: root })).code === 0;
}

/** Takes back what `setUpDriver` did. @returns whether there was anything */
export async function removeDriver(repository: GitRepository, folder: string): Promise<boolean> {
  const attributes = await changeAttributes(folder, removeLines);
  const names = Object.keys(settingsFor(''));
  const settings = await changeSettings(
    repository,
    Object.fromEntries(names.map((name) => [name, undefined])),
  );
  await rm(programFolder(repository), { recursive: true, force: true });
  return attributes || settings;
}

function programFolder({ commonFolder }: GitRepository): string {
  return path.join(commonFolder, 'verbatim');
}

/** `.cjs`, because a `package.json` above might say that `.js` is something else. */
const programName = 'verbatim.cjs';

async function copyProgram(repository: GitRepository, file: string): Promise<boolean> {
  const target = path.join(programFolder(repository), programName);
  const [now, wanted] = await Promise.all([readFile(target).catch(() => undefined), readFile(file)]);
  if (now?.equals(wanted)) return false;
  await mkdir(path.dirname(target), { recursive: true });
  await removeAbandonedIn(path.dirname(target));
  // A merge may begin at any moment, and reads the whole program or the one before.
  const temporary = temporaryBeside(target);
  await copyFile(file, temporary);
  await rename(temporary, target);
  return true;
}

type Settings = Readonly<Record<string, string | undefined>>;

/**
 * The commands run in git's own shell, at the top of the working tree. They look for the program and for something that
 * runs it each time, so that they do the next best thing when either is gone.
 */
function settingsFor(runtime: string): Settings {
  const program = `p="$(git rev-parse --git-common-dir)/verbatim/${programName}"`;
  // The program of VS Code is Node when asked to be.
  const find = `n=; for c in node ${quoteForShell(runtime)}; do if command -v "$c" >/dev/null 2>&1; then n="$c"; break; fi; done`;
  const canRun = 'test -n "$n" && test -f "$p"';
  const run = 'ELECTRON_RUN_AS_NODE=1 "$n" "$p"';
  const byLine = 'git merge-file --marker-size="$4" -L ours -L base -L theirs "$2" "$1" "$3"';
  return {
    [`merge.${driverName}.name`]: 'Verbatim: by record',
    [driverSetting]:
      `verbatim() { ${program}; ${find}; if ${canRun}; then ${run} merge-driver --conflicts-exit-with ${conflictsExitCode} "$@" 2>/dev/null; ` +
      `case $? in 0) return 0;; ${conflictsExitCode}) return 1;; esac; fi; ${byLine}; }; verbatim %O %A %B %L %P`,
    [`diff.${driverName}.textconv`]: `verbatim() { ${program}; ${find}; { ${canRun} && ${run} textconv "$1" 2>/dev/null; } || cat "$1"; }; verbatim`,
  };
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

async function changeSettings({ root }: GitRepository, settings: Settings): Promise<boolean> {
  let hasChanged = false;
  for (const [name, value] of Object.entries(settings)) {
    const { code, stdout } = await runGit(['config', '--local', '-z', '--get', name], { folder: root });
    const now = code === 0 ? stdout.toString('utf8').replace(/\0$/, '') : undefined;
    if (now === value) continue;
    const change = value === undefined ? ['--unset-all', name] : ['--replace-all', name, value];
    await askGit(['config', '--local', ...change], { folder: root });
    hasChanged = true;
  }
  return hasChanged;
}

async function changeAttributes(folder: string, change: (text: string) => string): Promise<boolean> {
  const file = path.join(folder, '.gitattributes');
  for (;;) {
    const now = await readFile(file, 'utf8').catch(() => undefined);
    const wanted = change(now ?? '');
    if (wanted === (now ?? '')) return false;
    if (await replaceFile(file, now, wanted === '' ? undefined : wanted)) return true;
  }
}

function addLines(text: string): string {
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = attributeLines.filter((line) => !present.has(line));
  if (missing.length === 0) return text;
  const added = [...(present.has(comment) ? [] : [comment]), ...missing].map((line) => `${line}\n`).join('');
  return text === '' ? added : `${text.replace(/\n*$/, '\n\n')}${added}`;
}

function removeLines(text: string): string {
  const ours = new Set([comment, ...attributeLines]);
  const kept = text.split('\n').filter((line) => !ours.has(line.trim()));
  const result = kept.join('\n');
  return result === text ? text : result.replace(/\n+$/, '\n').replace(/^\n+$/, '');
}
