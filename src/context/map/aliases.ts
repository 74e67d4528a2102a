/** A prefix of import specifiers that stands for folders of the workspace. */
export interface Alias {
  /** Holds for files below this folder; empty for all. */
  readonly scope: string;
  /** `@app/` for `@app/*`; without a slash at the end it is the whole specifier. */
  readonly prefix: string;
  /** Paths that replace it, the first that leads to a file wins. */
  readonly targets: readonly string[];
}

const SETTINGS = /(?:^|\/)(?:[tj]sconfig(?:\.[\w-]+)?|package)\.json$/;

/** Whether a file may tell aliases. */
export function mayHoldAliases(path: string): boolean {
  return SETTINGS.test(path);
}

/** `compilerOptions.paths` of a tsconfig, or the name of a workspace's package. A file that cannot be read tells none. */
export function aliasesIn(path: string, text: string): readonly Alias[] {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  let json: unknown;
  try {
    json = JSON.parse(path.endsWith('package.json') ? text : plainJson(text));
  } catch {
    return [];
  }
  if (path.endsWith('package.json')) {
    const name = field(json, 'name');
    if (typeof name !== 'string' || name === '') return [];
    const inside = (rest: string): string => (folder === '' ? rest : `${folder}/${rest}`);
    return [
      { scope: '', prefix: name, targets: [inside('src/index'), inside('index'), inside('lib/index')] },
      { scope: '', prefix: `${name}/`, targets: [`${folder}/`, inside('src/')] },
    ];
  }
  const options = field(json, 'compilerOptions');
  const base = field(options, 'baseUrl');
  const paths = field(options, 'paths');
  if (typeof paths !== 'object' || paths === null) return [];
  const root = typeof base === 'string' ? `${folder}/${base}` : folder;
  return Object.entries(paths).map(([pattern, targets]) => ({
    scope: folder,
    prefix: pattern.replace(/\*.*$/, ''),
    targets: (Array.isArray(targets) ? targets : [])
      .filter((target) => typeof target === 'string')
      .map((target) => `${root}/${target.replace(/\*.*$/, '')}`),
  }));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Without comments and trailing commas; what stands in strings is left alone. What never ends takes the rest, so that it is read once. */
function plainJson(text: string): string {
  return text
    .replace(
      /("(?:[^"\\]+|\\[\s\S]?)*(?:"|$))|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
      (_, string: string | undefined) => string ?? '',
    )
    .replace(
      /("(?:[^"\\]+|\\[\s\S]?)*(?:"|$))|,(\s*[}\]])/g,
      (_, string: string | undefined, end = '') => string ?? end,
    );
}
