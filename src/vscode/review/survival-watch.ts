import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { PatchedFile } from '../../engine/protocol.ts';
import type { EngineClient } from '../engine-client.ts';
import { survivalOf } from './survival.ts';

/** Minutes after which it is looked at what became of a patch. */
const LOOKS = [1, 5, 15, 60];

export interface WatchedPatch {
  readonly folder: vscode.WorkspaceFolder;
  readonly stateFolder: vscode.Uri;
  /** Of the stored episode. */
  readonly episode: string;
  readonly patch: readonly PatchedFile[];
}

/** Watches what a person keeps, edits or reverts of an accepted patch, and tells the engine. */
export class SurvivalWatch implements vscode.Disposable {
  readonly #engine: EngineClient;
  readonly #userFolder: vscode.Uri;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #watched = new Set<{ readonly watched: WatchedPatch; readonly since: number; told: string }>();
  readonly #listener: vscode.Disposable;

  /** @param userFolder of what is learned over all workspaces */
  constructor(engine: EngineClient, userFolder: vscode.Uri) {
    this.#engine = engine;
    this.#userFolder = userFolder;
    // A patch that is undone says so at once; an undo may take several files back one after the other.
    this.#listener = vscode.workspace.onDidSaveTextDocument(() => {
      for (const one of this.#watched) void this.#look(one);
    });
  }

  watch(watched: WatchedPatch): void {
    const one = { watched, since: Date.now(), told: '' };
    this.#watched.add(one);
    for (const minutes of LOOKS) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        void this.#look(one);
        if (minutes === LOOKS.at(-1)) this.#watched.delete(one);
      }, minutes * 60_000);
      this.#timers.add(timer);
    }
  }

  dispose(): void {
    this.#listener.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #look(one: { readonly watched: WatchedPatch; readonly since: number; told: string }): Promise<void> {
    const { folder, stateFolder, episode, patch } = one.watched;
    const texts = new Map<string, string>();
    for (const { path } of patch) {
      const text = await textOf(vscode.Uri.joinPath(folder.uri, path));
      if (text !== undefined) texts.set(path, text);
    }
    const { fate, share } = survivalOf(patch, (path) => texts.get(path));
    const minutes = (Date.now() - one.since) / 60_000;
    // What is as it was need not be told again, but for the last look.
    const said = `${fate} ${share}`;
    if (said === one.told && minutes < (LOOKS.at(-1) ?? 0) - 1) return;
    one.told = said;
    const place = {
      folder: folder.uri.fsPath,
      stateFolder: stateFolder.fsPath,
      userFolder: this.#userFolder.fsPath,
    };
    await this.#engine.ask(
      { type: 'survived', id: randomUUID(), ...place, episode, fate, share, minutes },
      (message) => (message.type === 'noted' ? true : undefined),
    );
  }
}

async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
