import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a strict project of some modules of about 80 lines, each importing the one before; returns two to change. */
export function generateProject(folder: string, modules: number): readonly string[] {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "types": [] }, "include": ["src"] }',
  );
  for (let n = 0; n < modules; n += 1) {
    const parts = Array.from(
      { length: 10 },
      (_, part) => `export interface Part${part} { id: string; count: number; next?: Part${part} }
export function fold${part}(parts: readonly Part${part}[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id, count, next } of parts)
    counts[id] = (counts[id] ?? 0) + count + (next === undefined ? 0 : Object.values(fold${part}([next])).length);
  return counts;
}`,
    );
    const before =
      n === 0
        ? ''
        : `import { fold0 as earlier } from './module${n - 1}.js';\nexport const seen = earlier([]);\n`;
    writeFileSync(join(folder, 'src', `module${n}.ts`), `${before}${parts.join('\n')}\n`);
  }
  return ['src/module0.ts', `src/module${Math.floor(modules / 2)}.ts`];
}
