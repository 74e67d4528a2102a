import sax from 'sax';

/** What a reader of XML is told; text comes with entities and CDATA resolved. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Reads XML piece by piece, so that what a torn file still holds is known. Entities that the document defines are
 * never expanded, and nothing is ever fetched.
 * @returns why the document is not whole, or undefined when it is
 */
export function readXml(text: string, handler: XmlHandler): string | undefined {
  const parser = sax.parser(true, { position: false });
  let problem: string | undefined;
  let depth = 0;
  let roots = 0;
  parser.onopentag = ({ name, attributes }) => {
    if (depth === 0) roots += 1;
    depth += 1;
    handler.open(localName(name), attributes as Record<string, string>);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    handler.close(localName(name));
  };
  parser.ontext = (piece) => handler.text(piece);
  parser.oncdata = (piece) => handler.text(piece);
  parser.onerror = (error) => {
    // An entity nobody knows is left as it stands; everything else means that something is lost.
    if (!/entity/i.test(error.message)) problem ??= error.message.split('\n', 1)[0] ?? 'it is no XML';
    (parser as { error: Error | null }).error = null;
    parser.resume();
  };
  try {
    parser.write(text).close();
  } catch (error) {
    problem ??= error instanceof Error ? error.message : String(error);
  }
  return problem ?? (roots === 1 ? undefined : 'it is no XML document');
}

/** Without a namespace's prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Decodes a document as it says itself: by its byte-order mark, else by its declaration, else as UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const mark = [...bytes.subarray(0, 2)].map((byte) => byte.toString(16)).join('');
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const declared = /^(?:\u00EF\u00BB\u00BF)?<\?xml[^>]*encoding=["']([\w.:-]{1,40})["']/.exec(head)?.[1];
  const label = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : (declared ?? 'utf-8');
  try {
    return new TextDecoder(label).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
