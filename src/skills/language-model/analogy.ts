import type { Situation } from '../../loop/ports.ts';
import { evidenceText } from './evidence.ts';
import type { Method, ModelParts } from './method.ts';
import { counted } from './past.ts';
import { always } from './prompt.ts';
import { workedExample } from './worked-examples.ts';

const RULES = `Below is what solved a failure that looked like this one. Names and places differ; take its idea where it fits the code that is shown, and write the edit that it leads to here. If it does not fit, reply NO ANALOGY and nothing else.`;

/** Past episodes that are shown. */
const MOST = 2;

interface Example {
  readonly source: string;
  readonly text: string;
}

/** Shows what solved a failure of the same look, in a past episode or in a textbook (Yasunaga et al., 2024, on analogies). */
export const analogy: Method = {
  name: 'analogy',
  summary:
    'Shows the language model what solved a failure of the same look before, and asks for the like of it.',
  cost: { seconds: 9, tokens: 3500 },
  suits: (situation, parts) => {
    const past = parts.analogues?.(situation) ?? [];
    if (past.length > 0)
      return { fit: 1, why: `${counted(past.length, 'solved task')} failed with the same signature` };
    const worked = workedExample(evidenceText(situation, parts.context.sources));
    return worked === undefined
      ? { fit: 0, later: true, why: 'no solved task and no worked example looks like this failure' }
      : { fit: 0.5, why: `the failure looks like ${worked.name}` };
  },
  begin: (parts) => {
    let refusal = '';
    let used = 0;
    return async (sitting) => {
      const examples = examplesFor(sitting.situation, parts);
      const shown = examples.slice(used, used + MOST);
      if (shown.length === 0) return sitting.end('exhausted', 'every example was shown');
      const heard = await sitting.ask({
        ...{ rules: RULES, temperature: refusal === '' ? 0.2 : 0.6 },
        parts: [
          ...shown.map(({ source, text }) =>
            always(source, 'What solved a failure like this', text, 0.15, true),
          ),
          always('refusal', 'Your last reply could not be used', refusal, 0.04),
        ],
      });
      if (heard.kind === 'ended') return heard.proposal;
      if (/^\W*NO ANALOGY\W*$/i.test(heard.text.trim())) {
        used += MOST;
        return sitting.end('rejected', 'the model sees no analogy to what was shown');
      }
      const reading = sitting.read(heard);
      if (reading.kind === 'refused') {
        refusal = reading.reason;
        return sitting.end('rejected', reading.reason);
      }
      // One answer for each set of examples: asked again the same, it would say the same.
      used += MOST;
      refusal = '';
      const why = `after ${shown.map(({ source }) => source).join(' and ')}. ${reading.note}`;
      return sitting.candidate(reading.edits, heard.by, { part: 'applied', title: 'edit by analogy', why });
    };
  },
};

/** Paths in the headings of a unified diff. */
const PATHS = /^(?:---|\+\+\+) [ab]\/(.+?)\t?$/gm;

function examplesFor(situation: Situation, { analogues, sources, context }: ModelParts): readonly Example[] {
  // What is hidden from prompts is hidden in what was done to it as well.
  const isHidden = (path: string): boolean =>
    sources.read(path) !== undefined && context.sources.read(path) === undefined;
  const known = (analogues?.(situation) ?? []).filter(
    ({ diff }) => ![...diff.matchAll(PATHS)].some(([, path = '']) => isHidden(path)),
  );
  const past = known.map(({ episode, title, diff }) => ({
    source: `episode ${episode}`,
    text: `${title}\n${diff}`,
  }));
  const worked = workedExample(evidenceText(situation, context.sources));
  return worked === undefined ? past : [...past, { source: `example: ${worked.name}`, text: worked.example }];
}
