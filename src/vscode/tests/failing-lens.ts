import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../commands.ts';
import { testsIn } from '../test-at-cursor.ts';
import type { FailingTest, FailingTests } from './failing-tests.ts';
import { nameOf, placesOf, type TestPlace } from './match-results.ts';

interface TestAt extends TestPlace {
  readonly at: vscode.Position;
}

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
    const places = testsIn(document.uri.path, document.getText()).map(({ offset, name }) => {
      const at = document.positionAt(offset);
      return { name, line: at.line + 1, at };
    });
    const told = new Map<TestAt, FailingTest[]>();
    for (const test of failing)
      for (const place of placesOf(test, places)) told.set(place, [...(told.get(place) ?? []), test]);
    return [...told].map(
      ([place, tests]) =>
        new vscode.CodeLens(new vscode.Range(place.at, place.at), {
          command: INTERNAL_COMMANDS.makeThisTestPass,
          title: vscode.l10n.t('$(wrench) Make it pass'),
          tooltip: tests.map(({ message }) => message).join('\n\n'),
          arguments: [document.uri.toString(), nameOf(tests, place.name)],
        }),
    );
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
