// What VS Code loads in its extension host: runs every bundled test beside this file and writes mocha's JSON report.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

export async function run(): Promise<void> {
  const output = process.env['VERBATIM_RESULTS'];
  if (output === undefined) throw new Error('VERBATIM_RESULTS does not say where the report goes');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 45_000,
    forbidOnly: process.env['CI'] !== undefined,
    reporter: 'json',
    reporterOptions: { output },
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}
