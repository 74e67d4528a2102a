import * as vscode from 'vscode';

/** What people say to whom they do not know yet: no request for a patch. */
const GREETING =
  /^(?:help|hi|hello|hey|thanks|thank you|who are you|what are you|what (?:can|do) you do|what is this|how do (?:i|you) (?:use(?: (?:this|you|it))?|work|start|begin)|你好|谢谢|帮助|你是谁|你能做什么)[\s,.!?？。！]*(?:credence|there|for me|here)?[\s.!?？。！]*$/i;

/** Whether a prompt is about this assistant rather than about code. */
export function asksForHelp(prompt: string): boolean {
  return GREETING.test(prompt.trim());
}

/** What it can do, in Markdown. */
export function helpText(): string {
  return [
    vscode.l10n.t('I look for a patch and check it with your compiler and your tests before you see it.'),
    '',
    `- \`/fix\`: ${vscode.l10n.t('the problem at the cursor, or the test around it')}`,
    `- \`/solve\`: ${vscode.l10n.t('a request in your words, such as “Make the failing tests pass”')}`,
    `- \`/assess\`: ${vscode.l10n.t('how likely it is that I can do it, before anything is tried')}`,
    `- \`/handbook\`: ${vscode.l10n.t('what has been learned in this folder')}`,
  ].join('\n');
}
