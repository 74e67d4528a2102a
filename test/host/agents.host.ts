import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ToldAssessment } from '../../src/engine/assess.ts';
import type { VerificationReport } from '../../src/engine/verify/report.ts';
import { attachedFocus, attachedPlace } from '../../src/vscode/chat/attached.ts';

const PATH = 'src/interval.ts';

/** Calls a tool as another agent in the editor would, and reads its answer. */
async function invoke<T>(name: string, input: object): Promise<T> {
  const { content } = await vscode.lm.invokeTool(name, { toolInvocationToken: undefined, input });
  const text = content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
  return JSON.parse(text) as T;
}

async function textOf(path: string): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, path)));
}

describe('another agent in the editor', () => {
  it('finds the tools, each with the form of its input', () => {
    const tools = vscode.lm.tools.filter(({ tags }) => tags.includes('credence'));
    assert.deepEqual(tools.map(({ name }) => name).toSorted(), [
      'credence_assess',
      'credence_behaviors',
      'credence_verify_patch',
    ]);
    assert.ok(tools.every(({ inputSchema }) => inputSchema !== undefined));
  });

  it('learns what fails here', async () => {
    const told = await invoke<ToldAssessment>('credence_assess', { request: 'Make the failing tests pass' });
    assert.equal(told.verdict, 'solve');
    assert.equal(told.tests?.failed.length, 1);
  });

  it('has a right patch verified and a wrong one refuted, and no file is changed', async () => {
    const before = await textOf(PATH);
    const edit = (newText: string) => ({ edits: [{ path: PATH, oldText: 'b.start <= a.end', newText }] });
    const right = await invoke<VerificationReport>('credence_verify_patch', edit('b.start < a.end'));
    assert.equal(right.verdict, 'verified', right.reason);
    assert.equal(right.tests.fixed.length, 1);
    assert.deepEqual(right.tests.broken, []);
    const wrong = await invoke<VerificationReport>('credence_verify_patch', edit('b.start > a.end'));
    assert.equal(wrong.verdict, 'refuted');
    assert.ok(wrong.tests.broken.length > 0);
    assert.equal(await textOf(PATH), before);
  });

  it('recalls what was learned', async () => {
    const { behaviors } = await invoke<{ behaviors: unknown[] }>('credence_behaviors', {});
    assert.ok(Array.isArray(behaviors));
  });
});

describe('what a person attaches to a turn of the chat', () => {
  it('is what the turn is about: a test, a selection or a file, and never what the editor adds by itself', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const at = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);
    const lines = (await textOf('test/room.test.ts')).split('\n');
    const line = lines.findIndex((text) => text.includes('lets one booking begin'));
    const inTest = new vscode.Location(at('test/room.test.ts'), new vscode.Range(line + 1, 0, line + 1, 4));
    const inCode = new vscode.Location(at(PATH), new vscode.Range(0, 0, 2, 0));
    const place = attachedPlace([
      { id: 'vscode.implicit.file', value: at('package.json') },
      { id: 'words', value: 'some words' },
      { id: 'selection', value: inTest },
    ]);
    assert.equal(place, inTest);
    assert.equal(attachedPlace([{ id: 'vscode.implicit.selection', value: inTest }]), undefined);
    const focus = await attachedFocus(folder, inTest);
    assert.ok(focus?.kind === 'test' && focus.path === 'test/room.test.ts');
    assert.match(focus.name ?? '', /^lets one booking begin/);
    assert.deepEqual(await attachedFocus(folder, at('test/room.test.ts')), {
      kind: 'test',
      path: 'test/room.test.ts',
    });
    assert.deepEqual(await attachedFocus(folder, at(PATH)), { kind: 'file', path: PATH });
    const start = { kind: 'range', path: PATH, start: 0 };
    assert.deepEqual({ ...(await attachedFocus(folder, inCode)), end: 0 }, { ...start, end: 0 });
    assert.equal(await attachedFocus(folder, at('src')), undefined);
    assert.equal(await attachedFocus(folder, vscode.Uri.file('/nowhere/a.ts')), undefined);
  });
});
