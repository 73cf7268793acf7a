import type * as vscode from 'vscode';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { type CodingStatus, codingStatuses } from '../../../core/study/coding-status';
import { placePassages } from '../../../core/study/placed-passages';
import type { PassagesReference, TranscriptReference } from '../../contributions';
import { type PageElement, pageItem, passageRows, rowsOfPage } from '../../trees/pages';
import { type PassageElement, passageItem } from '../../trees/passage-rows';
import { type StudyElement, studyItem } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import { namesOf } from '../passages/targets';
import { coderItem, transcriptItem } from './rows';

export interface TranscriptElement {
  readonly kind: 'transcript';
  readonly study: OpenStudy;
  readonly path: string;
  readonly reference: TranscriptReference;
  readonly passages: PassagesReference;
}

export interface CoderElement {
  readonly kind: 'coder';
  readonly study: OpenStudy;
  readonly path: string;
  readonly status: CodingStatus;
  readonly reference: TranscriptReference;
  readonly passages: PassagesReference;
}

/** A row of the Transcripts view. */
export type TranscriptsElement =
  StudyElement | TranscriptElement | CoderElement | PageElement | PassageElement;

const quoteLength = 200;

export function childrenOf(element: TranscriptsElement): TranscriptsElement[] {
  const { study } = element;
  const root = study.root.toString();
  switch (element.kind) {
    case 'study':
      return [...study.view.transcripts.keys()].map((path) => ({
        kind: 'transcript',
        study,
        path,
        reference: { study: root, transcript: path },
        passages: { study: root, query: { kind: 'transcript', transcript: path } },
      }));
    case 'transcript': {
      const { path, reference } = element;
      const statuses = codingStatuses(study.visible, path);
      return statuses.map((status) => ({
        kind: 'coder',
        study,
        path,
        status,
        reference,
        passages: { study: root, query: { kind: 'transcript', transcript: path, coder: status.coder } },
      }));
    }
    case 'coder': {
      const sidecar = study.visible.sidecars.get(sidecarPath(element.path, element.status.coder));
      const passages = sidecar ? placePassages(study.visible, sidecar) : [];
      return passageRows(study, passages, `${element.path}#${element.status.coder}`);
    }
    case 'page':
      return rowsOfPage(element);
    case 'passage':
      return [];
  }
}

export function itemOf(element: TranscriptsElement): vscode.TreeItem {
  switch (element.kind) {
    case 'study':
      return studyItem(element);
    case 'transcript':
      return transcriptItem(element.study, element.path, element.reference);
    case 'coder':
      return coderItem(element.study, element.path, element.status);
    case 'page':
      return pageItem(element);
    case 'passage':
      return passageItem(element, [namesOf(element)], quoteLength);
  }
}
