import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import * as z from 'zod/mini';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const manifest = z.object({
  version: z.literal(1),
  id: z.string().check(z.regex(/^[\w-]+$/)),
  label: z.string(),
  /** ISO 8601, UTC. */
  at: z.string(),
  /** The folder had more files than are listed: what is not named here may have been there. */
  isCut: z.boolean(),
  files: z.array(
    z.object({
      path: z.string(),
      hash,
      /** Permission bits. */
      mode: z.number(),
      size: z.number(),
      /** Milliseconds; together they tell whether a file must be read again. */
      mtime: z.number(),
      ctime: z.number(),
    }),
  ),
  /** Symbolic links and where they lead, as written. */
  links: z.array(z.object({ path: z.string(), target: z.string() })),
  /** Files that were there and were not kept. */
  left: z.array(z.string()),
  unsaved: z.array(z.object({ path: z.string(), hash })),
});

/** One state of a folder. Paths are workspace-relative with forward slashes. */
export type Manifest = z.infer<typeof manifest>;
export type KeptFile = Manifest['files'][number];

/** Every manifest of a folder, newest first; one that cannot be read is left out. */
export async function readManifests(folder: string): Promise<readonly Manifest[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const all = await Promise.all(names.map((name) => readManifest(folder, name.slice(0, -'.json'.length))));
  return all
    .flatMap((one) => one ?? [])
    .toSorted((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
}

/** Undefined when there is none of this id, or it cannot be read. */
export async function readManifest(folder: string, id: string): Promise<Manifest | undefined> {
  if (!/^[\w-]+$/.test(id)) return undefined;
  try {
    const parsed = manifest.safeParse(JSON.parse(await readFile(join(folder, `${id}.json`), 'utf8')));
    return parsed.success && parsed.data.id === id ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export async function writeManifest(folder: string, state: Manifest): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFileAtomic(join(folder, `${state.id}.json`), JSON.stringify(state));
}

export async function removeManifest(folder: string, id: string): Promise<void> {
  await rm(join(folder, `${id}.json`), { force: true });
}

/** Every content that a manifest names. */
export function hashesOf({ files, unsaved }: Manifest): readonly string[] {
  return [...files, ...unsaved].map(({ hash }) => hash);
}
