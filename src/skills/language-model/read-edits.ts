import { REDACTED } from '../../loop/redact.ts';
import type { ReplyReader, Sources } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';

export type EditReading =
  | { readonly kind: 'edits'; readonly edits: Candidate['edits']; readonly note: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Reads edits from a reply and refuses what no copy of the workspace may take.
 * @param sources `all` of the workspace, and those `shown`: what the model may not see it cannot copy, move or have
 *   quoted to it either
 * @returns also whether the reply could be applied as it is written, whatever is wrong with what it writes
 */
export function readEdits(
  { text, truncated }: { readonly text: string; readonly truncated: boolean },
  reader: ReplyReader,
  sources: { readonly all: Sources; readonly shown: Sources },
): { readonly reading: EditReading; readonly isApplied: boolean } {
  const refused = (reason: string, isApplied: boolean) => ({
    reading: { kind: 'refused' as const, reason },
    isApplied,
  });
  if (truncated)
    return refused('The reply was cut off at the limit of its length. Make the edits smaller.', false);
  const reading = reader.read(text, sources.shown);
  if (reading.kind === 'refused') return { reading, isApplied: false };
  if (JSON.stringify(reading.edits).includes(REDACTED))
    return refused(`An edit writes “${REDACTED}” where a secret stood. Leave those lines as they are.`, true);
  const taken = takenPath(reading.edits, sources.all);
  if (taken !== undefined) return refused(`${taken} cannot be created. Use another path.`, true);
  return { reading, isApplied: true };
}

/** A path that would be created where there is something, shown or not. */
function takenPath(edits: Candidate['edits'], sources: Sources): string | undefined {
  const created = edits.filter(({ kind }) => kind === 'create').map(({ path }) => path);
  if (created.length === 0) return undefined;
  const listed = sources.list();
  return created.find(
    (path) =>
      sources.read(path) !== undefined ||
      listed.some((p) => p === path || p.startsWith(`${path}/`) || path.startsWith(`${p}/`)),
  );
}
