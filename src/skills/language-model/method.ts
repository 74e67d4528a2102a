import type { Proposal, Situation, SkillCard, Suitability } from '../../loop/ports.ts';
import type {
  Analogue,
  Compile,
  EditForms,
  LanguageModel,
  PromptContext,
  Sources,
  TypeChecker,
} from '../../loop/rooms.ts';
import type { Skill } from '../skill.ts';
import { Desk } from './desk.ts';
import { Sitting } from './sitting.ts';

/** What the skills that ask a model need of the world. */
export interface ModelParts {
  readonly model: LanguageModel;
  readonly forms: EditForms;
  /** All of the workspace's files; replies are read against those that `context` may show. */
  readonly sources: Sources;
  /** Chooses what is sent, and removes secrets from it. */
  readonly context: PromptContext;
  /** Checks signatures before there are bodies; absent where nothing does. */
  readonly typeChecker?: Pick<TypeChecker, 'name' | 'diagnose'> | undefined;
  /** The same for languages whose checkers are run as commands. */
  readonly compile?: Compile | undefined;
  /** Solved tasks of the past whose failure looked like this one. */
  readonly analogues?: ((situation: Situation) => readonly Analogue[]) | undefined;
  /** Tokens that the workspace's text may take in a prompt. Default 6000, so that a local model can hold it. */
  readonly contextTokens?: number;
}

/** A way to ask a model: when it applies, what it says and what it makes of the answers. */
export interface Method {
  readonly name: string;
  /** One sentence for a person. */
  readonly summary: string;
  /** Tokens and seconds of one candidate. */
  readonly cost: Omit<SkillCard['cost'], 'dollars'>;
  readonly mends?: boolean;
  /** Whether it is worth its price once something passes. */
  readonly looksForRivals?: boolean;
  /** Whether it serves requests for which nothing fails. */
  readonly isOpen?: boolean;
  suits(situation: Situation, parts: ModelParts): Suitability;
  /** Opens an episode; what is returned is called for each proposal. */
  begin(parts: ModelParts): (sitting: Sitting) => Promise<Proposal>;
}

/** The methods as skills of one model: they share what was proposed, so that no edit is checked twice. */
export function modelSkills(methods: readonly Method[], parts: ModelParts): Skill[] {
  const desks = new Map<string, Desk>();
  const deskOf = ({ task }: Situation): Desk => {
    const desk = desks.get(task.id) ?? new Desk();
    desks.set(task.id, desk);
    return desk;
  };
  return methods.map((method) => ({
    name: method.name,
    summary: method.summary,
    cost: { ...method.cost, dollars: 0 },
    model: parts.model.name,
    ...(method.mends === undefined ? {} : { mends: method.mends }),
    suits: (situation) => suits(method, situation, parts),
    start: (opened) => {
      const propose = method.begin(parts);
      const desk = deskOf(opened);
      return {
        propose: (situation, signal) => propose(new Sitting(method.name, desk, parts, situation, signal)),
      };
    },
  }));
}

function suits(method: Method, situation: Situation, parts: ModelParts): Suitability {
  const { task, target } = situation;
  if (task.budget.tokens <= 0) return { fit: 0, why: 'the budget allows no language-model tokens' };
  const isOpen = target.tests.length + target.files.length + target.diagnostics.length === 0;
  if (isOpen && method.isOpen !== true)
    return { fit: 0, later: true, why: 'nothing fails that could tell a right edit from a wrong one' };
  // A rival to what passes is cheapest had by asking outright; the rest serves to get anything to pass.
  if ((situation.passing?.length ?? 0) > 0 && method.looksForRivals !== true)
    return { fit: 0, later: true, why: 'a candidate passes; this skill does not look for rivals' };
  return method.suits(situation, parts);
}
