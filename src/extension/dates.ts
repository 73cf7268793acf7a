import * as vscode from 'vscode';

/** A day as the reader writes it; in English, as the rest of the words are written. */
export function formatDay(time: number): string {
  return new Date(time).toLocaleDateString(locale(), { dateStyle: 'medium' });
}

/** A day and the time of day. */
export function formatMoment(time: number): string {
  return new Date(time).toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short' });
}

function locale(): string {
  const { language } = vscode.env;
  return language === 'en' ? 'en-GB' : language;
}
