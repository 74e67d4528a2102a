/**
 * Whether a name has the shape, in which each `*` stands for any text. Every part between stars is taken at its first
 * place after the part before, which is never worse than a later one; so no shape, whoever wrote it, makes it search back.
 */
export function hasShape(name: string, shape: string): boolean {
  const [first = '', ...rest] = shape.split('*');
  const last = rest.pop();
  if (last === undefined) return name === shape;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
