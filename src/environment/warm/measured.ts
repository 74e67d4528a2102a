import type { Coverage } from '../coverage.ts';
import type { Instrumentation } from './instrument.ts';
import type { FromWorker, Reached } from './protocol.ts';

/** What one test file gave when all its tests ran. */
export type FileRan = Extract<FromWorker, { type: 'file-ran' }>;

/** A file with where its probes are, in the order of their numbers. */
export type Measured = readonly (readonly [path: string, Instrumentation])[];

/** What the probes told, by test and by test file. */
export function coverageOf(measured: Measured, files: ReadonlyMap<string, FileRan>): Coverage {
  const reached = (all: Reached): ReadonlyMap<string, readonly number[]> => new Map(all);
  return {
    statements: new Map(measured.map(([path, { statements }]) => [path, statements])),
    tests: new Map(
      [...files.values()].flatMap(({ results }) =>
        results.map(({ id, reached: all }) => [id, reached(all ?? [])] as const),
      ),
    ),
    load: new Map([...files].map(([file, { load }]) => [file, reached(load)])),
    loaded: new Map([...files].map(([file, { loaded }]) => [file, loaded])),
  };
}
