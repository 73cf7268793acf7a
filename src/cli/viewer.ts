import { coderWithEmail, type StudyFile } from '../core/model/study';
import { runGit } from '../node/git';

/**
 * The coder who runs the program, by git’s e-mail address as in the editor; undefined for others, and without git. An open blind
 * round hides the same from them here as there.
 */
export async function findViewer(folder: string, study: StudyFile): Promise<string | undefined> {
  const asked = await runGit(['config', '--get', 'user.email'], { folder }).catch(() => undefined);
  const email = asked?.code === 0 ? asked.stdout.toString('utf8').trim() : '';
  return email === '' ? undefined : coderWithEmail(study, email);
}
