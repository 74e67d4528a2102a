import * as vscode from 'vscode';
import type { VerifiedFix } from '../../engine/protocol.ts';
import { plainText } from '../../trace/plain-text.ts';
import { numberText } from '../number-text.ts';

/** What a person reads in the menu: the edit, and in brackets what was checked. */
export function fixTitle({ title, types, tests, testing }: VerifiedFix): string {
  // The menu hangs at the place already.
  const edit = plainText(title.replace(/ \([^()]*:\d+\)/g, ''));
  const short = edit.length > 80 ? `${edit.slice(0, 79)}…` : edit;
  const checked =
    testing === true
      ? vscode.l10n.t('types pass, tests are running')
      : checkedText(types !== undefined, tests);
  return vscode.l10n.t('Credence: {0} ({1})', short, checked);
}

function checkedText(types: boolean, tests: VerifiedFix['tests']): string {
  if (tests === undefined)
    return types
      ? vscode.l10n.t('types pass, no test was run')
      : vscode.l10n.t('the checker is content, no test was run');
  const { failed } = tests;
  const [pass, fail] = [numberText(tests.passed), numberText(failed)];
  if (types && failed === 0) return vscode.l10n.t('types and {0} tests pass', pass);
  if (types) return vscode.l10n.t('types and {0} tests pass, {1} fail as before', pass, fail);
  if (failed === 0) return vscode.l10n.t('{0} tests pass', pass);
  return vscode.l10n.t('{0} tests pass, {1} fail as before', pass, fail);
}

/** Whether it went through the whole ladder: what may be applied without a second look. */
export function isFullyVerified({ types, tests }: VerifiedFix): boolean {
  return types !== undefined && tests !== undefined && tests.passed > 0;
}
