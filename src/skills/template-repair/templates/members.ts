import { kinsOf } from '../kin.ts';
import { callOf, memberOf } from '../shapes.ts';
import { swap, type Template, textOf } from '../source-module.ts';
import { above } from '../tree.ts';

const MOST_MEMBERS = 12;

/** Another member of the type that declares this one, in whichever file: `total` for `subtotal`, `peek` for `pop`. */
export const declaredMember: Template = function* (node, module) {
  const member = memberOf(node, module);
  if (member === undefined) return;
  const own = textOf(module, member.property);
  const object = textOf(module, member.object);
  const isCalled =
    node.field === 'function' && node.parent !== undefined && callOf(node.parent, module) !== undefined;
  const count = isCalled && node.parent !== undefined ? (callOf(node.parent, module)?.args.length ?? 0) : 0;
  const isOwn = /^(this|self|cls)$/.test(object);
  const owner = isOwn ? above(node, module.language.classes) : undefined;
  const found = new Map<string, number>();
  for (const kin of kinsOf(module)) {
    const same = kin.members.get(own);
    if (same === undefined || (owner !== undefined && kin.node !== owner)) continue;
    const near = kin.isHere ? 1 : 0.8;
    for (const [name, other] of kin.members) {
      if (name === own || other.isMethod !== same.isMethod) continue;
      if (/^(__\w+__|constructor)$/.test(name)) continue;
      if (isCalled && other.isMethod && !(other.least <= count && count <= other.most)) continue;
      if (same.type !== '' && other.type !== '' && same.type !== other.type) continue;
      const alike = same.type !== '' && same.type === other.type ? 1 : 0.6;
      found.set(name, Math.max(found.get(name) ?? 0, near * alike));
    }
  }
  const options = [...found].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_MEMBERS);
  for (const [name, natural] of options) yield swap(module, member.property, name, natural);
};
