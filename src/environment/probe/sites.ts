import { isTagged, type WireValue } from './wire-value.ts';

/** The way to a part of a value: indices into what each tag holds. */
export type Path = readonly number[];

const MOST_DEPTH = 3;
/** Of a list only its ends are changed: what the middle shows, they show. */
const MOST_PARTS = 4;

/** All parts of a value that can be changed on their own, itself first. */
export function partsOf(
  value: WireValue,
  depth = 0,
): readonly { readonly path: Path; readonly value: WireValue }[] {
  const own = { path: [] as Path, value };
  if (depth >= MOST_DEPTH || !isTagged(value)) return [own];
  const parts = inner(value);
  const chosen = parts.length <= MOST_PARTS ? [...parts.keys()] : [0, 1, parts.length - 2, parts.length - 1];
  const keyed = value.t === 'object' || value.t === 'instance' ? [...parts.keys()].slice(0, 8) : chosen;
  return [
    own,
    ...keyed.flatMap((index) =>
      partsOf(parts[index] ?? null, depth + 1).map((part) => ({ ...part, path: [index, ...part.path] })),
    ),
  ];
}

function inner(value: WireValue): readonly WireValue[] {
  if (!isTagged(value)) return [];
  switch (value.t) {
    case 'array':
    case 'tuple':
    case 'set':
      return value.v;
    case 'object':
    case 'instance':
      return value.v.map(([, item]) => item);
    case 'map':
      return value.v.map(([, item]) => item);
    default:
      return [];
  }
}

/** The value with another in the place of one of its parts. */
export function withPart(value: WireValue, path: Path, part: WireValue): WireValue {
  const [index, ...rest] = path;
  if (index === undefined) return part;
  if (!isTagged(value)) return value;
  const at = (item: WireValue, position: number): WireValue =>
    position === index ? withPart(item, rest, part) : item;
  switch (value.t) {
    case 'array':
    case 'tuple':
    case 'set':
      return { t: value.t, v: value.v.map(at) };
    case 'object':
      return { ...value, v: value.v.map(([key, item], position) => [key, at(item, position)] as const) };
    case 'instance':
      return { ...value, v: value.v.map(([key, item], position) => [key, at(item, position)] as const) };
    case 'map':
      return { ...value, v: value.v.map(([key, item], position) => [key, at(item, position)] as const) };
    default:
      return value;
  }
}

/** Where a part lies, so that parts of different calls can be compared: the index within a list does not count. */
export function placeOf(value: WireValue, path: Path): string {
  const [index, ...rest] = path;
  if (index === undefined || !isTagged(value)) return '';
  const parts = inner(value);
  const key = value.t === 'object' || value.t === 'instance' ? (value.v[index]?.[0] ?? '') : '[]';
  return `.${key}${placeOf(parts[index] ?? null, rest)}`;
}
