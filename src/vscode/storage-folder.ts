/**
 * The path of the storage that all windows on the same folders share. The editor gives a second window on them another
 * one, with a number after the name, as long as the first has its own locked; but history, checkpoints and what was
 * learned are one for both, and are written so that several may.
 */
export function sharedStorage(path: string): string {
  return path.replace(/(\/workspaceStorage\/-?[0-9a-f]+)-\d+(?=\/)/i, '$1');
}
