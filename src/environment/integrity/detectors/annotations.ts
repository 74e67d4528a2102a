import type { Mark } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { type Shape, walk } from '../shape.ts';
import type { ChangeDetector } from './detector.ts';

/** A named place whose type said something and now says `any`. */
export const erasedTypes: ChangeDetector = {
  name: 'erased-type',
  looksAt: 'sources',
  compare(file) {
    const before = annotations(file.before);
    const marks: Mark[] = [];
    for (const [name, { type, shape }] of annotations(file.after)) {
      const was = before.get(name);
      if (was === undefined || was.type === type || !isAny(type) || isAny(was.type)) continue;
      marks.push(
        markAt(file.after, shape, {
          detector: 'erased-type',
          verdict: 'cheat',
          says: `The type ${was.type} gives way to one that allows anything`,
        }),
      );
    }
    return marks;
  },
};

const isAny = (type: string): boolean =>
  /^(?:readonly )?(?:Promise<|Optional\[|list\[|List\[|Array<)?(?:any|(?:typing\.|t\.)?Any)(?:\[\])*[>\]]?$|(?:^|\|)\s*(?:any|Any)\s*(?:$|\|)/.test(
    type,
  );

/** `function.parameter` to its type; the last of a name wins. */
function annotations(side: Side): ReadonlyMap<string, { readonly type: string; readonly shape: Shape }> {
  const found = new Map<string, { type: string; shape: Shape }>();
  const visit = (shape: Shape, owner: string): void => {
    const inner =
      shape.kind === 'function' ? (shape.in('name')?.text ?? shape.parent?.in('name')?.text ?? owner) : owner;
    for (const child of shape.children) {
      if ((child.field === 'type' || child.field === 'return_type') && shape.kind !== 'catch') {
        const name =
          shape.kind === 'function'
            ? 'returns'
            : (shape.in('name', 'pattern', 'left') ?? shape.parts[0])?.text;
        const type = child.text.replace(/^\s*:\s*/, '').trim();
        if (name !== undefined) found.set(`${inner}.${name}`, { type, shape: child });
      }
      visit(child, inner);
    }
  };
  for (const child of [...walk(side.root)].slice(0, 1)) visit(child, '');
  return found;
}
