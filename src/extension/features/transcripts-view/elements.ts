import type * as vscode from 'vscode';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { type CodingStatus, codingStatuses } from '../../../core/study/coding-status';
import { placePassages } from '../../../core/study/placed-passages';
import type { TranscriptReference } from '../../contributions';
import { type PassageElement, passageElement, passageItem } from '../../trees/passage-rows';
import { type StudyElement, studyItem } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import { namesOf } from '../passages/targets';
import { coderItem, transcriptItem } from './rows';

export interface TranscriptElement {
  readonly kind: 'transcript';
  readonly study: OpenStudy;
  readonly path: string;
  readonly reference: TranscriptReference;
}

export interface CoderElement {
  readonly kind: 'coder';
  readonly study: OpenStudy;
  readonly path: string;
  readonly status: CodingStatus;
  readonly reference: TranscriptReference;
}

/** A row of the Transcripts view. */
export type TranscriptsElement = StudyElement | TranscriptElement | CoderElement | PassageElement;

const quoteLength = 200;

export function childrenOf(element: TranscriptsElement): TranscriptsElement[] {
  const { study } = element;
  switch (element.kind) {
    case 'study':
      return [...study.view.transcripts.keys()].map((path) => ({
        kind: 'transcript',
        study,
        path,
        reference: { study: study.root.toString(), transcript: path },
      }));
    case 'transcript': {
      const { path, reference } = element;
      const statuses = codingStatuses(study.visible, path);
      return statuses.map((status) => ({ kind: 'coder', study, path, status, reference }));
    }
    case 'coder': {
      const sidecar = study.visible.sidecars.get(sidecarPath(element.path, element.status.coder));
      const passages = sidecar ? placePassages(study.visible, sidecar) : [];
      return passages.map((placed) => passageElement(study, placed));
    }
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
    case 'passage':
      return passageItem(element, [namesOf(element)], quoteLength);
  }
}
