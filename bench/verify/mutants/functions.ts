import ts from 'typescript';
import type { Place } from '../engine-protocol.ts';

/** The functions of a file that have a body of more than a few lines, in the order of the file. */
export function functionsOf(path: string, text: string): readonly Place[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const places: Place[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && isLong(node, file)) {
      const symbol = node.name === undefined ? '' : node.name.getText(file);
      places.push({ path, start: node.getStart(file), end: node.getEnd(), symbol });
      // What is inside of it belongs to it.
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return places;
}

const FEWEST_LINES = 6;

function isLong(node: ts.Node, file: ts.SourceFile): boolean {
  return node.getText(file).split('\n').length >= FEWEST_LINES;
}
