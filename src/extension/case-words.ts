import * as vscode from 'vscode';
import type { StudyFile } from '../core/model/study';
import { attributesOfCases } from '../core/study/case-attributes';

/** What a case is, and its attributes: `person, part of A · role: clinical, setting: rural`. */
export function describeCase(study: StudyFile, id: string): string {
  const found = study.cases.get(id);
  if (!found) return '';
  const whole = found.partOf === undefined ? [] : [vscode.l10n.t('part of {0}', found.partOf)];
  const attributes = [...(attributesOfCases(study).get(id) ?? [])].map(([key, value]) => `${key}: ${value}`);
  return [[found.kind, ...whole].filter(Boolean).join(', '), attributes.join(', ')]
    .filter(Boolean)
    .join(' · ');
}
