import type { Sources } from '../../loop/rooms.ts';

/**
 * Plugins that pytest loads wherever they are installed, that take longer to load than the tests of a small project, and that do
 * nothing where nobody names them. To write the header of a report, that of Hypothesis imports all of Hypothesis, with each of
 * its modules compiled anew: 1.5 of the 2.1 s of processor time that a run of 17 tests took.
 */
const PLUGINS = [
  { plugin: 'hypothesispytest', named: /hypothesis/i },
  { plugin: 'benchmark', named: /benchmark/i },
];
const READ = /\.(?:py|pyi|toml|cfg|ini|txt|in|lock|ya?ml)$/;
const VARIABLES = ['PYTEST_ADDOPTS', 'PYTEST_PLUGINS'];

/** Options that leave out those of them that neither the project nor the variables of its run name. */
export function withoutUnusedPlugins(
  sources: Sources,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  let unused = PLUGINS;
  for (const text of texts(sources, variables)) {
    unused = unused.filter(({ named }) => !named.test(text));
    if (unused.length === 0) break;
  }
  return unused.flatMap(({ plugin }) => ['-p', `no:${plugin}`]);
}

function* texts(sources: Sources, variables: Readonly<Record<string, string | undefined>>): Iterable<string> {
  for (const name of VARIABLES) yield variables[name] ?? '';
  for (const path of sources.list()) {
    if (!READ.test(path)) continue;
    yield path;
    yield sources.read(path) ?? '';
  }
}
