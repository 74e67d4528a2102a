import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';

/** Runs what `load` declares; the runner outside reads mocha's words and counts from the two files. */
export async function runMocha(load: () => void): Promise<void> {
  const {
    CREDENCE_HOST_LOG: log = '',
    CREDENCE_HOST_STATS: stats = '',
    CREDENCE_HOST_GREP: grep,
  } = process.env;
  // The console of an extension host leads nowhere.
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(log, `${format(...words)}\n`);
  const mocha = new Mocha({ ui: 'bdd', timeout: 260_000, slow: 5_000, ...(grep ? { grep } : {}) });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'tests', mocha);
  load();
  const runner = await new Promise<Mocha.Runner>((resolve) => {
    const started = mocha.run(() => resolve(started));
  });
  const { passes = 0, failures = 0 } = runner.stats ?? {};
  writeFileSync(stats, JSON.stringify({ passed: passes, failed: failures }));
}
