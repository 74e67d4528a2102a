import type { Situation } from '../../loop/ports.ts';
import { wantedText } from '../../loop/wanted.ts';
import type { MapQuery } from '../map/rank.ts';

const MESSAGE = 300;
const FRAME = 0.6;
const DIAGNOSTIC = 0.9;
const SUSPECT = 0.8;

/** What the map is asked for one task: the words of what is asked and of what fails, and the places that are known. */
export function queryOf({ task, survey, target, suspects }: Situation): MapQuery {
  const failing = (survey.tests?.results ?? []).filter((test) => target.tests.includes(test.id));
  const diagnostics = survey.diagnostics.filter((found) => target.diagnostics.includes(found.key));
  const { focus } = task;
  const top = Math.max(1e-9, ...suspects.map(({ score }) => score));
  return {
    text: [
      wantedText(task),
      ...failing.slice(0, 10).flatMap((test) => [test.name, (test.message ?? '').slice(0, MESSAGE)]),
      ...diagnostics.slice(0, 10).map((found) => found.message.slice(0, MESSAGE)),
    ].join('\n'),
    places: [
      ...('path' in focus && focus.path !== undefined
        ? [{ path: focus.path, weight: 1, why: 'the request is about it' }]
        : []),
      ...failing.map((test) => ({ path: test.file, weight: 1, why: 'a failing test' })),
      ...target.files.map((path) => ({ path, weight: 1, why: 'a failing test' })),
      ...diagnostics.map(({ path }) => ({ path, weight: DIAGNOSTIC, why: 'a compile error' })),
      ...suspects.map(({ path, score }) => ({
        path,
        weight: (SUSPECT * score) / top,
        why: 'may hold the fault',
      })),
      ...failing.flatMap((test) =>
        test.frames.map(({ path }) => ({ path, weight: FRAME, why: 'on the stack of a failure' })),
      ),
    ],
  };
}
