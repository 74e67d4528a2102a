import type { ModuleState } from '../loader.ts';
import { Unsupported } from '../unsupported.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own object, of whatever version.
type Any = any;

/** Vitest's `vi` with mocks of modules by way of our loader: those that are made by a function of the test file's. */
export function viWithMocks(vi: Any, path: string, state: ModuleState): Any {
  const from = (): string => state.evaluating ?? path;
  const actual = (name: string, importer: string): unknown => asModule(state.require(name, importer, true));
  const mock = (name: unknown, factory: unknown): void => {
    if (typeof name !== 'string') throw new Unsupported('it mocks a module that it does not name');
    if (typeof factory !== 'function') throw new Unsupported('it mocks a module without saying by what');
    const owner = from();
    const original = async (): Promise<unknown> => actual(name, owner);
    state.standIns.put(state.keyOf(name, owner), owner, () => {
      const made: unknown = factory(original);
      return made instanceof Promise
        ? made.then((value) => onlyWhatIsThere(name, value))
        : onlyWhatIsThere(name, made);
    });
  };
  const unmock = (name: string): void => state.standIns.remove(state.keyOf(name, from()));
  const own: Any = {
    ...vi,
    mock,
    unmock,
    doMock: mock,
    doUnmock: unmock,
    hoisted: (body: () => unknown) => body(),
    importActual: async (name: string) => actual(name, from()),
    resetModules: () => {
      state.forget();
      return own;
    },
  };
  return own;
}

/** What an import of everything gives. */
function asModule(exported: unknown): unknown {
  if (typeof exported !== 'object' && typeof exported !== 'function') return { default: exported };
  if (exported === null || (exported as { __esModule?: unknown }).__esModule) return exported;
  return { ...exported, default: exported };
}

/** Vitest throws where something is asked of a mock that it does not have. */
function onlyWhatIsThere(name: string, made: unknown): unknown {
  if (typeof made !== 'object' || made === null)
    throw new Error(
      `[vitest] vi.mock("${name}", factory?: () => unknown) is not returning an object. Did you mean to return an object with a "default" key?`,
    );
  return new Proxy(made, {
    get(target, key) {
      if (key === '__esModule') return true;
      if (key in target || typeof key === 'symbol' || key === 'then') return Reflect.get(target, key);
      throw new Error(
        `[vitest] No "${key}" export is defined on the "${name}" mock. Did you forget to return it from "vi.mock"?`,
      );
    },
  });
}
