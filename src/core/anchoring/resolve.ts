import { alignTokens } from './align';
import { mapSpan } from './map-span';
import type { AnchoredPassage, Resolution, ResolutionRequest } from './resolution';
import { createVocabulary, tokenise } from './tokens';
import { TextIndex } from '../text/text-index';

export function resolvePassages(request: ResolutionRequest): readonly Resolution[] {
  const vocabulary = createVocabulary();
  const now = tokenise(request.text.text, vocabulary);
  const base = request.passages[0] && request.baseText?.(request.passages[0].base);
  if (base === undefined) return request.passages.map(() => ({ status: 'lost' }));
  const old = tokenise(base, vocabulary);
  const index = new TextIndex(base);
  const matching = alignTokens(old, now, vocabulary);
  return request.passages.map((p: AnchoredPassage): Resolution => {
    const span = index.spanOf(p.at);
    const m = span && mapSpan(matching, span);
    return m && m.survival >= 0.5 ? { status: 'edited', span: m.span } : { status: 'lost' };
  });
}
