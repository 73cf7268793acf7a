// A fresh copy of the sample study, in a git repository of its own.
import { copySampleStudy as copy } from '#sample-study';
import { projectFolder } from '#vscode-host';

export function copySampleStudy(): { readonly folder: string; readonly remove: () => void } {
  return copy(projectFolder);
}
