import { UserError } from '../base/user-error';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import { knownCode, unique, withCodes } from './revise-entries';

/**
 * Takes a code out of use: its passages keep it, and their coders find them in their list of passages to recode when
 * there are successors.
 * @param successors ids of codes
 * @throws UserError when the codebook cannot be read, a code is gone, or the code would succeed itself
 */
export function deprecateCode(
  snapshot: StudySnapshot,
  id: string,
  successors: readonly string[],
): CodebookPlan {
  return planCodebook(snapshot, (codebook) => {
    const code = knownCode(codebook, id);
    const replacedBy = unique(successors.map((successor) => knownCode(codebook, successor).id));
    if (replacedBy.includes(id))
      throw new UserError('deprecate/itself', `“${code.name}” cannot be replaced by itself.`, { id });
    return { codebook: withCodes(codebook, [{ ...code, status: 'deprecated', replacedBy }]) };
  });
}

/** Brings a deprecated code back into use. @throws UserError when the codebook cannot be read or the code is gone */
export function reinstateCode(snapshot: StudySnapshot, id: string): CodebookPlan {
  return planCodebook(snapshot, (codebook) => ({
    codebook: withCodes(codebook, [{ ...knownCode(codebook, id), status: 'active', replacedBy: [] }]),
  }));
}
