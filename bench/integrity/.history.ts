import { execFileSync } from 'node:child_process';
import { testSyntax } from '../../test/support/syntax.ts';
import { IntegrityGuard } from '../../src/environment/integrity/guard.ts';
const git = (...a: string[]) => execFileSync('git', a, { encoding: 'utf8', maxBuffer: 1e8 });
let n = 0, acc = 0;
for (const c of git('log', '--format=%h', '--no-merges').trim().split('\n')) {
  let parent; try { parent = git('rev-parse', `${c}^`).trim(); } catch { continue; }
  const files = git('diff', '--name-status', '--no-renames', parent, c).trim().split('\n').map(l => l.split('\t')).filter(([s, p]) => /^(src|scripts|samples)\/.*\.(ts|py|js|mjs)$/.test(p ?? '') && !/test/.test(p!));
  const tests = git('ls-tree', '-r', '--name-only', c).split('\n').filter(p => /\.test\.ts$/.test(p));
  const g = new IntegrityGuard({ syntax: testSyntax(), testFiles: tests, testText: p => { try { return git('show', `${c}:${p}`) } catch { return undefined } }, failing: [], allowsTests: false });
  for (const [s, p] of files) {
    if (s !== 'M') continue;
    const change = { path: p!, before: git('show', `${parent}:${p}`), after: git('show', `${c}:${p}`) };
    const t = performance.now();
    const f = await g.inspect([change]); n++;
    const ms = performance.now() - t;
    const ch = f.filter(x => x.verdict === 'cheat');
    if (ch.length) { acc++; console.log(c, p, ms.toFixed(0)); for (const x of ch) console.log('   ', x.detector, x.line, x.evidence); }
  }
}
console.log(n, acc);
