import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { fileNameOf } from '../../../core/format/study-path';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { OpenStudy } from '../../workspace/open-study';
import { createMadeTexts } from '../../made-texts';

const scheme = 'verbatim-review';
/** So many characters of the text are shown on either side of a passage. */
const surroundings = 120;

export interface Comparison extends Disposable {
  /** Shows a passage as it was coded and as the text reads now, side by side. */
  show(study: OpenStudy, placed: PlacedPassage): Promise<void>;
}

export function createComparison(): Comparison {
  const texts = createMadeTexts(scheme);
  return {
    async show(study, placed) {
      const { passage, sidecar } = placed;
      const name = fileNameOf(sidecar.transcript);
      const before = texts.keep(name, `${passage.id}-coded`, asCoded(placed));
      const now = texts.keep(name, `${passage.id}-now`, asItReads(study, placed));
      await vscode.commands.executeCommand(
        'vscode.diff',
        before,
        now,
        vscode.l10n.t('{0}: as coded ↔ as it reads now', name),
        { preview: true },
      );
    },
    dispose: () => texts.dispose(),
  };
}

/** The passage in the text it was coded in, where that is known, else with the context its record keeps. */
function asCoded({ sidecar, passage }: PlacedPassage): string {
  const text = sidecar.baseTexts.get(passage.base ?? sidecar.value.base);
  const at = text === undefined ? -1 : text.indexOf(passage.quote);
  if (text !== undefined && at !== -1) return around(text, at, at + passage.quote.length);
  return `${passage.before ?? ''}${passage.quote}${passage.after ?? ''}\n`;
}

function asItReads(study: OpenStudy, { sidecar, candidates }: PlacedPassage): string {
  const text = study.visible.transcripts.get(sidecar.transcript)?.text ?? '';
  if (candidates.length === 0) return vscode.l10n.t('Nothing like this passage is left in the text.');
  return candidates.map(({ start, end }) => around(text, start, end)).join('\n⋯\n');
}

function around(text: string, start: number, end: number): string {
  const from = Math.max(0, start - surroundings);
  const to = Math.min(text.length, end + surroundings);
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}\n`;
}
