import { readFileSync } from 'node:fs';
import { testSyntax } from '../../test/support/syntax.ts';
import { readChange } from '../../src/environment/integrity/patched-file.ts';
import { CHANGE_DETECTORS, TEXT_DETECTORS } from '../../src/environment/integrity/detectors/index.ts';
import { TestValues } from '../../src/environment/integrity/test-values.ts';
const before = readFileSync('src/environment/types-rung.ts','utf8');
const lines = before.split('\n'); const mid = Math.floor(lines.length/2);
const after = [...lines.slice(0,mid), "  if (process.env.X === 'y') return 42;", ...lines.slice(mid)].join('\n');
const s = testSyntax(); const ctx = { testFiles: ['t.test.ts'], values: new TestValues([readFileSync('test/environment/environment.test.ts','utf8')], []) };
for (let r=0;r<6;r++) { const row: string[]=[];
 let t=performance.now(); await s.withTree('a.ts', before, () => 0); row.push('parse '+(performance.now()-t).toFixed(1));
 t=performance.now(); const f = await readChange(s, {path:'src/a.ts', before, after}, false); row.push('read '+(performance.now()-t).toFixed(1));
 for (const d of TEXT_DETECTORS) { t=performance.now(); d.marks(f!.after, ctx); row.push(d.name+' '+(performance.now()-t).toFixed(2)); }
 for (const d of CHANGE_DETECTORS) { t=performance.now(); d.compare(f!, ctx); row.push(d.name+' '+(performance.now()-t).toFixed(2)); }
 if (r===5) console.log(row.join('\n')); }
import { IntegrityGuard } from '../../src/environment/integrity/guard.ts';
import { hunksOf } from '../../src/environment/integrity/hunks.ts';
const g = new IntegrityGuard({ syntax: s, testFiles: ['t.test.ts'], testText: () => 'x', failing: [], allowsTests: false });
for (let r=0;r<5;r++) { let t=performance.now(); hunksOf(before, after); const a=performance.now()-t; t=performance.now(); g.nothingToInspect([{path:'src/a.ts',before,after}]); const b=performance.now()-t; t=performance.now(); await g.inspect([{path:'src/a.ts',before,after}]); console.log(a.toFixed(2), b.toFixed(2), (performance.now()-t).toFixed(2)); }
const lines2 = before.split('\n'); const mid2 = lines2.findIndex((l, i) => i > 60 && /\) (?:: .*)?\{$/.test(l)) + 1 || Math.floor(lines2.length/2);
const after2 = [...lines2.slice(0,mid2), "  if (process.env.X === 'y') return 42;", ...lines2.slice(mid2)].join('\n');
console.log(mid, mid2);
for (let r=0;r<5;r++) { const t=performance.now(); await g.inspect([{path:'src/a.ts',before,after:after2}]); console.log((performance.now()-t).toFixed(2)); }
