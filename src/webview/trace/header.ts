import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../../loop/percent.ts';
import type { Survey } from '../../loop/types.ts';
import { hasCredence } from '../../trace/has-credence.ts';
import type { View } from '../../trace/view.ts';
import { icon } from '../shared/icon.ts';
import { prose } from '../shared/prose.ts';
import { count, t } from '../shared/text.ts';
import { decidePart } from './decide.ts';
import type { Actions, PageState } from './page.ts';
import { outcomeSign, settledWord, time } from './words.ts';

/** The top of the page: what was asked, how it stands, and what can be done now. */
export function header(view: View, state: PageState, actions: Actions): TemplateResult {
  const { task, outcome } = view;
  return html`<header class="top">
    <div class="status">${statusOf(view, state)}<span class="grow"></span>${toolbar(state, actions)}</div>
    <h1 title=${task?.request ?? ''}>${task?.request || t('(no words)')}</h1>
    ${(task?.answers ?? []).map(({ question, answer }) => html`<p>${icon('comment')} ${t('Asked “{0}”, you answered: {1}', question, answer)}</p>`)}
    <p class="quiet">${factsOf(view, state.running)}</p>
    ${obstaclesOf(view).map((each) => html`<p class="warn-text">${icon('warning', 'warn')} ${prose(each.message)} ${prose(each.hint)}</p>`)}
    ${state.pending && outcome?.candidate !== undefined ? decidePart(outcome, actions) : nothing}
  </header>`;
}

/** What was cut off by the person says nothing of what could not be checked. */
function obstaclesOf({ outcome, survey }: View): Survey['obstacles'] {
  return outcome?.verdict === 'cancelled' ? [] : (survey?.obstacles ?? []);
}

function statusOf(
  { outcome, assessment, at }: View,
  { running, replaying, settled }: PageState,
): TemplateResult {
  if (replaying) return html`<span class="verdict">${icon('history')} ${t('After {0}', time(at))}</span>`;
  if (outcome !== undefined) {
    const { icon: name, kind, word } = outcomeSign(outcome.verdict);
    const verdict = html`<span class="verdict ${kind}">${icon(name, kind)} ${word}</span>`;
    if (!hasCredence(outcome)) return verdict;
    return html`${verdict}<span class="credence" title=${t('How far Credence believes it')}>${percent(outcome.credence)}</span>${outcome.candidate === undefined ? nothing : becameOf(settled)}`;
  }
  if (!running) return html`<span class="verdict">${icon('history')} ${t('Not finished')}</span>`;
  const belief =
    assessment === undefined
      ? nothing
      : html`<span class="credence" title=${t('How solvable it looked')}>${percent(assessment.credence)}</span>`;
  return html`<span class="verdict">${icon('loading', 'spin')} ${t('At work')}</span>${belief}<span class="quiet number">${time(at)}</span>`;
}

/** What became of the patch, as far as that is known. That it waits is told by the buttons. */
function becameOf(settled: PageState['settled']): TemplateResult | typeof nothing {
  return settled === undefined ? nothing : html`<span class="became">${settledWord(settled)}</span>`;
}

function toolbar({ isEditor, wide }: PageState, actions: Actions): TemplateResult | typeof nothing {
  if (!isEditor) return nothing;
  const button = (name: string, label: string, act: () => void): TemplateResult =>
    html`<vscode-toolbar-button icon=${name} label=${label} title=${label} @click=${act}></vscode-toolbar-button>`;
  return html`<span class="toolbar" role="toolbar" aria-label=${t('Actions')}>
    ${wide ? nothing : button('link-external', t('Open in an editor'), actions.widen)}
    ${button('save', t('Save as a page'), () => actions.save('html'))}
    ${button('json', t('Save as JSON'), () => actions.save('json'))}
  </span>`;
}

function factsOf({ survey, spend }: View, running: boolean): string {
  if (survey === undefined) return running ? t('measuring…') : '';
  const tests = survey.tests?.results ?? [];
  const failing = tests.filter((test) => test.status === 'failed').length;
  const facts = [
    survey.project,
    count(survey.fileCount, '{0} file', '{0} files'),
    survey.runner ?? t('no test runner'),
    // Stopped before they ended, nobody knows how many there are.
    ...(survey.tests?.status === 'ran' ? [count(tests.length, '{0} test', '{0} tests')] : []),
    ...(failing > 0 ? [t('{0} failing', failing)] : []),
    ...(survey.diagnostics.length > 0
      ? [count(survey.diagnostics.length, '{0} compile error', '{0} compile errors')]
      : []),
    ...(spend === undefined ? [] : [time(spend.seconds)]),
  ];
  return facts.join(' · ');
}
