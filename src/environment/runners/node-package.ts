import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import * as z from 'zod/mini';

const manifestSchema = z.object({
  scripts: z.optional(z.record(z.string(), z.string())),
  dependencies: z.optional(z.record(z.string(), z.unknown())),
  devDependencies: z.optional(z.record(z.string(), z.unknown())),
  workspaces: z.optional(z.unknown()),
  jest: z.optional(z.unknown()),
  mocha: z.optional(z.unknown()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A package.json, or undefined where it is not one. */
export function parseManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function dependsOn(manifest: Manifest, name: string): boolean {
  return name in (manifest.dependencies ?? {}) || name in (manifest.devDependencies ?? {});
}

/** The folder of an installed package as seen from a folder, as Node looks it up. */
export function installed(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The script behind a package's command, to be run by Node itself. */
export function binOf(from: string, name: string, command = name): string | undefined {
  const folder = installed(from, name);
  if (folder === undefined) return undefined;
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin?: unknown };
  const path = typeof bin === 'string' ? bin : (bin as Record<string, string> | undefined)?.[command];
  return path === undefined ? undefined : join(folder, path);
}

/** The Node that the person's own terminal would use; this process's only where there is none. */
export function nodeCommand(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = (process.env.PATH ?? '').split(delimiter).find((folder) => existsSync(join(folder, name)));
  return found === undefined ? process.execPath : join(found, name);
}

/** Set only where no `node` is on the path and the editor's own runtime has to serve as one. */
export function nodeVariables(): Record<string, string> {
  return nodeCommand() === process.execPath && process.versions.electron !== undefined
    ? { ELECTRON_RUN_AS_NODE: '1' }
    : {};
}
