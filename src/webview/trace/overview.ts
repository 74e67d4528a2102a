import { html, nothing, type TemplateResult } from 'lit';
import type { View } from '../../trace/view.ts';
import { clustersPart } from './clusters.ts';
import { costPart } from './cost.ts';
import { decisionsPart } from './decisions.ts';
import type { NumberOf } from './event-words.ts';
import { judgementPart } from './judgement.ts';
import { ladderPart } from './ladder-part.ts';
import { learnedPart } from './learned.ts';
import { newTestsPart } from './new-tests.ts';
import { outcomePart } from './outcome.ts';
import type { Actions } from './page.ts';
import { strategyPart } from './strategy.ts';

/** The whole episode at a glance; two columns where there is room. */
export function overview(view: View, numberOf: NumberOf, actions: Actions): TemplateResult {
  const { outcome, diff, assessment } = view;
  return html`<div class="overview">
    <div class="column">
      ${outcome === undefined ? nothing : outcomePart(outcome, diff)}
      ${newTestsPart(view)} ${clustersPart(view, actions)} ${decisionsPart(view, numberOf)} ${learnedPart(view)}
    </div>
    <div class="column">
      ${assessment === undefined ? nothing : judgementPart(assessment)}
      ${strategyPart(view)} ${ladderPart(view, actions)} ${costPart(view)}
    </div>
  </div>`;
}
