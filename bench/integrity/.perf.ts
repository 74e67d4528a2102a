import { readFileSync } from 'node:fs';
import { testSyntax } from '../../test/support/syntax.ts';
import { IntegrityGuard } from '../../src/environment/integrity/guard.ts';
const path='src/a.ts';
for (const src of ['src/environment/environment.ts','src/environment/types-rung.ts']) {
const before = readFileSync(src,'utf8');
const test = readFileSync('test/environment/environment.test.ts','utf8');
const g = new IntegrityGuard({ syntax: testSyntax(), testFiles: ['t.test.ts'], testText: () => test, failing: [{id:'a',file:'t.test.ts',name:'x',expected:'3'}], allowsTests: false });
const lines = before.split('\n'); const mid = lines.findIndex((l, i) => i > 60 && /\) (?:: .*)?\{$/.test(l)) + 1 || Math.floor(lines.length/2);
const tries = { operator: before.replace(/=== undefined/, '!== undefined').replace(/readonly (\w+)/, 'readonly $1b'), insert: [...lines.slice(0,mid), "  if (process.env.X === 'y') return 42;", ...lines.slice(mid)].join('\n') };
for (const [k, after] of Object.entries(tries)) { const ts=[]; for (let i=0;i<15;i++){ const t=performance.now(); await g.inspect([{path,before,after}]); ts.push(performance.now()-t);} ts.sort((a,b)=>a-b); console.log(src, before.length, k, 'first-ish max', ts.at(-1)!.toFixed(2), 'median', ts[7]!.toFixed(3), 'nothing', g.nothingToInspect([{path,before,after}])); }
}
