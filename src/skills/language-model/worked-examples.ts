/** A failure as it looks, and what its cause often is: for the first time that it is met, when no episode knows it. */
interface WorkedExample {
  readonly name: string;
  /** Of the message of a test or the code of an error. */
  readonly looksLike: RegExp;
  readonly example: string;
}

const TABLE: readonly WorkedExample[] = [
  {
    name: 'a value that is not there',
    looksLike:
      /(cannot read propert(y|ies) of (undefined|null)|'NoneType' object|null is not an object|TS2531|TS2532|TS18047|TS18048)/i,
    example:
      '-  return items.find(matches).price;\n+  return items.find(matches)?.price ?? 0;\nA lookup may find nothing; answer that case where the value is taken.',
  },
  {
    name: 'a promise that nobody waited for',
    looksLike: /(Promise \{|\[object Promise\]|coroutine .* was never awaited|Promise<)/i,
    example:
      '-  const user = load(id);\n+  const user = await load(id);\nWait where the value is used, and make the function around it async.',
  },
  {
    name: 'a name that is called and is no function',
    looksLike: /(is not a function|object is not callable|TS2349)/i,
    example:
      '-  return total.sum();\n+  return total.sum;\nLook where the name is made: a value was taken for a function, or the import is of another shape.',
  },
  {
    name: 'a member with another name',
    looksLike: /(has no attribute|does not exist on type|TS2339|TS2551)/i,
    example:
      '-  return cart.itemCount;\n+  return cart.count;\nUse the member that its definition has, rather than adding one.',
  },
  {
    name: 'a key that is missing',
    looksLike: /(KeyError|undefined is not iterable|is not iterable)/i,
    example:
      '-  counts[word] += 1;\n+  counts[word] = (counts[word] ?? 0) + 1;\nThe first time a key is met it has no value yet.',
  },
  {
    name: 'an index beyond the end',
    looksLike: /(IndexError|out of range|Invalid array length)/i,
    example:
      '-  for (let i = 0; i <= list.length; i += 1)\n+  for (let i = 0; i < list.length; i += 1)\nThe last index is one less than the length.',
  },
  {
    name: 'a recursion without an end',
    looksLike: /(Maximum call stack|maximum recursion depth|RecursionError)/i,
    example:
      '-  return depth(node.parent) + 1;\n+  return node.parent ? depth(node.parent) + 1 : 0;\nThe smallest case needs an answer of its own.',
  },
  {
    name: 'an argument of another type',
    looksLike: /(TS2345|TS2322|unsupported operand type|can only concatenate)/i,
    example:
      '-  return add(input.value, 1);\n+  return add(Number(input.value), 1);\nConvert at the border, where the other type comes in.',
  },
];

/** The example whose failure looks like this text; undefined when none does. */
export function workedExample(
  failure: string,
): { readonly name: string; readonly example: string } | undefined {
  return TABLE.find(({ looksLike }) => looksLike.test(failure));
}
