import { applyPatch, parsePatch, type StructuredPatch } from 'diff';
import { readPath } from '../../edits/paths.ts';
import { readReply } from '../../edits/reply-reader.ts';
import type { Sources } from '../../loop/rooms.ts';
import type { FileEdit, Replacement } from '../../loop/types.ts';
import { stretchesBetween } from '../../syntax/change.ts';
import type { Proposal, ProposedEdit } from './proposal.ts';

type ReadProposal =
  | { readonly kind: 'edits'; readonly edits: readonly FileEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Turns a patch that came as data into edits of the snapshot, all of it or nothing. */
export function readProposal({ diff, edits }: Proposal, sources: Sources): ReadProposal {
  const hasDiff = diff !== undefined && diff.trim() !== '';
  const hasEdits = edits !== undefined && edits.length > 0;
  if (hasDiff === hasEdits) return refuse('Give the patch either as a diff or as edits.');
  return hasDiff ? readDiff(diff, sources) : readEdits(edits ?? [], sources);
}

function refuse(reason: string): ReadProposal {
  return { kind: 'refused', reason };
}

/**
 * A diff that fits where it says is taken at its word. One whose lines have moved is read as a model's would be: its
 * changed lines must be found, and only once.
 */
function readDiff(diff: string, sources: Sources): ReadProposal {
  const exact = exactEdits(diff, sources);
  if (exact !== undefined)
    return exact.length === 0 ? refuse('The diff changes nothing.') : { kind: 'edits', edits: exact };
  const reading = readReply(diff, sources);
  return reading.kind === 'edits' ? { kind: 'edits', edits: reading.edits } : refuse(reading.reason);
}

function exactEdits(diff: string, sources: Sources): readonly FileEdit[] | undefined {
  let patches: StructuredPatch[];
  try {
    patches = parsePatch(diff);
  } catch {
    return undefined;
  }
  const edits: FileEdit[] = [];
  for (const patch of patches) {
    if (patch.hunks.length === 0) return undefined;
    const edit = exactEdit(patch, sources);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

function exactEdit(patch: StructuredPatch, sources: Sources): FileEdit | undefined {
  const { oldFileName: old = '', newFileName: now = '' } = patch;
  const isPrefixed = [old, now].every((name) => name === '/dev/null' || /^[ab]\//.test(name));
  const plain = (name: string): string | undefined => {
    if (name === '/dev/null') return undefined;
    const reading = readPath(isPrefixed ? name.slice(2) : name);
    return 'path' in reading ? reading.path : undefined;
  };
  const [from, to] = [plain(old), plain(now)];
  const path = to ?? from;
  // A renamed file is two edits, and a name that is not acceptable gets its reason from the other reader.
  if (path === undefined || (from !== undefined && to !== undefined && from !== to)) return undefined;
  const before = from === undefined ? '' : sources.read(from);
  if (before === undefined || (from === undefined && sources.read(path) !== undefined)) return undefined;
  const after = applyPatch(before, patch, { fuzzFactor: 0, autoConvertLineEndings: true });
  if (after === false) return undefined;
  if (to === undefined) return { kind: 'delete', path };
  if (from === undefined) return { kind: 'create', path, text: after };
  return { kind: 'modify', path, replacements: differences(before, after) };
}

/** Each place that differs by itself: what stands between two of them is not changed, and no test need run it. */
function differences(before: string, after: string): readonly Replacement[] {
  return stretchesBetween(before, after).map(({ start, end, newStart, newEnd }) => ({
    start,
    end,
    text: after.slice(newStart, newEnd),
  }));
}

function readEdits(given: readonly ProposedEdit[], sources: Sources): ReadProposal {
  const replacements = new Map<string, Replacement[]>();
  const whole: FileEdit[] = [];
  for (const edit of given) {
    const reading = readPath(edit.path);
    if ('refused' in reading) return refuse(reading.refused);
    const { path } = reading;
    const text = sources.read(path);
    if (edit.delete === true) {
      if (edit.oldText !== undefined || edit.newText !== undefined)
        return refuse(`${path}: an edit that deletes a file has no text.`);
      whole.push({ kind: 'delete', path });
      continue;
    }
    const { oldText, newText } = edit;
    if (newText === undefined)
      return refuse(`${path}: newText is missing. To remove a passage, make it empty.`);
    if (oldText === undefined) {
      if (text === undefined) whole.push({ kind: 'create', path, text: newText });
      else if (text === newText) return refuse(`${path}: the edit changes nothing.`);
      else whole.push({ kind: 'modify', path, replacements: differences(text, newText) });
      continue;
    }
    const found = replacementOf(path, text, oldText, newText);
    if ('refused' in found) return refuse(found.refused);
    replacements.set(path, [...(replacements.get(path) ?? []), found]);
  }
  const twice = whole.find(
    ({ path }, at) => replacements.has(path) || whole.findIndex((one) => one.path === path) !== at,
  );
  if (twice !== undefined) return refuse(`${twice.path}: a whole file is edited once.`);
  const passages = [...replacements].map(
    ([path, list]): FileEdit => ({
      kind: 'modify',
      path,
      replacements: list.toSorted((a, b) => a.start - b.start),
    }),
  );
  return { kind: 'edits', edits: [...passages, ...whole] };
}

function replacementOf(
  path: string,
  text: string | undefined,
  oldText: string,
  newText: string,
): Replacement | { readonly refused: string } {
  if (text === undefined) return { refused: `${path}: there is no such text file.` };
  if (oldText === '')
    return { refused: `${path}: oldText is empty, so nothing says where the edit belongs.` };
  // Programs that speak JSON write line feeds; the file may have other line ends.
  const isWindows = !text.includes(oldText) && text.includes('\r\n');
  const [search, by] = [oldText, newText].map((each) =>
    isWindows ? each.replace(/\r?\n/g, '\r\n') : each,
  ) as [string, string];
  const start = text.indexOf(search);
  if (start === -1) return { refused: `${path}: oldText is not in the file.` };
  if (text.indexOf(search, start + 1) !== -1)
    return { refused: `${path}: oldText is in the file more than once. Give more of what is around it.` };
  return { start, end: start + search.length, text: by };
}
