import { lazy } from '../core/base/lazy';
import type { VersionSource } from '../core/study/ports';
import { findBaseTexts } from './git-base-texts';
import { findRepository } from './git-repository';

/** The versions of transcripts that git has. Without git, or outside a repository, there are none. @param folder the study's */
export function createGitVersions(folder: string): VersionSource {
  const repository = lazy(() => findRepository(folder).catch(() => undefined));
  return {
    async find(transcript, base) {
      const found = await repository();
      if (!found) return undefined;
      const texts = await findBaseTexts(found, found.prefix + transcript, [base]).catch(() => undefined);
      return texts?.get(base);
    },
    // Git keeps what is committed.
    keep: () => Promise.resolve(),
  };
}
