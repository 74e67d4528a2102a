import type { Proposal } from '../../loop/ports.ts';
import type { Compiled } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';
import { attemptsText, editText } from './evidence.ts';
import type { Method, ModelParts } from './method.ts';
import { counted, failedDrafts } from './past.ts';
import { always } from './prompt.ts';
import type { Heard, Sitting } from './sitting.ts';
import { textsAfter } from './texts.ts';

const PLAN = `Plan first. In at most six lines say which declarations change, what each takes and returns, and why, with their paths. Then, as edits, write only the new or changed signatures: each declaration with its final types and a body that does nothing but throw an error. When no signature changes, write no edit.`;
const BODIES = `Your plan stands. Write all its edits now, bodies included, against the files as shown: the signatures are not in them yet.`;

/** Complaints that a body which only throws is bound to cause. */
const OF_STUBS = /^(?:TS(?:6133|6138|6192|6196|6198|7027|2355|80\d{3})|empty-body)$/;
/** What the language service reads. */
const TYPED = /\.[cm]?tsx?$/;
const LONGEST_PLAN = 1600;

interface Plan {
  readonly text: string;
  readonly edits: Candidate['edits'];
  /** By whom the signatures were checked, for the trace. */
  readonly checked: string;
}

/** First the plan and the signatures, which the compiler checks; then the bodies (Jiang et al., 2024, self-planning). */
export const planFirst: Method = {
  name: 'plan-first',
  summary:
    'Asks the language model for a plan and signatures, has the compiler check them, then asks for the bodies.',
  cost: { seconds: 16, tokens: 7000 },
  suits: (situation, { model }) => {
    const files = new Set(situation.suspects.slice(0, 8).map(({ path }) => path)).size;
    const failed = failedDrafts(situation).length;
    if (situation.target.kind === 'open-request')
      return { fit: 0.9, why: `${model.name} is to write something new: signatures come before bodies` };
    if (failed > 0) return { fit: 0.8, why: `${counted(failed, 'edit')} without a plan failed` };
    return files > 1
      ? { fit: 0.5, why: `the fault may lie in ${files} files, so that a plan may pay` }
      : { fit: 0.2, why: 'one file is suspected; a plan is seldom needed' };
  },
  begin: (parts) => {
    let refusal = '';
    return async (sitting) => {
      const proposal = await propose(sitting, parts, refusal);
      refusal = proposal.kind === 'rejected' ? proposal.reason : '';
      return proposal;
    };
  },
};

async function propose(sitting: Sitting, parts: ModelParts, refusal: string): Promise<Proposal> {
  const attempts = always(
    ...(['attempts', 'Tried before, and what happened'] as const),
    ...([attemptsText(sitting.situation, parts.context.sources, undefined), 0.12, true] as const),
  );
  let complaint = refusal;
  let plan: Plan | undefined;
  // The compiler's complaint is worth one more try; then another skill may be worth more.
  for (let round = 0; round < 2 && plan === undefined; round += 1) {
    const heard = await sitting.ask({
      ...{ rules: PLAN, temperature: round === 0 && refusal === '' ? 0.2 : 0.6, nth: round },
      parts: [attempts, always('refusal', 'Your last plan could not be used', complaint, 0.08, true)],
    });
    if (heard.kind === 'ended') return heard.proposal;
    const read = await readPlan(heard, sitting, parts);
    if ('problem' in read) complaint = read.problem;
    else plan = read;
  }
  if (plan === undefined) return sitting.end('rejected', complaint);
  const signatures = plan.edits.map((edit) => editText(edit, parts.context.sources)).join('\n');
  const heard = await sitting.ask({
    ...{ rules: BODIES, temperature: 0.2 },
    parts: [
      always('plan', 'Your plan', plan.text, 0.12, true),
      always('plan', `Its signatures (${plan.checked})`, signatures, 0.12, true),
    ],
  });
  if (heard.kind === 'ended') return heard.proposal;
  const reading = sitting.read(heard);
  if (reading.kind === 'refused') return sitting.end('rejected', reading.reason);
  const why = `${plan.text.split('\n', 1)[0]?.slice(0, 160) ?? ''} (signatures: ${plan.checked})`;
  return sitting.candidate(reading.edits, heard.by, { part: 'planned', title: 'planned edit', why });
}

async function readPlan(
  heard: Heard,
  sitting: Sitting,
  parts: ModelParts,
): Promise<Plan | { readonly problem: string }> {
  const { sources } = parts.context;
  const text =
    heard.text
      .split(/^(?:```|<<<<<<<)/m, 1)[0]
      ?.trim()
      .slice(0, LONGEST_PLAN) ?? '';
  if (!/^(?:```|<<<<<<<)/m.test(heard.text)) {
    const known = [...sources.list(), ...sitting.situation.suspects.map(({ symbol }) => symbol)];
    if (known.some((name) => name.length > 2 && text.includes(name)))
      return { text, edits: [], checked: 'none change' };
    sitting.refuse(heard.by);
    return { problem: 'The plan names no file and no function of this workspace.' };
  }
  const reading = sitting.read(heard);
  if (reading.kind === 'refused') return { problem: reading.reason };
  const { by, errors } = await checkSignatures(reading.edits, sitting, parts);
  if (errors.length > 0) {
    sitting.refuse(heard.by);
    const listed = errors.slice(0, 5).map((d) => `${d.path}:${d.line} ${d.code} ${d.message}`);
    return { problem: `The signatures do not compile:\n${listed.join('\n')}` };
  }
  const checked = by.length === 0 ? 'nothing here could check them' : `checked by ${by.join(' and ')}`;
  return { text, edits: reading.edits, checked };
}

/** What compilers and type checkers say against the signatures and do not say against the snapshot. */
async function checkSignatures(
  edits: Candidate['edits'],
  { situation, signal }: Sitting,
  { typeChecker, compile, context }: ModelParts,
): Promise<Compiled> {
  const overlay = textsAfter(edits, context.sources);
  const before = new Set(situation.survey.diagnostics.map((d) => d.key));
  const isShown = (path: string): boolean => context.sources.read(path) !== undefined || overlay.has(path);
  const typed = typeChecker === undefined ? [] : [...overlay.keys()].filter((path) => TYPED.test(path));
  const rest = new Map([...overlay].filter(([path]) => !typed.includes(path)));
  const told = rest.size === 0 ? undefined : await compile?.(rest, signal);
  const errors = [
    ...typed.flatMap((path) => typeChecker?.diagnose(path, overlay) ?? []),
    ...(told?.errors ?? []),
  ];
  return {
    by: [...(typed.length === 0 || typeChecker === undefined ? [] : [typeChecker.name]), ...(told?.by ?? [])],
    errors: errors.filter((d) => isShown(d.path) && !before.has(d.key) && !OF_STUBS.test(d.code)),
  };
}
