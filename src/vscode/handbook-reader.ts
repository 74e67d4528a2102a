/** What the handbook's tree shows of one behavior. */
export interface BehaviorEntry {
  readonly name: string;
  readonly status: string;
  readonly evidence: string;
  /** The instruction's first line. */
  readonly instruction: string;
  /** 0-based line of the heading. */
  readonly line: number;
}

/**
 * Reads the headings of a handbook: enough to list it, tolerant of whatever a person wrote between them. The engine
 * reads the whole; this keeps the tree free of it.
 */
export function readHandbook(markdown: string): readonly BehaviorEntry[] {
  const lines = markdown.split(/\r?\n/);
  const starts = lines.flatMap((line, index) => (line.startsWith('## ') ? [index] : []));
  return starts.map((line, index) => {
    const body = lines.slice(line + 1, starts[index + 1] ?? lines.length);
    const field = (name: string): string | undefined => {
      const found = body.find((text) =>
        new RegExp(`^[-*]\\s*\\**${name}(?:\\s+[\\w-]+\\s+\\d{4}-\\d\\d)?\\**\\s*:`, 'i').test(text),
      );
      return found?.slice(found.indexOf(':') + 1).trim();
    };
    const prose = body.find((text) => text.trim() !== '' && !/^\s*[-*]\s/.test(text));
    return {
      name: (lines[line] ?? '').slice(3).trim(),
      status: field('status') ?? 'unknown',
      evidence: field('evidence') ?? '',
      instruction: prose?.trim() ?? '',
      line,
    };
  });
}
