import * as vscode from 'vscode';

/** A whole number as the person's language groups its digits. */
export function numberText(value: number): string {
  return value.toLocaleString(vscode.env.language);
}
