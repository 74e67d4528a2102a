import type { Sources } from '../../loop/rooms.ts';
import { rangeBetween } from '../../syntax/change.ts';
import { documentationOf } from '../../syntax/documentation.ts';
import type { Node, Syntax } from '../../syntax/syntax.ts';
import { type CallPoint, callPoints, pointsAround } from '../warm/call-points.ts';

/** A function of the snapshot that candidates change, or that is reached by what they change. */
export interface ChangedFunction {
  /** `path#Class.method`. */
  readonly id: string;
  /** By which a text calls it. */
  readonly name: string;
  readonly text: string;
  /** Its own, and that of the class that it belongs to. */
  readonly documentation: string;
}

type Texts = ReadonlyMap<string, string | undefined>;

/** How many parameters the functions of some texts have, by their names; the most where several have one name. */
export async function parametersIn(
  files: readonly string[],
  sources: Sources,
  syntax: Syntax,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const path of files) {
    await syntax.withTree(path, sources.read(path) ?? '', (root) => {
      const visit = (node: Node, holder: Node | undefined): void => {
        const parameters = node.childForFieldName('parameters');
        const name = (node.childForFieldName('name') ?? holder?.childForFieldName('name'))?.text;
        if (parameters !== null && name !== undefined)
          counts.set(name, Math.max(counts.get(name) ?? 0, parameters.namedChildCount));
        for (const child of node.namedChildren) if (child !== null) visit(child, node);
      };
      visit(root, undefined);
    });
  }
  return counts;
}

/** The functions around each changed place; all of a file's where something outside of them changes. */
export async function changedFunctions(
  versions: readonly Texts[],
  sources: Sources,
  syntax: Syntax,
): Promise<readonly ChangedFunction[]> {
  const found = new Map<string, ChangedFunction>();
  for (const path of new Set(versions.flatMap((texts) => [...texts.keys()]))) {
    const before = sources.read(path);
    if (before === undefined) continue;
    const read = await syntax.withTree(path, before, (root) => ({
      points: path.endsWith('.py') ? pythonPoints(root) : callPoints(root, path).points,
      classes: classesIn(root),
    }));
    if (read === undefined) continue;
    const { points, classes } = read;
    const names = new Set<string>();
    for (const texts of versions) {
      if (!texts.has(path)) continue;
      const { start, end } = rangeBetween(before, texts.get(path) ?? '');
      const around = pointsAround(points, start, end);
      for (const name of around.length > 0 ? around : points.map((point) => point.name)) names.add(name);
    }
    for (const { name, start, end } of points) {
      if (!names.has(name)) continue;
      found.set(`${path}#${name}`, {
        id: `${path}#${name}`,
        name: name.slice(name.lastIndexOf('.') + 1),
        text: before.slice(start, end),
        documentation: [
          documentationOf(before, start, end),
          ...classes
            .filter((each) => each.start <= start && end <= each.end)
            .map((each) => documentationOf(before, each.start, each.end)),
        ].join('\n'),
      });
    }
  }
  return [...found.values()];
}

function classesIn(root: Node): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const visit = (node: Node): void => {
    if (/^class/.test(node.type) && node.childForFieldName('body') !== null)
      found.push({ start: node.startIndex, end: node.endIndex });
    for (const child of node.namedChildren) if (child !== null) visit(child);
  };
  visit(root);
  return found;
}

function pythonPoints(root: Node): readonly CallPoint[] {
  const points: CallPoint[] = [];
  const visit = (node: Node, scope: string): void => {
    const isFunction = node.type === 'function_definition';
    const own =
      isFunction || node.type === 'class_definition' ? node.childForFieldName('name')?.text : undefined;
    const inner = own === undefined ? scope : scope === '' ? own : `${scope}.${own}`;
    if (isFunction && own !== undefined)
      points.push({ name: inner, start: node.startIndex, end: node.endIndex });
    for (const child of node.namedChildren) if (child !== null) visit(child, inner);
  };
  visit(root, '');
  return points;
}
