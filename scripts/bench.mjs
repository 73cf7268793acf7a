// npm run bench [-- NAME…]: builds and runs the benchmarks in test/bench, all of them or those whose name is given.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { projectFolder } from '../test/vscode-host/paths.mjs';
import { buildProject, installProject } from './lib/prepare.mjs';

await installProject();
await buildProject({ tests: true });
const folder = path.join(projectFolder, 'dist/test/bench');
const ending = '.bench.mjs';
const names = (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0 || names.length === 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are: ${names.join(', ') || 'none yet'}`);
  process.exit(2);
}
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n${name}`);
  const args = ['--enable-source-maps', '--expose-gc', path.join(folder, name + ending)];
  const { status } = spawnSync(process.execPath, args, { cwd: projectFolder, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
