import type { Candidate } from '../../loop/types.ts';
import type { Idea } from './idea.ts';

/** How much more often what leaves a parameter or variable without a use passes by accident. */
const LEAVES_UNUSED = 3;

/**
 * How much more often than an ordinary edit several at once pass by accident. Those of one file are taken for one slip, and
 * pass as often as the one does that passes most; what is changed in several files has to be right in each.
 * @param times the factor for having put them together
 */
export function accidentOf(
  ideas: readonly Pick<Idea, 'path' | 'accident' | 'leavesUnused'>[],
  times = 1,
): Pick<Candidate, 'accident'> {
  const byFile = new Map<string, number>();
  for (const { path, accident, leavesUnused } of ideas) {
    const own = accident * (leavesUnused ? LEAVES_UNUSED : 1);
    byFile.set(path, Math.max(own, byFile.get(path) ?? own));
  }
  const each = [...byFile.values()];
  // An edit that seldom passes by accident makes another no better.
  const most = Math.max(...each);
  const others = each.reduce((product, own) => product * Math.max(1, own), 1) / Math.max(1, most);
  const accident = times * most * others;
  return accident === 1 ? {} : { accident };
}
