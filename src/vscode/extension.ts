import type * as vscode from 'vscode';

let end: (() => Promise<void>) | undefined;

/** The next turn of the extension host, after what other extensions have waiting. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * The editor loads and activates in one turn whatever an event wakes, so that a file that is opened waits for all of it:
 * its own language has the turn, and this extension the next ones, one to load and one to register. Whoever needs it, such
 * as a command that woke it, waits for the promise.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await turn();
  const { register } = await import('./surfaces.ts');
  await turn();
  end = register(context);
}

export async function deactivate(): Promise<void> {
  await end?.();
}
