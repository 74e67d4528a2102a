import type { Candidate } from '../../src/loop/types.ts';
import type { RepairTask } from './corpus.ts';
import type { Judgement, PatchJudge } from './judge.ts';
import type { Answer } from './product.ts';
import { type Fault, faultOf } from './reference.ts';
import type { Miss, TaskResult } from './result.ts';
import { readTrace, type Search } from './trace-reading.ts';

/** How many passing candidates are judged in search of the first right one. */
const JUDGED = 12;

/** The verdict on what the product answered, by tests it did not see. */
export async function resultOf(
  task: RepairTask,
  { events, seconds, trouble }: Answer,
  judge: Pick<PatchJudge, 'judge'>,
): Promise<TaskResult> {
  const search = readTrace(events);
  const { offered, passing, tried, forecast } = search;
  const judged: { readonly candidate: Candidate; readonly right: boolean }[] = [];
  const fault = faultOf(task);
  // Beyond the first ones only the patch that is known to be right is worth its time.
  const worth = passing.filter(({ candidate }, at) => at < JUDGED || fault.isReference(candidate));
  for (const { candidate } of worth) {
    const { visible, right } = await judge.judge(candidate.edits);
    // What only the product's own check let pass is no patch that passes the visible tests.
    if (visible) judged.push({ candidate, right });
    if (right) break;
  }
  const first = passing.find(({ candidate }) => candidate === judged[0]?.candidate);
  const firstRight = judged.find(({ right }) => right)?.candidate;
  const offer = offered === undefined ? undefined : await judge.judge(offered.edits);
  const verdict =
    trouble !== undefined ? 'failed' : offer === undefined ? 'declined' : offer.right ? 'solved' : 'wrong';
  const miss =
    task.repairable && verdict !== 'solved' ? missOf(fault, search, verdict, firstRight) : undefined;
  return {
    task,
    verdict,
    note: trouble ?? noteOf(search, offer),
    seconds,
    candidates: tried.length,
    passing: passing.length,
    ...(offer === undefined ? {} : { credence: search.credence }),
    ...(forecast === undefined ? {} : { forecast }),
    ...(first === undefined ? {} : { firstPassingSeconds: first.at }),
    ...(judged[0] === undefined ? {} : { firstPassingRight: judged[0].right }),
    ...(firstRight === undefined ? {} : { rightRank: 1 + tried.indexOf(firstRight) }),
    ...(miss === undefined ? {} : { miss }),
    ...search.paid,
  };
}

function missOf(
  fault: Fault,
  search: Search,
  verdict: 'failed' | 'declined' | 'wrong',
  firstRight: Candidate | undefined,
): Miss {
  if (verdict === 'failed') return 'engine';
  if (firstRight !== undefined)
    return search.contradicted.includes(firstRight.id) ? 'engine' : 'wrong-choice';
  if (search.tried.some((candidate) => fault.isReference(candidate))) return 'engine';
  if (verdict === 'wrong') return 'accident';
  if (search.tried.length === 0) return 'not-attempted';
  if (!search.tried.some((candidate) => fault.touches(candidate))) return 'localisation';
  return /budget of/.test(search.reason) ? 'too-late' : 'no-template';
}

function noteOf({ verdict, reason, offered }: Search, offer: Judgement | undefined): string {
  if (offered === undefined) return `${verdict}: ${reason}`;
  return offer?.fault === undefined ? offered.title : `${offered.title}; ${offer.fault}`;
}
