import { expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

type Handler = (request: unknown, context: unknown, response: unknown, token: unknown) => Promise<unknown>;
const chat = vi.hoisted(() => ({ handler: undefined as unknown }));
class ChatResponseTurn {
  readonly result: unknown;
  constructor(result: unknown) {
    this.result = result;
  }
}
vi.mock('vscode', () => ({
  ...editor,
  ChatResponseTurn,
  chat: {
    createChatParticipant: (_: string, handler: unknown) => {
      chat.handler = handler;
      return {};
    },
  },
}));
const folder = { uri: editor.Uri.file('/p') };
const failing = { kind: 'diagnostic', path: 'a.ts', line: 3, message: 'wrong' };
vi.mock('../../../src/vscode/workspace-state.ts', () => ({
  findWorkplace: async () => ({ kind: 'found', folder }),
  selectionFocus: () => ({ kind: 'file', path: 'looked-at-now.ts' }),
  pathIn: () => 'a.ts',
  diagnosticAtCursor: () => ({ message: 'wrong' }),
  diagnosticFocus: () => failing,
  testFocus: () => undefined,
}));
const { registerChat } = await import('../../../src/vscode/chat/participant.ts');

const question = { text: 'Which one?', options: ['5', '6'] };
const outcome = { verdict: 'asked', credence: 0.4, reason: 'only you can tell', question };
const finished = { episode: 'one', outcome, patch: [], alternatives: [] };

it.each([
  ['fix', { request: 'wrong', focus: failing, assessOnly: false }],
  ['assess', { request: 'wrong?', focus: { kind: 'file', path: 'looked-at-now.ts' }, assessOnly: true }],
])('an answer to the question of /%s goes on with what that was about', async (command, task) => {
  const run = vi.fn(async (_: unknown) => ({ kind: 'finished', finished }));
  Object.assign(editor.window, { activeTextEditor: { document: { uri: editor.Uri.file('/p/a.ts') } } });
  registerChat({ runner: { run }, extension: editor.Uri.file('/x') } as never);
  const response = { markdown: vi.fn(), button: vi.fn(), progress: vi.fn() };
  const turn = (name: string, prompt: string, history: readonly unknown[]) =>
    (chat.handler as Handler)({ command: name, prompt, references: [] }, { history }, response, undefined);
  const asked = await turn(command, command === 'assess' ? 'wrong?' : '', []);
  // The editor keeps it as text.
  const kept = new ChatResponseTurn(JSON.parse(JSON.stringify(asked)));
  await turn('answer', ' 5 ', [kept]);
  expect(run.mock.lastCall?.[0]).toMatchObject({ ...task, resume: 'one', answer: '5' });
});

it('a greeting or a question about itself is answered in words; nothing is run for it', async () => {
  const run = vi.fn(async (_: unknown) => ({ kind: 'finished', finished }));
  registerChat({ runner: { run }, extension: editor.Uri.file('/x') } as never);
  const response = { markdown: vi.fn(), button: vi.fn(), progress: vi.fn() };
  const turn = (prompt: string) =>
    (chat.handler as Handler)({ prompt, references: [] }, { history: [] }, response, undefined);
  for (const prompt of [
    'what can you do?',
    'Hello',
    'How do I use Credence?',
    'how do you work?',
    'help!',
    '你好',
  ])
    await turn(prompt);
  expect(run).not.toHaveBeenCalled();
  expect(response.markdown.mock.lastCall?.[0]).toContain('/solve');
  editor.workspace.isTrusted = true;
  const requests = [
    ...['help() fails', 'Hello world is printed twice', '', 'what does the test say?'],
    'How do I make the test "adds tax" pass?',
    'how do I fix the type error in src/cart.ts',
    'how do you parse dates here? it fails for 2024-02-30, fix it',
    'How do I use it so that the test passes?',
  ];
  for (const prompt of requests) await turn(prompt);
  expect(run).toHaveBeenCalledTimes(requests.length);
});
