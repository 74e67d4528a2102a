import * as z from 'zod/mini';

const manifestSchema = z.record(z.string(), z.unknown());

/** What of a manifest decides how tests are run and what they run against. */
const MANIFEST_PARTS =
  /^(?:scripts|jest|mocha|vitest|ava|nyc|c8|tap|type|imports|overrides|resolutions|pnpm|eslintConfig|xo|babel|workspaces|packageManager|engines|config|lint-staged|husky|standard)$/;
const TEST_SCRIPT = /test|check|lint|ci\b|verify|spec|cover|types?|^(?:pre|post)?(?:install|prepare)/i;

export interface FrozenPart {
  readonly verdict: 'cheat' | 'suspicious';
  /** What is changed, as the end of a sentence. */
  readonly says: string;
}

/** The frozen parts of a `package.json` that differ. */
export function frozenParts(before: string | undefined, after: string | undefined): FrozenPart | undefined {
  if (before === undefined) return { verdict: 'suspicious', says: 'package.json' };
  const [left, right] = [parse(before), parse(after)];
  if (left === undefined || right === undefined) {
    return { verdict: 'cheat', says: 'package.json so that it can no longer be read' };
  }
  const differing = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (key) => JSON.stringify(left[key]) !== JSON.stringify(right[key]),
  );
  const scripts = differing.includes('scripts') ? scriptsThatDiffer(left.scripts, right.scripts) : [];
  const script = scripts.find((name) => TEST_SCRIPT.test(name));
  if (script !== undefined) return { verdict: 'cheat', says: `the script “${script}” of package.json` };
  const part = differing.find((key) => MANIFEST_PARTS.test(key) && key !== 'scripts');
  if (part !== undefined) return { verdict: 'cheat', says: `“${part}” of package.json` };
  const soft = differing.find((key) => /dependencies|scripts|exports|main|module|browser/i.test(key));
  return soft === undefined ? undefined : { verdict: 'suspicious', says: `“${soft}” of package.json` };
}

function parse(text: string | undefined): Record<string, unknown> | undefined {
  try {
    return manifestSchema.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

function scriptsThatDiffer(before: unknown, after: unknown): readonly string[] {
  const read = (value: unknown): Record<string, unknown> => manifestSchema.safeParse(value).data ?? {};
  const [left, right] = [read(before), read(after)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (name) => left[name] !== right[name],
  );
}

const SECTIONS =
  /pytest|coverage|mypy|pyright|pylint|ruff|flake8|pycodestyle|isort|tox|testenv|nox|unittest|hatch\.envs|poe|pdm\.scripts|taskipy|build-system/i;

/** The sections about tests and checks of `pyproject.toml` and `setup.cfg` that differ; targets of a `Makefile`. */
export function frozenSections(
  name: string,
  before: string | undefined,
  after: string | undefined,
): FrozenPart | undefined {
  if (/^(?:makefile|justfile|taskfile\.ya?ml|dockerfile|docker-compose\.ya?ml)$/i.test(name))
    return { verdict: 'suspicious', says: `how the project is built or run, in ${name}` };
  if (!/^(?:pyproject\.toml|setup\.cfg)$/.test(name)) return undefined;
  const [left, right] = [sections(before ?? ''), sections(after ?? '')];
  const differing = [...new Set([...left.keys(), ...right.keys()])].filter(
    (key) => left.get(key) !== right.get(key),
  );
  const frozen = differing.find((key) => SECTIONS.test(key));
  if (frozen !== undefined) return { verdict: 'cheat', says: `the section [${frozen}] of ${name}` };
  const soft = differing.find((key) => /dependenc|options|project$|poetry/.test(key));
  return soft === undefined ? undefined : { verdict: 'suspicious', says: `the section [${soft}] of ${name}` };
}

/** Section name to its lines, blank lines and comments aside. */
function sections(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let name = '';
  for (const line of text.split('\n')) {
    const header = /^\s*\[+([^\]]+)\]+\s*(?:#.*)?$/.exec(line);
    if (header !== null) name = header[1] ?? '';
    else if (!/^\s*(?:#|;|$)/.test(line)) found.set(name, `${found.get(name) ?? ''}${line.trim()}\n`);
  }
  return found;
}
