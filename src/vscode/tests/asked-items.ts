import * as vscode from 'vscode';

/** What a request is about in one folder: whole files, or single tests, which their runner is asked for alone. */
export interface AskedItems {
  readonly folder: vscode.WorkspaceFolder;
  readonly files: readonly vscode.TestItem[];
  /** Absent where the files are asked for whole. */
  readonly tests?: readonly vscode.TestItem[];
}

/**
 * The runs that a request takes.
 * @param all every test file
 */
export function askedItems(
  { include, exclude = [] }: vscode.TestRunRequest,
  all: readonly vscode.TestItem[],
): readonly AskedItems[] {
  const isLeft = (item: vscode.TestItem): boolean =>
    !exclude.includes(item) && (item.parent === undefined || !exclude.includes(item.parent));
  const wanted = (include ?? all).filter(isLeft);
  const files = wanted.filter(({ parent }) => parent === undefined);
  // Of a file with a test that is left out the others are asked for.
  const cut = new Set(
    exclude.flatMap(({ parent }) => (parent !== undefined && files.includes(parent) ? parent : [])),
  );
  const tests = [
    ...wanted.filter(({ parent }) => parent !== undefined && !files.includes(parent)),
    ...[...cut].flatMap((file) => childrenOf(file).filter(isLeft)),
  ];
  const whole = byFolder(files.filter((file) => !cut.has(file)));
  const single = byFolder(tests);
  return [
    ...[...whole].map(([folder, items]): AskedItems => ({ folder, files: items })),
    ...[...single].map(
      ([folder, items]): AskedItems => ({
        folder,
        files: [...new Set(items.flatMap(({ parent }) => parent ?? []))],
        tests: items,
      }),
    ),
  ];
}

export function childrenOf(item: vscode.TestItem): readonly vscode.TestItem[] {
  const children: vscode.TestItem[] = [];
  item.children.forEach((child) => {
    children.push(child);
  });
  return children;
}

function byFolder(
  items: readonly vscode.TestItem[],
): ReadonlyMap<vscode.WorkspaceFolder, readonly vscode.TestItem[]> {
  const found = new Map<vscode.WorkspaceFolder, vscode.TestItem[]>();
  for (const item of items) {
    const folder = item.uri === undefined ? undefined : vscode.workspace.getWorkspaceFolder(item.uri);
    if (folder !== undefined) found.set(folder, [...(found.get(folder) ?? []), item]);
  }
  return found;
}
