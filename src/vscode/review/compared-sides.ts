import * as vscode from 'vscode';
import type { Alternative, PatchedFile } from '../../engine/protocol.ts';
import type { Reviewed } from './pending-patch.ts';
import type { ReviewTexts } from './review-texts.ts';
import type { Sides } from './show-sides.ts';

/** The files of two patches, as the other one leaves them and as the chosen one does. */
export function comparedSides(
  { folder, finished }: Reviewed,
  other: Alternative,
  texts: ReviewTexts,
): readonly Sides[] {
  const { patch, episode } = finished;
  const files = [...patch, ...other.patch];
  const text = (own: readonly PatchedFile[], path: string): string => {
    const file = own.find((one) => one.path === path);
    const untouched = files.find((one) => one.path === path)?.before ?? '';
    return file === undefined ? untouched : (file.after ?? '');
  };
  return [...new Set(files.map(({ path }) => path))].map((path) => ({
    file: vscode.Uri.joinPath(folder.uri, path),
    before: texts.put(`/${path}`, text(other.patch, path), `${episode}/other-${other.candidate}`),
    after: texts.put(`/${path}`, text(patch, path), `${episode}/chosen`),
  }));
}
