import * as vscode from 'vscode';

/** What takes longer than this is asked about. */
const SLOW_MS = 700;

/** Waits for something, and shows that it is under way, with a way to stop it, once it takes its time. */
export async function whenSlow<T>(title: string, work: Promise<T>, cancel: () => void): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), SLOW_MS);
  });
  const isSlow = await Promise.race([work.then(() => false), late]).finally(() => clearTimeout(timer));
  if (!isSlow) return work;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(cancel);
      return work;
    },
  );
}
