import { bare, statementsOf } from '../reading.ts';
import { type Shape, walk } from '../shape.ts';

/** Functions of a tree by `owner.name`; of two with one name the first. */
export function functionsOf(root: Shape): ReadonlyMap<string, Shape> {
  const found = new Map<string, Shape>();
  const visit = (shape: Shape, owner: string): void => {
    let inner = owner;
    if (shape.kind === 'class') inner = `${owner}${shape.in('name')?.text ?? ''}.`;
    if (shape.kind === 'function') {
      const name = shape.in('name')?.text ?? boundName(shape);
      if (name !== undefined) {
        const kind = shape.children.find((child) => child.text === 'get' || child.text === 'set')?.text ?? '';
        const key = `${owner}${kind}${name}`;
        if (!found.has(key)) found.set(key, shape);
        inner = `${owner}${name}.`;
      }
    }
    for (const child of shape.children) visit(child, inner);
  };
  visit(root, '');
  return found;
}

/** The name of what a function expression is bound to. */
function boundName(fn: Shape): string | undefined {
  const holder = fn.parent?.kind === 'parens' ? fn.parent.parent : fn.parent;
  if (holder === undefined) return undefined;
  if (holder.kind === 'assign' || holder.kind === 'pair')
    return holder.in('name', 'left', 'key', 'property')?.text;
  return undefined;
}

/** The value a body always gives, when it does nothing else: `undefined` for one that does nothing at all. */
export function soleValue(fn: Shape): { readonly value: Shape | undefined } | undefined {
  const body = fn.in('body');
  if (body === undefined) return undefined;
  if (body.kind !== 'block') return { value: bare(body) };
  const statements = statementsOf(body).filter(
    (part) => part.type !== 'pass_statement' && part.text !== '...',
  );
  if (statements.length === 0) return { value: undefined };
  const [first] = statements;
  return statements.length === 1 && first?.kind === 'return' ? { value: bare(first.parts[0]) } : undefined;
}

/** A body that was never written: nothing, or an error that says so. */
export function isStub(fn: Shape): boolean {
  const statements = statementsOf(fn.in('body')).filter(
    (part) => part.type !== 'pass_statement' && part.text !== '...',
  );
  if (statements.length === 0) return true;
  return (
    statements.length === 1 &&
    statements[0]?.kind === 'throw' &&
    /not\s?_?implemented|todo|unsupported|abstract|subclass/i.test(statements[0].text)
  );
}

/** How much a body does, in calls, conditions, loops and operators. */
export function effort(fn: Shape): number {
  let count = 0;
  const body = fn.in('body');
  if (body === undefined) return 0;
  for (const shape of walk(body)) {
    if (/^(?:call|if|loop|switch|throw|binary|ternary|index|try|assign|member)$/.test(shape.kind)) count += 1;
  }
  return count;
}
