import type { Proposal, Situation } from '../../loop/ports.ts';
import type { PromptContext, Sources } from '../../loop/rooms.ts';
import type { FileEdit } from '../../loop/types.ts';
import { editText } from './evidence.ts';
import type { Method } from './method.ts';
import { always } from './prompt.ts';
import type { By, Sitting } from './sitting.ts';
import { merged } from './texts.ts';

const SPLIT = `Take the task apart. Reply with two to four lines and nothing else, one for each file that has to change, in the order in which you would do them:
STEP path/of/the/file: what to change there, in one sentence`;
const ONE_STEP = `Do the one step that is marked NOW, and nothing else. The steps before are done; those after are not yours.`;

const MOST_STEPS = 4;
const LONGEST_STEP = 240;

interface Part {
  readonly path: string;
  readonly what: string;
}

/** One step after the other, each with its own prompt, put together as one candidate (Khot et al., 2023). */
export const decompose: Method = {
  name: 'decompose',
  summary: 'Asks the language model to take the task apart, then for the edit of each part.',
  cost: { seconds: 25, tokens: 9000 },
  suits: (situation) => {
    const files = filesInvolved(situation);
    return files < 2
      ? { fit: 0, why: 'one file is involved; there is nothing to take apart' }
      : { fit: Math.min(0.8, 0.2 * files), why: `what fails involves ${files} files` };
  },
  begin: ({ context }) => {
    let parts: readonly Part[] | undefined;
    const done: (readonly FileEdit[])[] = [];
    let refusal = '';
    let proposed = false;
    return async (sitting): Promise<Proposal> => {
      if (proposed) return sitting.end('exhausted', 'its parts were put together once');
      if (parts === undefined) {
        const split = await askForParts(sitting, context.sources, refusal);
        if ('proposal' in split) {
          refusal = split.proposal.kind === 'rejected' ? split.proposal.reason : '';
          return split.proposal;
        }
        parts = split.parts;
        refusal = '';
      }
      let by: By;
      while (done.length < parts.length) {
        const step = await doStep(sitting, { parts, done, refusal }, context);
        if (step.kind === 'ended') return step.proposal;
        if (step.kind === 'refused') {
          // What is done stays; the next call takes up this step again.
          refusal = step.reason;
          return sitting.end('rejected', `step ${done.length + 1} of ${parts.length}: ${step.reason}`);
        }
        refusal = '';
        by = step.by;
        done.push(step.edits);
      }
      proposed = true;
      const all = merged(done);
      if ('clash' in all) return sitting.end('exhausted', `two steps change the same lines of ${all.clash}`);
      const why = parts
        .map(({ path, what }) => `${path}: ${what}`)
        .join('; ')
        .slice(0, 300);
      return sitting.candidate(all.edits, by, { part: 'steps', title: `edit in ${parts.length} steps`, why });
    };
  },
};

/** Files that have to change, by guess: those that are suspected nearly as much as the first, and one for each file of tests. */
function filesInvolved({ target, survey, suspects }: Situation): number {
  const diagnosed = survey.diagnostics.filter((d) => target.diagnostics.includes(d.key)).map((d) => d.path);
  if (target.diagnostics.length > 0) return new Set(diagnosed).size;
  if (target.tests.length + target.files.length < 2) return 1;
  const top = Math.max(1e-9, ...suspects.map(({ score }) => score));
  const likely = new Set(suspects.filter(({ score }) => score > top / 2).map(({ path }) => path)).size;
  const all = new Set(suspects.map(({ path }) => path)).size;
  const failing = (survey.tests?.results ?? []).filter(({ id }) => target.tests.includes(id));
  const tested = new Set([...failing.map(({ file }) => file), ...target.files]).size;
  return Math.max(likely, Math.min(all, tested));
}

async function askForParts(
  sitting: Sitting,
  sources: Sources,
  refusal: string,
): Promise<{ readonly parts: readonly Part[] } | { readonly proposal: Proposal }> {
  const heard = await sitting.ask({
    ...{ rules: '', reply: SPLIT, temperature: refusal === '' ? 0.2 : 0.6, longest: 600 },
    parts: [always('refusal', 'Your last reply could not be used', refusal, 0.04)],
  });
  if (heard.kind === 'ended') return heard;
  const parts = [...heard.text.matchAll(/^[ \t*-]*STEP\s+`?([^\s:`]+)`?\s*:\s*(\S.*)$/gm)].map(
    ([, path = '', what = '']) => ({ path, what: what.trim().slice(0, LONGEST_STEP) }),
  );
  const [first] = parts;
  if (parts.length === 1 && first !== undefined)
    return {
      proposal: sitting.end('exhausted', 'the model sees one step only, which needs no taking apart'),
    };
  const unknown = parts.find(({ path }) => sources.read(path) === undefined);
  const problem =
    first === undefined
      ? 'The reply holds no line of the form “STEP path: what”.'
      : parts.length > MOST_STEPS
        ? `The reply has ${parts.length} steps; ${MOST_STEPS} are the most.`
        : unknown === undefined
          ? undefined
          : `“${unknown.path}” is not a file that was shown.`;
  if (problem === undefined) return { parts };
  sitting.refuse(heard.by);
  return { proposal: sitting.end('rejected', problem) };
}

async function doStep(
  sitting: Sitting,
  {
    parts,
    done,
    refusal,
  }: {
    readonly parts: readonly Part[];
    readonly done: readonly (readonly FileEdit[])[];
    readonly refusal: string;
  },
  { sources }: PromptContext,
): Promise<
  | { readonly kind: 'done'; readonly edits: readonly FileEdit[]; readonly by: By }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'ended'; readonly proposal: Proposal }
> {
  const at = done.length;
  const list = parts.map(
    ({ path, what }, n) => `${n < at ? 'done' : n === at ? 'NOW ' : 'later'} ${path}: ${what}`,
  );
  const heard = await sitting.ask({
    ...{ rules: ONE_STEP, temperature: refusal === '' ? 0.2 : 0.6, nth: at },
    situation: about(sitting.situation, parts[at]?.path ?? '', sources),
    parts: [
      always('plan', 'Steps', list.join('\n'), 0.1, true),
      always(
        'plan',
        'Edits of the steps before',
        done
          .flat()
          .map((edit) => editText(edit, sources))
          .join('\n'),
        0.15,
        true,
      ),
      always('refusal', 'Your last reply could not be used', refusal, 0.04),
    ],
  });
  if (heard.kind === 'ended') return heard;
  const reading = sitting.read(heard);
  return reading.kind === 'refused' ? reading : { kind: 'done', edits: reading.edits, by: heard.by };
}

/** The situation with the step's file as the first suspect. */
function about(situation: Situation, path: string, sources: Sources): Situation {
  const own = situation.suspects.filter((suspect) => suspect.path === path);
  const whole = {
    path,
    start: 0,
    end: sources.read(path)?.length ?? 0,
    score: 1,
    symbol: '',
    why: 'this step is about it',
  };
  const others = situation.suspects.filter((suspect) => suspect.path !== path);
  return { ...situation, suspects: [...(own.length > 0 ? own : [whole]), ...others] };
}
