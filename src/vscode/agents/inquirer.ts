import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Answers, Inquiry } from '../../engine/protocol.ts';
import type { EngineClient } from '../engine-client.ts';
import { editorsTypescript } from '../episode-runner.ts';
import { readBudget, readModels, readVerification } from '../settings.ts';
import { unsavedTexts } from '../workspace-state.ts';

/** What a question is about, without the workspace. */
type Asked<K extends Inquiry['kind']> = Omit<Extract<Inquiry, { kind: K }>, 'workspace'>;

/** Asks the engine about a folder as the person has it open: settings, trust and unsaved texts included. */
export class Inquirer {
  readonly #engine: EngineClient;
  readonly #secrets: vscode.SecretStorage;
  readonly #stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;

  constructor(parts: {
    readonly engine: EngineClient;
    readonly secrets: vscode.SecretStorage;
    readonly stateFolder: (folder: vscode.WorkspaceFolder) => vscode.Uri;
  }) {
    this.#engine = parts.engine;
    this.#secrets = parts.secrets;
    this.#stateFolder = parts.stateFolder;
  }

  /** One question, one answer; a problem is a sentence for the person. */
  async ask<K extends Inquiry['kind']>(
    folder: vscode.WorkspaceFolder,
    asked: Asked<K>,
    token: vscode.CancellationToken,
  ): Promise<{ readonly answer: Answers[K] } | { readonly problem: string }> {
    const [typescript, { model, strongModel }] = await Promise.all([
      editorsTypescript(),
      readModels(folder.uri, this.#secrets),
    ]);
    const workspace: Inquiry['workspace'] = {
      folder: folder.uri.fsPath,
      overlays: unsavedTexts(folder),
      trusted: vscode.workspace.isTrusted,
      stateFolder: this.#stateFolder(folder).fsPath,
      verification: readVerification(folder.uri),
      seconds: readBudget(folder.uri).seconds,
      ...(typescript === undefined ? {} : { fallbackTypescript: typescript }),
      ...(model === undefined ? {} : { model }),
      ...(strongModel === undefined ? {} : { strongModel }),
    };
    const id = randomUUID();
    const stop = token.onCancellationRequested(() => this.#engine.cancel(id));
    try {
      const inquiry = { ...asked, workspace } as unknown as Inquiry;
      return await this.#engine.ask({ type: 'inquire', id, inquiry }, (message) =>
        message.type === 'answered' ? { answer: message.answer as Answers[K] } : undefined,
      );
    } finally {
      stop.dispose();
    }
  }
}
