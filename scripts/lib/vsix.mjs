// Packs the built extension into a .vsix and refuses one that holds too much or too little.
import { readFileSync, statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { unzipSync } from 'fflate';
import { projectFolder } from '../../test/vscode-host/paths.mjs';

const greatestSize = 1_500_000;
const belongs =
  /^extension\/(package(\.nls[^/]*)?\.json|readme\.md|changelog\.md|LICENSE\.txt|dist\/|media\/|schemas\/|syntaxes\/|examples\/primary-care-networks\/)/i;
const neverBelongs = /\.(ts|map)$|\.test\.|\/(dist\/test|node_modules|\.git)\//;
const needed = [
  'extension/package.json',
  'extension/dist/desktop.js',
  'extension/dist/web.js',
  'extension/dist/webview/agreement-report.js',
  'extension/dist/verbatim.js',
  'extension/examples/primary-care-networks/verbatim.yaml',
];

/**
 * @param {string} file
 * @returns {Promise<string[]>} the files inside
 */
export async function packExtension(file) {
  await createVSIX({
    cwd: projectFolder,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    // The pictures of the README are in the package, where its links already point.
    rewriteRelativeLinks: false,
  });
  const files = Object.keys(unzipSync(readFileSync(file))).filter((name) => name.startsWith('extension/'));
  const size = statSync(file).size;
  const problems = [
    ...files
      .filter((name) => !belongs.test(name) || neverBelongs.test(name))
      .map((name) => `${name} does not belong in it`),
    ...needed.filter((name) => !files.includes(name)).map((name) => `${name} is missing from it`),
    ...(size > greatestSize ? [`it has ${size} bytes, and may have ${greatestSize}`] : []),
  ];
  if (problems.length > 0) throw new Error(`${file} cannot be shipped:\n${problems.join('\n')}`);
  return files;
}
