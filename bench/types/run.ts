// Prints what the types of one candidate cost: cold compilers, and warm ones that are told of one changed file.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { median } from '../isolation/median.ts';
import { openContenders } from './contenders.ts';
import { generateProject } from './generate.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    /** A folder with a project to measure besides; `zod` asks the registry for that package's sources. */
    project: { type: 'string', multiple: true, default: ['zod'] },
    file: { type: 'string', multiple: true, default: ['src/v4/core/parse.ts', 'src/v4/core/util.ts'] },
  },
});
const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'types-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const small = join(folder, 'small');
const projects: { name: string; origin: string; files: readonly string[] }[] = [
  { name: 'small', origin: small, files: generateProject(small, 20) },
];
for (const given of values.project) {
  const origin = given === 'zod' ? packedZod() : resolve(given);
  if (origin !== undefined) projects.push({ name: given, origin, files: values.file });
  else console.log('\nThe registry does not answer: the sources of zod are not measured.');
}

const all: Record<string, unknown> = {};
for (const { name, origin, files } of projects) {
  const lease = takeLease();
  const snapshot = await Snapshot.take(origin, [], lease, new AbortController().signal);
  const contenders = await openContenders(root, snapshot, lease.folder);
  const times = new Map(contenders.map((contender) => [contender.name, [] as number[]]));
  // What is cold runs less often: it takes most of the time.
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const file of files) {
      for (const { name: who, isCold, check } of contenders) {
        if (isCold && (file !== files[0] || round > 3)) continue;
        const text = `${snapshot.read(file)}\nconst bench${round}: number = ${round % 2 ? round : '"ill"'}; void bench${round};\n`;
        const began = performance.now();
        const errors = await check(file, text);
        const milliseconds = performance.now() - began;
        // The first round warms up, and says that everyone sees the error that is there.
        if (round > 0) times.get(who)?.push(milliseconds);
        else if (errors === 0) console.log(`  ${who} did not see the error in ${file}`);
      }
    }
  }
  const cold = median(times.get('TypeScript 6, cold (tsc)') ?? []);
  console.log(`\n${name}: ${snapshot.list().length} files; ${files.length} of them changed (medians)`);
  const rows = contenders.map(({ name: who, megabytes }) => {
    const milliseconds = median(times.get(who) ?? []);
    const memory = megabytes?.() ?? 0;
    console.log(
      `  ${who.padEnd(52)} ${milliseconds.toFixed(1).padStart(9)} ms   × ${(cold / milliseconds).toFixed(0).padStart(5)}${memory > 0 ? `   ${memory.toFixed(0)} MB` : ''}`,
    );
    return { who, milliseconds, ratio: cold / milliseconds, megabytes: memory };
  });
  all[name] = rows;
  for (const { close } of contenders) close?.();
  lease.release();
}
if (values.json) console.log(JSON.stringify(all));

/** The sources of a large published package, or undefined where the registry does not answer. */
function packedZod(): string | undefined {
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  if (spawnSync('npm', ['pack', 'zod@4.1.12', '--silent'], { cwd: packed, timeout: 60_000 }).status !== 0)
    return undefined;
  const [archive] = readdirSync(packed);
  if (archive === undefined) return undefined;
  execFileSync('tar', ['-xzf', archive], { cwd: packed });
  const origin = join(folder, 'zod');
  mkdirSync(join(origin, 'node_modules'), { recursive: true });
  cpSync(join(packed, 'package/src'), join(origin, 'src'), {
    recursive: true,
    filter: (path) => !path.includes('/tests'),
  });
  cpSync(join(packed, 'package/package.json'), join(origin, 'package.json'));
  symlinkSync(join(root, 'node_modules/@types'), join(origin, 'node_modules/@types'));
  writeFileSync(
    join(origin, 'tsconfig.json'),
    '{"compilerOptions":{"target":"es2022","module":"nodenext","strict":true,"noEmit":true,"skipLibCheck":true,"allowImportingTsExtensions":true,"customConditions":["@zod/source"],"types":["node"]},"include":["src"]}',
  );
  return origin;
}
