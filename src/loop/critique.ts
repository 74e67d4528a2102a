import { ends } from './rungs.ts';
import type { Critique, Observation, Step } from './types.ts';

/** Says where a candidate fails, by which evidence, and what to change; undefined when nothing failed. */
export function critique(step: Step): Critique | undefined {
  const { candidate, observation } = step;
  const failed = observation.rungs.find(({ rung, status }) => rung !== 'lint' && ends(status));
  if (failed === undefined && (observation.heldOut?.failed ?? 0) > 0) {
    // Which ones is not told: then they would not be held out any more.
    const evidence = 'tests that were kept back fail though all others pass';
    return { candidate: candidate.id, type: 'edge', evidence, advice: 'solve the general case' };
  }
  if (failed === undefined) return undefined;
  const base = { candidate: candidate.id, evidence: evidenceOf(observation, failed.detail) };
  if (failed.rung === 'apply' || failed.rung === 'parse') {
    return { ...base, type: 'format', advice: 'write an edit that applies and parses' };
  }
  if (failed.rung === 'integrity') {
    return {
      ...base,
      type: 'knowledge',
      evidence: failed.detail,
      advice: 'mend the code, not what checks it',
    };
  }
  const diagnostic = observation.newDiagnostics[0];
  if (failed.rung === 'types' && diagnostic !== undefined) {
    const place = { path: diagnostic.path, line: diagnostic.line };
    return { ...base, type: 'api', place, advice: 'use the names and types that exist' };
  }
  if (failed.status === 'timed-out') return { ...base, type: 'edge', advice: 'make every loop end' };
  if (observation.broken.length > 0) {
    return { ...base, type: 'regression', advice: `keep ${observation.broken[0]} passing` };
  }
  const place = observation.tests.find((test) => test.status === 'failed')?.frames[0];
  return {
    ...base,
    type: 'logic',
    ...(place === undefined ? {} : { place }),
    advice: 'change what computes the wrong value',
  };
}

function evidenceOf(observation: Observation, detail: string): string {
  const diagnostic = observation.newDiagnostics[0];
  if (diagnostic !== undefined) return `${diagnostic.code}: ${diagnostic.message}`;
  const test = observation.tests.find((t) => t.status === 'failed');
  return test?.message?.split('\n', 1)[0] ?? detail;
}
