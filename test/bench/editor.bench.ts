// What somebody waits for inside a real VS Code: figures only; nothing here fails. npm run bench -- editor
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { codeExecutable, endOnSignal, projectFolder, quietSettings } from '#vscode-host';
import { type StudySize, writeStudy } from '../support/study-generator';
import type { EditorBench } from './editor/run';

/** A study as it often is, one with a transcript of 1 MB and 5,000 passages, and one of 100,000 passages. */
const studies: Readonly<Record<keyof EditorBench['studies'], StudySize>> = {
  usual: { transcripts: 40, coders: 2, passages: 200, words: 8000, codes: 60 },
  long: { transcripts: 1, coders: 1, passages: 5000, words: 195_000, codes: 60 },
  many: { transcripts: 250, coders: 2, passages: 200, words: 4000, codes: 14 },
};

endOnSignal();
const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-bench-'));
try {
  const at = (name: string): string => path.join(folder, name);
  const email = 'coder@example.org';
  for (const [name, size] of Object.entries(studies)) {
    await writeStudy(at(name), size);
    addEmail(path.join(at(name), 'verbatim.yaml'), email);
  }
  mkdirSync(at('workspace'));
  const git = (...args: string[]) => execFileSync('git', args, { cwd: at('workspace') });
  git('init', '--quiet');
  git('config', 'user.email', email);
  mkdirSync(at('user/User'), { recursive: true });
  writeFileSync(at('user/User/settings.json'), JSON.stringify(quietSettings));
  const bench: EditorBench = {
    studies: { usual: at('usual'), long: at('long'), many: at('many') },
    output: at('report.txt'),
  };
  await runTests({
    vscodeExecutablePath: codeExecutable,
    extensionDevelopmentPath: projectFolder,
    extensionTestsPath: path.join(projectFolder, 'dist/test/bench-editor/run.js'),
    extensionTestsEnv: { VERBATIM_BENCH: JSON.stringify(bench) },
    launchArgs: [at('workspace'), `--user-data-dir=${at('user')}`],
  });
  console.log(readFileSync(bench.output, 'utf8'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The first coder of a generated study is who uses this computer. */
function addEmail(file: string, email: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('{ name: Coder 1 }', `{ name: Coder 1, emails: [${email}] }`));
}
