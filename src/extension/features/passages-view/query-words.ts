import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import type { PassageQuery } from '../../../core/search/passage-query';
import type { StudyView } from '../../../core/study/snapshot';
import { describeFilter } from '../../filter-words';

/** What a query asks for, in a few words. */
export function describeQuery(view: StudyView, query: PassageQuery): string {
  const { where } = query;
  return [describeInput(view, query), ...(where ? [describeFilter(where)] : [])].filter(Boolean).join(' · ');
}

function describeInput(view: StudyView, query: PassageQuery): string {
  const { codebook } = view;
  switch (query.kind) {
    case 'all':
      return vscode.l10n.t('All passages');
    case 'code':
      return codebook.resolve(query.code)?.name ?? query.code;
    case 'theme':
      return codebook.themes.get(query.theme)?.name ?? query.theme;
    case 'question':
      return query.question;
    case 'uncoded':
      return vscode.l10n.t('Passages without a code');
    case 'case':
      return vscode.l10n.t('Case {0}', query.case);
    case 'transcript': {
      const name = fileNameOf(query.transcript);
      return query.coder === undefined ? name : vscode.l10n.t('{0} in {1}', query.coder, name);
    }
    case 'coder':
      return query.coder;
    case 'to-review':
      return vscode.l10n.t('To review by {0}', query.coder);
    case 'to-recode':
      return vscode.l10n.t('To recode by {0}', query.coder);
    case 'listed':
      return query.title;
    case 'any':
      return query.of.map((each) => describeQuery(view, each)).join(', ');
    case 'found': {
      const within = describeQuery(view, query.within);
      return query.within.kind === 'all'
        ? vscode.l10n.t('“{0}”', query.words)
        : vscode.l10n.t('“{0}” in {1}', query.words, within);
    }
  }
}
