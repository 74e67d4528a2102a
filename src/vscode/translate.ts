/** What `vscode.l10n.t` does, so that modules without the editor can speak the person's language too. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
