import type { Behavior } from './types.ts';

/** The place at the end of an edit's title, which a lesson repeats; folders of routes have names in parentheses. */
const PLACE = /\(((?:[^()]|\([^()]*\))+):\d+\)/g;

/** The files that a behavior was learned from: its words may quote them. Being measured anew takes its citations. */
export function quotedBy({ instruction, citations = [] }: Behavior): readonly string[] {
  const named = [...instruction.matchAll(PLACE)].map(([, path = '']) => path);
  return [...new Set([...citations.map(({ path }) => path), ...named])];
}
