import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { ModuleState } from '../loader.ts';
import { Unsupported } from '../unsupported.ts';
import type { JestParts } from './jest.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own object, of whatever version.
type Any = any;

const TIMERS = [
  ...[
    'advanceTimersByTime',
    'advanceTimersByTimeAsync',
    'advanceTimersToNextFrame',
    'advanceTimersToNextTimer',
  ],
  ...[
    'advanceTimersToNextTimerAsync',
    'clearAllTimers',
    'getRealSystemTime',
    'getTimerCount',
    'now',
    'runAllTicks',
  ],
  ...[
    'runAllTimers',
    'runAllTimersAsync',
    'runOnlyPendingTimers',
    'runOnlyPendingTimersAsync',
    'setSystemTime',
  ],
  ...['setTimerTickMode'],
];
const BEYOND = [
  ...[
    'retryTimes',
    'enableAutomock',
    'autoMockOn',
    'unstable_mockModule',
    'unstable_unmockModule',
    'onGenerateMock',
  ],
  ...['runAllImmediates', 'isolateModulesAsync', 'deepUnmock'],
];

/** The `jest` of one file: Jest's own mocks and timers, and mocks of modules by way of our loader. */
export function jestObject(
  parts: JestParts,
  path: string,
  state: ModuleState,
  timeouts: { test: number },
): { readonly jest: Any; close(): void } {
  const mocker = new parts.ModuleMocker(globalThis);
  let timers: Any;
  const fakeTimers = (): Any => {
    // Version 27 asks for a configuration of another form.
    timers ??= new parts.ModernFakeTimers({
      config: { fakeTimers: {}, ...parts.config },
      global: globalThis,
    });
    return timers;
  };
  const jest: Any = {
    fn: mocker.fn.bind(mocker),
    spyOn: mocker.spyOn.bind(mocker),
    mocked: (value: unknown) => value,
    isMockFunction: (value: unknown) => mocker.isMockFunction(value),
    replaceProperty: (...args: unknown[]) => mocker.replaceProperty(...args),
    isEnvironmentTornDown: () => false,
    getSeed: () => 0,
  };
  const chained = (name: string, body: (...args: Any[]) => unknown): void => {
    jest[name] = (...args: unknown[]) => {
      body(...args);
      return jest;
    };
  };
  for (const name of ['clearAllMocks', 'resetAllMocks', 'restoreAllMocks'])
    chained(name, () => mocker[name]());
  chained('setTimeout', (milliseconds: number) => {
    timeouts.test = milliseconds;
  });
  chained('useFakeTimers', (how: unknown) => {
    if (how === 'legacy' || (how as { legacyFakeTimers?: boolean } | undefined)?.legacyFakeTimers)
      throw new Unsupported('it uses the old fake timers');
    fakeTimers().useFakeTimers(typeof how === 'string' ? undefined : how);
  });
  chained('useRealTimers', () => timers?.useRealTimers());
  for (const name of TIMERS) jest[name] = (...args: unknown[]) => fakeTimers()[name](...args);
  for (const name of BEYOND)
    jest[name] = () => {
      throw new Unsupported(`it uses jest.${name}`);
    };
  addModuleMocks(jest, chained, mocker, path, state);
  return {
    jest,
    close() {
      timers?.useRealTimers();
      mocker.restoreAllMocks();
    },
  };
}

function addModuleMocks(
  jest: Any,
  chained: (name: string, body: (...args: Any[]) => unknown) => void,
  mocker: Any,
  path: string,
  state: ModuleState,
): void {
  // Relative names are meant from the file that is being evaluated; within a test that is the test file.
  const from = (): string => state.evaluating ?? path;
  const generated = (name: string, importer: string): unknown => {
    const manual = manualMock(state.keyOf(name, importer));
    if (manual !== undefined) return state.load(manual);
    const actual = state.isolated(() => state.require(name, importer, true));
    return mocker.generateFromMetadata(mocker.getMetadata(actual));
  };
  const mock = (name: string, factory?: () => unknown): void => {
    const owner = from();
    state.standIns.put(state.keyOf(name, owner), owner, factory ?? (() => generated(name, owner)));
  };
  const unmock = (name: string): void => state.standIns.remove(state.keyOf(name, from()));
  for (const name of ['mock', 'doMock']) chained(name, mock);
  for (const name of ['unmock', 'dontMock']) chained(name, unmock);
  chained('setMock', (name: string, value: unknown) => mock(name, () => value));
  for (const name of ['disableAutomock', 'autoMockOff']) chained(name, () => undefined);
  jest.requireActual = (name: string) => state.require(name, from(), true);
  jest.requireMock = (name: string) => {
    const key = state.keyOf(name, from());
    return state.standIns.get(key)?.make() ?? generated(name, from());
  };
  jest.createMockFromModule = (name: string) => generated(name, from());
  jest.genMockFromModule = jest.createMockFromModule;
  chained('resetModules', () => state.forget());
  chained('isolateModules', (body: () => void) => state.isolated(body));
}

/** A file that stands in for another, in the folder beside it. */
function manualMock(path: string): string | undefined {
  if (!isAbsolute(path)) return undefined;
  const stem = join(dirname(path), '__mocks__', basename(path).replace(/\.[^.]+$/, ''));
  return ['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs'].map((ending) => stem + ending).find(existsSync);
}
