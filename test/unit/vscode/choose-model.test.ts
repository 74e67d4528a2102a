import { expect, it, vi } from 'vitest';
import * as editor from '../../support/editor.ts';

interface Row {
  readonly label: string;
  readonly place?: unknown;
  readonly choice?: unknown;
}

/** A list as the editor shows it; the test stands in for the person. */
class Pick {
  static readonly open: Pick[] = [];
  items: readonly Row[] = [];
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  value = '';
  placeholder = '';
  busy = false;
  readonly #accept: (() => void)[] = [];
  readonly #hidden: (() => void)[] = [];
  constructor() {
    Pick.open.push(this);
  }
  onDidChangeValue(): void {}
  onDidHide(told: () => void): void {
    this.#hidden.push(told);
  }
  onDidAccept(told: () => void): void {
    this.#accept.push(told);
  }
  show(): void {}
  dispose(): void {}
  hide(): void {
    for (const told of this.#hidden) told();
  }
  confirm(label: RegExp): void {
    this.selectedItems = this.items.filter((row) => label.test(row.label)).slice(0, 1);
    for (const told of this.#accept) told();
  }
}

const update = vi.fn();
vi.mock('vscode', () => ({
  ...editor,
  ConfigurationTarget: { Global: 1 },
  window: { ...editor.window, createQuickPick: () => new Pick() },
  workspace: { getConfiguration: () => ({ get: (_: string, none: unknown) => none, update }) },
}));
const { chooseModel } = await import('../../../src/vscode/choose-model.ts');

it('a server that answers on this machine is offered, and nothing is taken from under the hand', async () => {
  const baseUrl = 'http://127.0.0.1:11434/v1';
  const servers = [{ baseUrl, server: 'Ollama', models: [{ name: 'small' }, { name: 'large' }] }];
  let found: (told: unknown) => void = () => undefined;
  const discover = vi
    .fn()
    .mockReturnValueOnce(new Promise((settle) => (found = settle)))
    .mockResolvedValueOnce({ servers });
  const done = chooseModel({ discover } as never, { get: async () => undefined } as never);
  const [places] = Pick.open;
  const before = places?.items[0];
  if (places === undefined || before === undefined) throw new Error('nothing was asked');
  places.activeItems = [before];
  expect(places.items.map(({ label }) => label)).not.toContain('$(server) Ollama');
  found({ servers });
  await vi.waitFor(() => expect(places.items.map(({ label }) => label)).toContain('$(server) Ollama'));
  expect(places.activeItems).toEqual([before]);
  places.confirm(/Ollama/);
  await vi.waitFor(() => expect(Pick.open[1]?.items).toHaveLength(2));
  expect(discover).toHaveBeenLastCalledWith({ baseUrl });
  Pick.open[1]?.confirm(/large/);
  await done;
  expect(update).toHaveBeenCalledWith('name', 'large', 1);
});

it('servers are looked for only as long as the list is open, which says so', async () => {
  let found: (told: unknown) => void = () => undefined;
  const discover = vi.fn((..._: readonly unknown[]) => new Promise((settle) => (found = settle)));
  const done = chooseModel({ discover } as never, { get: async () => undefined } as never);
  const places = Pick.open.at(-1);
  expect(places?.placeholder).toMatch(/looking for servers on this machine/);
  const token = discover.mock.lastCall?.[1];
  expect(token).toMatchObject({ isCancellationRequested: false });
  places?.hide();
  await done;
  expect(token).toMatchObject({ isCancellationRequested: true });
  found({ servers: [] });
  expect(discover).toHaveBeenCalledOnce();
});
