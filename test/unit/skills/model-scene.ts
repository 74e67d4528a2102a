import { createPromptContext } from '../../../src/context/prompt/prompt-context.ts';
import { createEditForms } from '../../../src/edits/edit-forms.ts';
import type { Proposal, Situation } from '../../../src/loop/ports.ts';
import { redact } from '../../../src/loop/redact.ts';
import type { LanguageModel, Sources } from '../../../src/loop/rooms.ts';
import type { Step, Target } from '../../../src/loop/types.ts';
import { analogy } from '../../../src/skills/language-model/analogy.ts';
import { clarify } from '../../../src/skills/language-model/clarify.ts';
import { decompose } from '../../../src/skills/language-model/decompose.ts';
import { directEdit } from '../../../src/skills/language-model/direct-edit.ts';
import { type Method, type ModelParts, modelSkills } from '../../../src/skills/language-model/method.ts';
import { parallelDrafts } from '../../../src/skills/language-model/parallel-drafts.ts';
import { planFirst } from '../../../src/skills/language-model/plan-first.ts';
import { repairWithCritique } from '../../../src/skills/language-model/repair-with-critique.ts';
import { reproduceFirst } from '../../../src/skills/language-model/reproduce-first.ts';
import { anObservation, aSurvey, aTask, aTest } from '../../support/world.ts';

/** Two files with a bug each and a secret, and their tests. */
export const FILES: Readonly<Record<string, string>> = {
  'cart.ts': `const apiKey = 'a1b2c3d4e5f6g7h8';\nexport function total(a: number, b: number): number {\n  return a - b;\n}\n`,
  'tax.ts': 'export function tax(net: number): number {\n  return net * 2;\n}\n',
  'cart.test.ts': `import { total } from './cart.ts';\nit('adds', () => {\n  expect(total(1, 3)).toBe(4);\n});\n`,
  'tax.test.ts': `import { tax } from './tax.ts';\nit('taxes', () => {\n  expect(tax(100)).toBe(119);\n});\n`,
};
export const sources: Sources = { list: () => Object.keys(FILES), read: (path) => FILES[path] };

const adds = aTest('adds', 'failed', {
  message: "Cannot read properties of undefined (reading 'x')",
  frames: [{ path: 'cart.test.ts', line: 3 }],
});
const taxes = { ...aTest('taxes', 'failed'), id: 'tax.test.ts::taxes', file: 'tax.test.ts' };
const TARGET: Target = { kind: 'failing-test', tests: [adds.id, taxes.id], files: [], diagnostics: [] };
const suspect = (path: string) => ({
  ...{ path, start: 0, end: FILES[path]?.length ?? 0, score: 1 },
  ...{ symbol: path.replace('.ts', ''), why: 'the failing test runs it' },
});

/** A step of a model that failed in its own way. */
export function aFailedStep(id: string, reward: number, signature: string): Step {
  return {
    index: 0,
    candidate: {
      ...{ id, skills: ['direct-edit', 'direct-edit:fresh'], title: `edit ${id}`, share: 0.1, why: '' },
      edits: [{ kind: 'modify', path: 'cart.ts', replacements: [{ start: 100, end: 101, text: id }] }],
    },
    observation: { ...anObservation(id, 'tests'), signature },
    reward: { total: reward, parts: [] },
    critique: {
      candidate: id,
      type: 'logic',
      evidence: signature,
      advice: 'look again',
      place: { path: 'cart.ts', line: 3 },
    },
  };
}

const TRIED = [
  aFailedStep('direct-edit-1', 0.3, 'one way'),
  aFailedStep('direct-edit-2', 0.2, 'another way'),
  aFailedStep('direct-edit-3', 0.1, 'a third way'),
];

/** A failing task; `open`: nothing fails, and a request says what is wanted. */
export function aScene(kind: 'failing' | 'open', over: Partial<Situation> = {}): Situation {
  const survey = aSurvey();
  const results = kind === 'failing' ? [adds, taxes] : [aTest('adds', 'passed')];
  return {
    task: aTask({
      ...{ budget: { seconds: 60, candidates: 10, tokens: 100_000, dollars: 1 } },
      ...(kind === 'open' ? { request: 'total(1, 3) should round to 2 digits' } : {}),
    }),
    survey: survey.tests === undefined ? survey : { ...survey, tests: { ...survey.tests, results } },
    target: kind === 'failing' ? TARGET : { kind: 'open-request', tests: [], files: [], diagnostics: [] },
    suspects: kind === 'failing' ? [suspect('cart.ts'), suspect('tax.ts')] : [],
    behaviors: [],
    beliefs: {},
    steps: [],
    remaining: { seconds: 60, tokens: 100_000, dollars: 1 },
    ...over,
  };
}

const block = (path: string, text: string): string => `${path}\n\`\`\`\n${text}\`\`\`\n`;
const CART = `The sign.\n\n${block('cart.ts', (FILES['cart.ts'] ?? '').replace('a - b', 'a + b'))}`;
const TAX = `The rate.\n\n${block('tax.ts', (FILES['tax.ts'] ?? '').replace('* 2', '* 1.19'))}`;

/** Every skill with a situation that suits it, and replies that lead to its proposal. */
export const SKILLS: readonly {
  readonly method: Method;
  readonly scene: Situation;
  readonly replies: readonly string[];
  readonly gives: Proposal['kind'];
}[] = [
  { method: directEdit, scene: aScene('failing'), replies: [CART], gives: 'candidate' },
  {
    method: planFirst,
    scene: aScene('failing'),
    replies: ['total in cart.ts has to add.', CART],
    gives: 'candidate',
  },
  {
    method: decompose,
    scene: aScene('failing'),
    replies: ['STEP cart.ts: add\nSTEP tax.ts: another rate', CART, TAX],
    gives: 'candidate',
  },
  { method: analogy, scene: aScene('failing'), replies: [CART], gives: 'candidate' },
  {
    method: repairWithCritique,
    scene: aScene('failing', { steps: TRIED }),
    replies: [CART],
    gives: 'candidate',
  },
  {
    method: parallelDrafts,
    scene: aScene('failing', { steps: TRIED }),
    replies: [CART, TAX, 'no edit', CART],
    gives: 'candidate',
  },
  {
    method: reproduceFirst,
    scene: aScene('open'),
    replies: [`Rounds.\n\n${block('round.test.ts', "it('rounds', () => {});\n")}`],
    gives: 'test',
  },
  {
    method: clarify,
    scene: aScene('open'),
    replies: ['{"question":"Round how?","options":["Up","To even"]}'],
    gives: 'question',
  },
];

/** Opens a skill over a model; each call of what is returned is one proposal. */
export function opened(method: Method, model: LanguageModel, over: Partial<ModelParts> = {}) {
  const parts: ModelParts = {
    ...{ model, sources, forms: createEditForms() },
    context: createPromptContext({ sources, redact }),
    ...over,
  };
  const [skill] = modelSkills([method], parts);
  if (skill === undefined) throw new Error('one skill was asked for');
  let work: ReturnType<typeof skill.start> | undefined;
  return {
    skill,
    propose: (at: Situation, signal: AbortSignal = new AbortController().signal): Promise<Proposal> => {
      work ??= skill.start(at);
      return work.propose(at, signal);
    },
  };
}
