import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import type { CommandEvidence, Evidence, Outcome } from '../../loop/types.ts';
import { diffBlock } from '../shared/diff.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { section } from '../shared/section.ts';
import { t } from '../shared/text.ts';
import { time } from './words.ts';

/** The end: the reason, what is asked, the patch, and the evidence for it. */
export function outcomePart(outcome: Outcome, diff: string): TemplateResult {
  const { evidence, reason, alternatives, candidate, unconfirmedTest } = outcome;
  return section(
    'outcome',
    candidate === undefined ? t('Result') : t('Patch'),
    html`${diff === '' ? nothing : diffBlock(diff)}
      <p>${prose(reason)}</p>
      ${unconfirmedTest === undefined ? nothing : html`<p class="warn-text">${icon('beaker', 'warn')} ${t('Proved by a new test that nobody has confirmed: {0}', unconfirmedTest.claim)}</p>`}
      ${questionPart(outcome)}
      ${evidence === undefined ? nothing : evidencePart(evidence)}
      ${alternatives.length === 0 ? nothing : html`<details class="view"><summary>${t('Also passed the search ({0})', alternatives.length)}</summary><ul>${alternatives.slice(0, 20).map((other) => html`<li>${prose(other.title)}</li>`)}</ul></details>`}`,
  );
}

/** What a person is asked, and what tells the patches apart that are nearly as well believed. */
function questionPart({
  question,
  undecided,
  candidate,
  alternatives,
}: Outcome): TemplateResult | typeof nothing {
  if (question === undefined && undecided === undefined) return nothing;
  const titles = new Map([candidate, ...alternatives].map((each) => [each?.id, each?.title]));
  const telling = undecided?.telling;
  return html`${question === undefined ? nothing : html`<p class="question">${icon('question', 'warn')} ${prose(question.text)}</p>${question.options.length === 0 ? nothing : html`<ul>${question.options.map((option) => html`<li>${prose(option)}</li>`)}</ul>`}`}
    ${
      undecided === undefined
        ? nothing
        : html`<p class="quiet">${telling === undefined ? t('Nothing decides between these patches:') : t('What they make of {0}:', telling.input)}</p>
          <ul>${undecided.candidates.map(({ candidate: id, credence }, index) => html`<li>${prose(titles.get(id) ?? id)} <span class="quiet">${percent(credence)}</span>${telling?.results[index] === undefined ? nothing : html`: <code>${telling.results[index]}</code>`}</li>`)}</ul>`
    }`;
}

function evidencePart({
  commands,
  testsBefore,
  testsAfter,
  unchecked,
  suspicions = [],
}: Evidence): TemplateResult {
  const tests = (counts: { passed: number; failed: number } | undefined): string =>
    counts === undefined ? t('not measured') : t('{0} passed, {1} failed', counts.passed, counts.failed);
  return html`<dl class="facts">
      <dt>${t('Tests before')}</dt><dd>${tests(testsBefore)}</dd>
      <dt>${t('Tests after')}</dt><dd>${tests(testsAfter)}</dd>
    </dl>
    ${suspicions.map((text) => html`<p class="warn-text">${icon('warning', 'warn')} ${t('Look at {0}', text)}</p>`)}
    ${unchecked.map((text) => html`<p class="warn-text">${icon('question', 'warn')} ${t('Could not check {0}', text)}</p>`)}
    ${commands.length === 0 ? nothing : html`<details class="view"><summary>${t('Commands that were run ({0})', commands.length)}</summary><ul class="commands">${commands.map(command)}</ul></details>`}`;
}

function command({ command: words, exitCode, seconds, sandbox }: CommandEvidence): TemplateResult {
  const ended = exitCode === undefined ? t('ended by a signal') : t('exit code {0}', exitCode);
  return html`<li><code>${words.join(' ')}</code><span class="quiet">${ended} · ${time(seconds)}${sandbox === undefined ? '' : ` · ${sandbox}`}</span></li>`;
}
