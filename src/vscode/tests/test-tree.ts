import * as vscode from 'vscode';
import type { ListedTest } from '../../engine/protocol.ts';
import type { KnownTest } from './match-results.ts';

/** What an item below a file stands for. */
interface Meaning extends KnownTest {
  /** A test that has cases of its own is one of both. */
  readonly is: 'test' | 'group';
}

/** The editor hands items back to commands and to runs; what they stand for is known of each. */
const meanings = new WeakMap<vscode.TestItem, Meaning>();

export function meaningOf(item: vscode.TestItem): Meaning | undefined {
  return meanings.get(item);
}

/** The file that a test or a group is in; a file is in itself. */
export function fileOf(item: vscode.TestItem): vscode.TestItem {
  return item.parent === undefined ? item : fileOf(item.parent);
}

/** Whether an item is the other or in it. */
export function isWithin(item: vscode.TestItem, other: vscode.TestItem): boolean {
  return item === other || (item.parent !== undefined && isWithin(item.parent, other));
}

export function childrenOf(item: vscode.TestItem): readonly vscode.TestItem[] {
  const children: vscode.TestItem[] = [];
  item.children.forEach((child) => {
    children.push(child);
  });
  return children;
}

/** What has no items in it, of an item. */
export function leavesOf(item: vscode.TestItem): readonly vscode.TestItem[] {
  const children = childrenOf(item);
  return children.length === 0 ? [item] : children.flatMap(leavesOf);
}

/** The tests that a file's text has, in its order; neither groups nor what was seen only in a run. */
export function textTestsOf(item: vscode.TestItem): readonly vscode.TestItem[] {
  return childrenOf(item).flatMap((child) => {
    if (meaningOf(child)?.is === 'test') return child.range === undefined ? [] : child;
    return textTestsOf(child);
  });
}

/** The items of tests, in their groups. Their ids hold titles, so that they stay when a test is written above them. */
export class TestTree {
  readonly #controller: Pick<vscode.TestController, 'createTestItem'>;

  constructor(controller: Pick<vscode.TestController, 'createTestItem'>) {
    this.#controller = controller;
  }

  /** Puts what the text has into the item of its file. */
  fill(file: vscode.TestItem, tests: readonly ListedTest[]): void {
    for (const test of tests) this.#add(file, test);
  }

  /** A test that no text has: in the groups that its name tells, as far as they are known. */
  madeAtRunTime(file: vscode.TestItem, name: string): vscode.TestItem {
    let into = file;
    let rest = name;
    for (;;) {
      const around = childrenOf(into)
        .filter(({ label }) => rest.startsWith(`${label} > `))
        .toSorted((a, b) => b.label.length - a.label.length)[0];
      const [title = rest, ...others] = rest.split(' > ');
      if (around === undefined && others.length === 0) return this.caseOf(into, name, rest);
      into = around ?? this.#made(into, title, 'group', prefixed(into, title));
      rest = rest.slice(into.label.length + 3);
    }
  }

  /** One case of a test, such as a row of a table. */
  caseOf(test: vscode.TestItem, name: string, label = lastOf(test, name)): vscode.TestItem {
    return this.#made(test, label, 'test', name);
  }

  #made(into: vscode.TestItem, label: string, is: Meaning['is'], name: string): vscode.TestItem {
    const id = `${is} ${label}`;
    const known = into.children.get(id);
    if (known !== undefined) return known;
    const item = this.#controller.createTestItem(id, label, into.uri);
    meanings.set(item, { is, name });
    into.children.add(item);
    return item;
  }

  #add(into: vscode.TestItem, { name: title, line, tests, pattern }: ListedTest): void {
    const is = tests === undefined ? 'test' : 'group';
    let id = `${is} ${title}`;
    for (let more = 2; into.children.get(id) !== undefined; more += 1) id = `${is} ${title} #${more}`;
    const item = this.#controller.createTestItem(id, title, into.uri);
    item.range = new vscode.Range(line - 1, 0, line - 1, 0);
    meanings.set(item, {
      is,
      name: prefixed(into, title),
      ...(pattern === undefined ? {} : { pattern: new RegExp(pattern, 's') }),
    });
    into.children.add(item);
    for (const test of tests ?? []) this.#add(item, test);
  }
}

function prefixed(around: vscode.TestItem, title: string): string {
  const meaning = meaningOf(around);
  return meaning === undefined ? title : `${meaning.name} > ${title}`;
}

/** A name without the groups that are seen above it. */
function lastOf(test: vscode.TestItem, name: string): string {
  const around = test.parent === undefined ? undefined : meaningOf(test.parent)?.name;
  return around !== undefined && name.startsWith(`${around} > `) ? name.slice(around.length + 3) : name;
}
