import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../commands.ts';
import { testsIn } from '../test-at-cursor.ts';
import type { FailingTests } from './failing-tests.ts';
import { placesOf } from './match-results.ts';

/** Above each test that failed when it was last run: what to do about it. */
export class FailingLens implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #failing: FailingTests;
  readonly #registration: vscode.Disposable;
  readonly onDidChangeCodeLenses: vscode.Event<void>;

  constructor(failing: FailingTests) {
    this.#failing = failing;
    this.onDidChangeCodeLenses = failing.onDidChange;
    this.#registration = vscode.languages.registerCodeLensProvider({ scheme: 'file' }, this);
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const failing = this.#failing.of(document.uri);
    if (failing.length === 0) return [];
    const places = testsIn(document.uri.path, document.getText()).flatMap(({ offset, name }) => {
      const at = document.positionAt(offset);
      return name === undefined ? [] : { name, line: at.line + 1, at };
    });
    const told = new Map(
      failing.flatMap((test) => placesOf(test, places).map(({ at }) => [at, test] as const)),
    );
    return [...told].map(
      ([at, test]) =>
        new vscode.CodeLens(new vscode.Range(at, at), {
          command: INTERNAL_COMMANDS.makeThisTestPass,
          title: vscode.l10n.t('$(wrench) Make it pass'),
          tooltip: test.message,
          arguments: [document.uri.toString(), test.name],
        }),
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
