import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { projectFolder } from '#vscode-host';
import { createOutput } from '../../src/cli/output';
import { toOneLine, toTerminalText } from '../../src/cli/terminal-text';
import { runVerbatim } from '../support/cli';
import { sidecarText, smallStudy } from '../support/small-study';
import { createStudyFolder } from '../support/study-folder';

/** Whatever makes a terminal do something: controls but tab and line feed, and marks that turn text around. */
const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A stream that collects what is written to it. */
function createSink(isTTY: boolean) {
  let text = '';
  return { isTTY, write: (part: string) => (text += part), on: () => undefined, text: () => text };
}

describe('output', () => {
  it('is never more than text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert(!steering.test(toTerminalText(text)));
        assert(!/[\n\t]/.test(toOneLine(text)));
      }),
    );
  });

  it('is cut between characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.integer({ min: 2, max: 20 }),
        (text, length) => {
          const line = toOneLine(text, length);
          assert(Array.from(line).length <= length);
          if (line !== toOneLine(text, 1000)) assert(line.endsWith('…'));
        },
      ),
    );
  });

  it('has colours on a terminal only, and not against its owner’s wish', () => {
    const print = (isTTY: boolean, env: Record<string, string>): string => {
      const sink = createSink(isTTY);
      createOutput(sink, createSink(false), env).line({ text: 'red\u001b[2J', style: 'red' });
      return sink.text();
    };
    assert.equal(print(true, {}), '\u001b[31mred[2J\u001b[39m\n');
    assert.equal(print(false, {}), 'red[2J\n');
    assert.equal(print(true, { NO_COLOR: '1' }), 'red[2J\n');
    assert.equal(print(true, { TERM: 'dumb' }), 'red[2J\n');
  });

  it('is JSON that reads the same and prints harmlessly', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string({ unit: 'binary' }), (value, text) => {
        const sink = createSink(true);
        createOutput(sink, createSink(false), {}).json([value, text]);
        assert(!steering.test(sink.text()));
        assert.deepEqual(JSON.parse(sink.text()), JSON.parse(JSON.stringify([value, text])));
      }),
    );
  });

  it('keeps data as it is in a pipe', () => {
    const [pipe, terminal] = [createSink(false), createSink(true)];
    createOutput(pipe, createSink(false), {}).data('a\r\n\u202eb');
    createOutput(terminal, createSink(false), {}).data('a\r\n\u202eb');
    assert.equal(pipe.text(), 'a\r\n\u202eb');
    assert.equal(terminal.text(), 'a\nb');
  });

  it('passes nothing on from files, names and arguments', async () => {
    const evil = 'title\u001b]0;owned\u0007\u009b2J\u202e';
    const files = smallStudy();
    const transcript = `INT: ${evil}?\nR1: Well, ${evil}.\n`;
    const study = createStudyFolder([
      ...files,
      [
        'codebook.yaml',
        (files.get('codebook.yaml') ?? '').replace('name: New roles', `name: ${JSON.stringify(evil)}`),
      ],
      [`transcripts/${evil.replaceAll('/', '')}.txt`, Uint8Array.from([0xff])],
      ['transcripts/Evil.txt', transcript],
      [
        'transcripts/Evil.txt.MS.coding.yaml',
        sidecarText(transcript, [{ quote: `Well, ${evil}.`, codes: ['no-such'] }]),
      ],
      ['original\u001b[2J.txt', transcript],
    ]);
    const commands = [
      ['check'],
      ['check', '--json'],
      ['tree'],
      ['tree', '--json'],
      ['passages'],
      ['passages', '--json'],
      ['export', 'codebook', '--json'],
      ['import', 'original\u001b[2J.txt', '--dry-run'],
      ['passages', '--code', evil],
      [evil],
    ];
    const endings = await Promise.all(
      commands.map(async (args) => ({ args, ...(await runVerbatim(args, study.folder)) })),
    );
    for (const { args, stdout, stderr } of endings) {
      assert(stdout + stderr !== '', args.join(' '));
      assert(!steering.test(stdout.replaceAll('\n', '')), `${args.join(' ')}: ${JSON.stringify(stdout)}`);
      assert(!steering.test(stderr.replaceAll('\n', '')), `${args.join(' ')}: ${JSON.stringify(stderr)}`);
    }
    study.remove();
  });

  it('ends quietly when its reader has seen enough', function () {
    if (process.platform === 'win32') this.skip(); // there is no bash
    const program = path.join(projectFolder, 'dist/verbatim.js');
    const study = path.join(projectFolder, 'examples/primary-care-networks');
    const command = `"$0" "$1" passages --json --study "$2" | head -n 1; exit \${PIPESTATUS[0]}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, program, study], {
      encoding: 'utf8',
    });
    assert.equal(stdout, '[\n');
    assert.equal(stderr, '');
    assert.equal(status, 0);
  });
});
