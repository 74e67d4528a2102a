import * as vscode from 'vscode';
import type { Finished } from '../engine-client.ts';
import { evidenceText } from '../evidence-text.ts';
import type { ReviewTexts } from './review-texts.ts';
import { whyNotText } from './why-not-text.ts';

const EVIDENCE = 'evidence.md';
const WHY_NOT = 'why-not-the-others.md';

/** File names of the pages that are shown beside a patch. */
export const REVIEW_PAGES = [EVIDENCE, WHY_NOT] as const;

/** What was checked, as a page of its own. */
export async function showEvidencePage(texts: ReviewTexts, finished: Finished): Promise<void> {
  const { episode, outcome, diff } = finished;
  await show(texts.put(`/${episode}/${EVIDENCE}`, evidenceText(outcome, diff)));
}

/** Why the other patches that pass were not chosen. */
export async function showWhyNotPage(texts: ReviewTexts, finished: Finished): Promise<void> {
  await show(texts.put(`/${finished.episode}/${WHY_NOT}`, whyNotText(finished)));
}

async function show(text: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', text);
}
