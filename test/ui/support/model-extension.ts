import { join, resolve } from 'node:path';
import { packExtension } from '../../../scripts/vscode/pack-extension.ts';

const root = resolve(import.meta.dirname, '../../..');

/** An extension that gives the editor a language model which says nothing: without any the chat asks to sign in. */
export function packModelExtension(): string {
  return packExtension(
    join(root, 'out'),
    {
      ...{ name: 'silent-model', publisher: 'credence-tests', activationEvents: ['*'] },
      contributes: { languageModelChatProviders: [{ vendor: 'credence-tests', displayName: 'Tests' }] },
    },
    { 'README.md': '# For tests\n', 'main.js': MAIN },
  );
}

const MAIN = `
const vscode = require('vscode');
exports.activate = (context) => {
  const model = {
    id: 'silent', name: 'Silent', family: 'silent', version: '1', maxInputTokens: 1000, maxOutputTokens: 1000,
    capabilities: { toolCalling: true },
  };
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('credence-tests', {
      provideLanguageModelChatInformation: () => [model],
      provideLanguageModelChatResponse: async () => {},
      provideTokenCount: async () => 1,
    }),
  );
  vscode.lm.selectChatModels({ vendor: 'credence-tests' });
};
`;
