import type { NamedVersion } from '../core/study/git-port';
import { askGit } from './git';
import type { GitRepository } from './git-repository';

const mostRefs = 200;
const mostCommits = 50;

/** Branches and tags, newest first, then the latest commits that concern the study. */
export async function listVersions(repository: GitRepository): Promise<readonly NamedVersion[]> {
  return [...(await listRefs(repository)), ...(await listCommits(repository))];
}

async function listRefs({ root }: GitRepository): Promise<readonly NamedVersion[]> {
  const fields = ['objectname', 'authorname', 'authordate:unix', 'subject'];
  // A tag may be an object of its own that points to a commit.
  const format = ['refname', 'symref', ...fields, ...fields.map((field) => `*${field}`)]
    .map((field) => `%(${field})`)
    .join('%00');
  const args = ['for-each-ref', `--format=${format}`, '--sort=-creatordate', `--count=${mostRefs}`];
  const output = await askGit([...args, 'refs/heads', 'refs/remotes', 'refs/tags'], { folder: root });
  return output
    .toString('utf8')
    .split('\n')
    .flatMap((row): readonly NamedVersion[] => {
      const [ref = '', symref, ...values] = row.split('\0');
      const named = nameOf(ref);
      if (!named || symref !== '') return [];
      const target = values.slice(fields.length);
      const [commit = '', author = '', time = '', subject = ''] = target[0] ? target : values;
      return [{ ...named, commit, author, time: Number(time) * 1000, subject }];
    });
}

function nameOf(ref: string): Pick<NamedVersion, 'name' | 'kind'> | undefined {
  const kinds = { heads: 'branch', remotes: 'shared-branch', tags: 'tag' } as const;
  const [, folder, name] = /^refs\/(heads|remotes|tags)\/(.+)$/.exec(ref) ?? [];
  return folder === undefined || name === undefined
    ? undefined
    : { name, kind: kinds[folder as keyof typeof kinds] };
}

async function listCommits({ root, prefix }: GitRepository): Promise<readonly NamedVersion[]> {
  const args = ['log', `--max-count=${mostCommits}`, '--encoding=UTF-8', '--format=%H%x00%an%x00%at%x00%s'];
  const pathspec = prefix === '' ? [] : ['--', prefix];
  const output = await askGit([...args, ...pathspec], { folder: root }).catch(() => Buffer.alloc(0));
  return output
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((row): NamedVersion => {
      const [commit = '', author = '', time = '', subject = ''] = row.split('\0');
      return { name: commit.slice(0, 9), kind: 'commit', commit, author, time: Number(time) * 1000, subject };
    });
}
