import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A generated repository of TypeScript and Python packages: path to text. */
export type Generated = Map<string, string>;

const NOUNS =
  'cart order price invoice customer account payment ledger stock item shipment route address session token report query index cache buffer parser schema record event queue worker task policy rule filter metric alert user group role quota plan budget margin discount coupon voucher refund tax rate currency country region zone node edge graph tree path file folder'.split(
    ' ',
  );
const VERBS =
  'load save parse render merge split apply check find count sum open close read write send fetch build resolve compare sort group filter map update remove insert validate convert format encode decode schedule cancel retry'.split(
    ' ',
  );
const FILES_PER_PACKAGE = 25;
const TYPESCRIPT_SHARE = 0.6;

interface Module {
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  readonly exports: readonly string[];
  readonly type: string;
}

/** Realistic in what the map costs: sizes (log-normal, median 3 kB, mean about 5 kB), imports, calls, comments, tests. */
export function generateRepository(count: number, seed: number): Generated {
  const random = xoroshiro128plus(seed);
  const int = (from: number, to: number): number => uniformInt(random, from, to);
  const pick = <T>(list: readonly T[]): T => list[int(0, list.length - 1)] as T;
  const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const files: Generated = new Map();
  const known: Record<'ts' | 'py', Module[]> = { ts: [], py: [] };
  /** Normal by the sum of uniforms. */
  const normal = (): number =>
    Array.from({ length: 12 }, () => int(0, 1000) / 1000).reduce((a, b) => a + b, -6);
  for (let n = 0; files.size < count; n += 1) {
    const kind = n % FILES_PER_PACKAGE < FILES_PER_PACKAGE * TYPESCRIPT_SHARE ? 'ts' : 'py';
    const subject = `${pick(NOUNS)}`;
    const folder = `packages/p${Math.floor(n / FILES_PER_PACKAGE)}/${kind === 'ts' ? 'src' : 'lib'}`;
    const name = `${subject}_${n}`;
    const size = Math.min(40_000, Math.round(3000 * Math.exp(normal())));
    const imports = Array.from({ length: Math.min(known[kind].length, int(1, 8)) }, () =>
      // Mostly from what lies near.
      int(0, 3) === 0 ? pick(known[kind]) : pick(known[kind].slice(-FILES_PER_PACKAGE)),
    );
    const functions = Math.max(1, Math.round(size / 420));
    const exports = Array.from({ length: functions }, (_, i) => {
      const words = [
        pick(VERBS),
        title(subject),
        title(pick(NOUNS)),
        String(n % 97),
        'abcdefghij'.charAt(i % 10),
      ];
      return kind === 'ts' ? words.join('') : words.join('_').toLowerCase();
    });
    const module: Module = {
      path: `${folder}/${name}.${kind}`,
      folder,
      name,
      exports: [...new Set(exports)],
      type: `${title(subject)}${n}`,
    };
    const write = kind === 'ts' ? typescript : python;
    files.set(module.path, write(module, [...new Set(imports)], { int, pick }));
    known[kind].push(module);
    if (n % 4 === 0 && files.size < count) {
      const path = kind === 'ts' ? `${folder}/${name}.test.ts` : `${folder}/test_${name}.py`;
      files.set(path, kind === 'ts' ? typescriptTest(module) : pythonTest(module));
    }
  }
  return files;
}

interface Chance {
  readonly int: (from: number, to: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
}

function typescript(
  { folder, name, exports, type }: Module,
  imports: readonly Module[],
  { int, pick }: Chance,
): string {
  const up = folder
    .split('/')
    .map(() => '..')
    .join('/');
  const lines = imports.map(
    (m) => `import { ${m.exports.slice(0, 3).join(', ')}, type ${m.type} } from '${up}/${m.path}';`,
  );
  lines.push(
    '',
    `/** What is known of one ${name}. */`,
    `export interface ${type} {`,
    '  readonly id: string;',
    '  readonly total: number;',
    '}',
    '',
  );
  for (const f of exports) {
    const from = imports.length === 0 ? undefined : pick(imports);
    const called = from === undefined ? 'Number' : pick(from.exports.slice(0, 3));
    lines.push(
      `/** Goes through the ${pick(NOUNS)} entries and says what the ${pick(NOUNS)} comes to. */`,
      `export function ${f}(input: readonly ${type}[], limit = ${int(1, 900)}): number {`,
      `  const known = new Map<string, ${type}>();`,
      '  for (const entry of input) {',
      `    if (entry.total > limit && !known.has(entry.id)) known.set(entry.id, entry);`,
      '  }',
      `  const ${pick(NOUNS)}Value = [...known.values()].map((entry) => entry.total).reduce((a, b) => a + b, 0);`,
      `  return Number(${called}([] as never)) + known.size;`,
      '}',
      '',
    );
  }
  return lines.join('\n');
}

function python({ name, exports, type }: Module, imports: readonly Module[], { int, pick }: Chance): string {
  const lines = [`"""What is known of one ${name}."""`];
  for (const m of imports)
    lines.push(`from ${m.folder.replaceAll('/', '.')}.${m.name} import ${m.exports.slice(0, 3).join(', ')}`);
  lines.push(
    '',
    '',
    `class ${type}:`,
    '    def __init__(self, id, total):',
    '        self.id = id',
    '        self.total = total',
    '',
    '',
  );
  for (const f of exports) {
    const from = imports.length === 0 ? undefined : pick(imports);
    const called = from === undefined ? 'len' : pick(from.exports.slice(0, 3));
    lines.push(
      `def ${f}(entries, limit=${int(1, 900)}):`,
      `    """Goes through the ${pick(NOUNS)} entries and says what the ${pick(NOUNS)} comes to."""`,
      '    known = {}',
      '    for entry in entries:',
      '        # The first one of an id wins.',
      '        if entry.total > limit and entry.id not in known:',
      '            known[entry.id] = entry',
      `    ${pick(NOUNS)}_value = sum(entry.total for entry in known.values())`,
      `    return ${called}([]) + len(known)`,
      '',
      '',
    );
  }
  return lines.join('\n');
}

function typescriptTest({ name, exports }: Module): string {
  const cases = exports.map(
    (f) => `  it('counts in ${f}', () => {\n    expect(${f}([{ id: 'a', total: 1000 }])).toBe(1);\n  });`,
  );
  return `import { ${exports.join(', ')} } from './${name}.ts';\n\ndescribe('${name}', () => {\n${cases.join('\n')}\n});\n`;
}

function pythonTest({ folder, name, exports }: Module): string {
  const cases = exports.map((f) => `def test_${f}():\n    assert ${f}([]) == 0\n\n`);
  return `from ${folder.replaceAll('/', '.')}.${name} import ${exports.join(', ')}\n\n\n${cases.join('\n')}`;
}
