import * as vscode from 'vscode';
import { childrenOf, fileOf, isWithin } from './test-tree.ts';

/** What a request is about in one folder: whole files, or tests and groups, which their runner is asked for alone. */
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
  const isLeftOut = (item: vscode.TestItem): boolean => exclude.some((each) => isWithin(item, each));
  // Of what holds something that is left out the others are asked for.
  const without = (item: vscode.TestItem): readonly vscode.TestItem[] => {
    if (isLeftOut(item)) return [];
    return exclude.some((each) => isWithin(each, item)) ? childrenOf(item).flatMap(without) : [item];
  };
  const wanted = include ?? all;
  const outermost = wanted.filter((item) => !wanted.some((other) => other !== item && isWithin(item, other)));
  const items = outermost.flatMap(without);
  const whole = byFolder(items.filter(({ parent }) => parent === undefined));
  const single = byFolder(items.filter(({ parent }) => parent !== undefined));
  return [
    ...[...whole].map(([folder, files]): AskedItems => ({ folder, files })),
    ...[...single].map(
      ([folder, tests]): AskedItems => ({ folder, files: [...new Set(tests.map(fileOf))], tests }),
    ),
  ];
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
