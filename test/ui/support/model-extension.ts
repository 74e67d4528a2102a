import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** An extension that gives the editor a language model which says nothing: without any the chat asks to sign in. */
export function packModelExtension(): string {
  const at = join(root, 'out', 'model-extension');
  mkdirSync(at, { recursive: true });
  const manifest = {
    ...{ name: 'silent-model', publisher: 'credence-tests', version: '0.0.1', license: 'MIT' },
    ...{ engines: { vscode: '^1.110.0' }, main: './main.js', activationEvents: ['*'] },
    contributes: { languageModelChatProviders: [{ vendor: 'credence-tests', displayName: 'Tests' }] },
  };
  writeFileSync(join(at, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(at, 'README.md'), '# For tests\n');
  writeFileSync(join(at, 'LICENSE'), 'MIT\n');
  writeFileSync(join(at, 'main.js'), MAIN);
  const file = join(root, 'out', 'model-extension.vsix');
  const vsce = join(root, 'node_modules', '.bin', 'vsce');
  const packed = spawnSync(
    vsce,
    ['package', '--no-dependencies', '--allow-missing-repository', '--out', file],
    {
      cwd: at,
      encoding: 'utf8',
    },
  );
  if (packed.status !== 0) throw new Error(`The model for the tests could not be packed:\n${packed.stderr}`);
  return file;
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
