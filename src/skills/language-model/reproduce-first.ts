import type { Situation } from '../../loop/ports.ts';
import type { PromptPart, Sources } from '../../loop/rooms.ts';
import type { NewTest } from '../../loop/types.ts';
import { wantedText } from '../../loop/wanted.ts';
import type { Method, ModelParts } from './method.ts';
import { always } from './prompt.ts';
import type { Heard } from './sitting.ts';
import { isVague } from './vague.ts';

const RULES = `Nothing shows yet what the task asks for. Write one new test that fails now because of it and will pass once the task is done: this once, writing a test is what you are to do. Test what the task says and nothing that it does not; two or three cases that it names or clearly implies. Do not change any other file.`;
const FORM = `Reply with one sentence that says what the test checks, then the path of the new test file alone on a line, then a fenced block with its whole text. Write it for the runner and in the manner of the tests that are shown, in a new file beside them.`;

const TEST_PATH =
  /(?:[._-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_test\.py|(?:^|\/)(?:__tests__|tests?|specs?)\/[^/]+\.(?:[cm]?[jt]sx?|py))$/i;
const LONGEST_TEST = 8000;
const PATIENCE = 3;

/**
 * Writes a test from the request, which must fail now, so that a right edit can be told from a wrong one. The test stays
 * beside the patch, and is not trusted until the person has confirmed it.
 */
export const reproduceFirst: Method = {
  name: 'reproduce-first',
  summary: 'Asks the language model for a test that shows the problem and fails now, before any edit.',
  cost: { seconds: 12, tokens: 4000 },
  isOpen: true,
  suits: ({ task, target, survey }, { model }) => {
    if (target.kind !== 'open-request' || target.tests.length + target.files.length > 0)
      return { fit: 0, why: 'something fails already that says what is wanted' };
    if (survey.runner === undefined)
      return { fit: 0, why: 'no test runner is here that could run a new test' };
    return isVague(task)
      ? { fit: 0.15, why: 'the request hardly says what a test should check' }
      : { fit: 0.9, why: `nothing fails yet; ${model.name} may write a test that does` };
  },
  begin: (parts) => {
    let refusal = '';
    let tried: NewTest | undefined;
    let asked = 0;
    return async (sitting) => {
      const { situation } = sitting;
      // Called again, so that the test before did not fail as it should.
      if (tried !== undefined)
        refusal = `The test in ${tried.path} did not fail on the code as it is, or could not be run${lastTold(situation)}. Write one that fails because of what the task asks for.`;
      if (asked >= PATIENCE)
        return sitting.end('exhausted', `${PATIENCE} tests did not show what the request is about`);
      const heard = await sitting.ask({
        ...{ rules: RULES, reply: FORM, temperature: asked === 0 ? 0.2 : 0.6 },
        parts: [
          ...exampleTests(situation, parts.context.sources),
          always('project', 'The test runner', situation.survey.runner ?? '', 0.02),
          always('refusal', 'Your last test could not be used', refusal, 0.08, true),
        ],
      });
      if (heard.kind === 'ended') return heard.proposal;
      asked += 1;
      const read = readTest(heard, parts);
      if ('problem' in read) {
        refusal = read.problem;
        tried = undefined;
        sitting.refuse(heard.by);
        return sitting.end('rejected', read.problem);
      }
      tried = read;
      return sitting.test(read);
    };
  },
};

/** What running the last test has shown, where the loop tells it. */
function lastTold({ unproven }: Situation): string {
  return unproven === undefined ? '' : `: ${unproven}`;
}

/** One existing test, the one whose path has most words of the request, so that the new one looks like it. */
function exampleTests({ survey, task }: Situation, sources: Sources): PromptPart[] {
  const words =
    wantedText(task)
      .toLowerCase()
      .match(/[a-z]{3,}/g) ?? [];
  const files = [...new Set((survey.tests?.results ?? []).map((test) => test.file))];
  const likeness = (path: string): number => words.filter((word) => path.toLowerCase().includes(word)).length;
  const [path] = files.toSorted((a, b) => likeness(b) - likeness(a) || a.localeCompare(b));
  const text = path === undefined ? undefined : sources.read(path);
  if (path === undefined || text === undefined) return [];
  const to = Math.min(60, text.split(/\r\n|\n|\r/).length);
  return [
    {
      source: path,
      heading: `A test of this project: ${path}`,
      data: true,
      value: 0.9,
      code: { path, from: 0, to },
    },
  ];
}

function readTest(
  heard: Heard,
  { forms, sources, context }: ModelParts,
): NewTest | { readonly problem: string } {
  if (heard.truncated)
    return { problem: 'The reply was cut off at the limit of its length. Write a shorter test.' };
  const reading = forms.read(heard.text, context.sources);
  if (reading.kind === 'refused') return { problem: reading.reason };
  const [edit, ...others] = reading.edits;
  if (edit?.kind !== 'create' || others.length > 0)
    return { problem: 'The reply is to create one new test file and to change nothing else.' };
  const { path, text } = edit;
  if (!TEST_PATH.test(path))
    return { problem: `${path} does not look like a test of this project. Name it as the others are named.` };
  if (sources.read(path) !== undefined) return { problem: `${path} is there already. Use another name.` };
  if (text.length > LONGEST_TEST) return { problem: 'The test is too long. Two or three cases are enough.' };
  return { path, text, claim: context.redact(reading.note) };
}
