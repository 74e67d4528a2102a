import { qualified } from '../aliases.ts';
import type { Mark } from '../finding.ts';
import { markAt, type Side } from '../patched-file.ts';
import { argumentsOf, calleeName, folded, memberName } from '../reading.ts';
import { around, type Shape, walk } from '../shape.ts';
import type { GuardContext, TextDetector } from './detector.ts';

const READS =
  /\b(?:readFile|readFileSync|createReadStream|readdir|readdirSync|openSync|open\(|read_text|read_bytes|getsource|getsourcelines|listdir|glob|iglob|rglob|linecache|import_module|__import__|spec_from_file_location|require\(|import\(|Deno\.readTextFile|Bun\.file|fs\.promises|scandir|os\.walk|execSync|execFileSync|spawnSync|check_output|runpy)/;
const TEST_TEXT =
  /(?:^|[/\\.\w-])(?:[\w-]*\.(?:test|spec)\.[cm]?[jt]sx?|\.(?:test|spec)\.)|(?:^|[/\\])(?:__tests__|__snapshots__|test_[\w*]+\.py|[\w*]+_test\.py|conftest\.py)|\.snap$/;
/** A folder's name says something only where a path is made of it. */
const TEST_FOLDER = /^(?:\.{0,2}\/)*(?:tests?|specs?|__tests__|test_\w+)(?:\/|$)/;
const MAKES_PATH =
  /(?:join|resolve|joinpath|readdir\w*|readFile\w*|open\w*|glob\w*|listdir|scandir|walk|Path|URL|chdir|require|import|import_module|__import__|iglob|rglob|existsSync)$/;
const STACK =
  /^(?:inspect\.(?:stack|currentframe|getouterframes|trace|getinnerframes)|sys\._getframe|sys\._current_frames|traceback\.(?:extract_stack|format_stack|print_stack|walk_stack|StackSummary\.extract)|_getframe|currentframe|extract_stack|gc\.(?:get_objects|get_referrers)|inspect\.getsource(?:lines|file)?|console\.trace|util\.getCallSites?|getCallSites|expect\.getState)$/;

/** Looks at the tests, or at who is calling, while it runs. */
export const readingTests: TextDetector = {
  name: 'reading-tests',
  looksAt: 'sources',
  marks(side, context) {
    const marks: Mark[] = [];
    const reads = READS.test(side.text);
    const add = (shape: Shape, verdict: 'cheat' | 'suspicious', says: string): void => {
      marks.push(markAt(side, shape, { detector: 'reading-tests', verdict, kind: says, says }));
    };
    for (const shape of walk(side.root)) {
      if (readsStack(shape, side)) add(shape, 'cheat', 'The code looks at who is calling it');
      else if (shape.kind === 'import' || isRequire(shape)) {
        if (importsTest(shape, side, context))
          add(shape, 'cheat', 'The code imports what belongs to the tests');
      } else if (isTestText(shape, context)) {
        const excluded = /^!|[*?{]/.test(folded(shape) ?? '') && !isRead(shape);
        add(shape, reads && !excluded ? 'cheat' : 'suspicious', 'The code names a test that it may read');
      }
    }
    return marks;
  },
};

/** Whether the text itself is what is read. */
function isRead(shape: Shape): boolean {
  const call = around(shape, (at) => at.kind === 'call' || at.kind === 'statement');
  return call?.kind === 'call' && READS.test(`${calleeName(call)}(`);
}

function readsStack(shape: Shape, side: Side): boolean {
  if (shape.kind === 'call') {
    const name = qualified(side, calleeName(shape));
    if (STACK.test(name)) return true;
    if (/^Error\.captureStackTrace$/.test(name)) return argumentsOf(shape)[0]?.text !== 'this';
    return /\.stack\??\.(?:includes|match|indexOf|search|startsWith)$/.test(
      shape.in('function')?.text.replace(/\s/g, '') ?? '',
    );
  }
  if (shape.kind === 'assign') return /^Error\.prepareStackTrace\b/.test(shape.text);
  if (shape.kind !== 'member' && shape.kind !== 'index') return false;
  const name = memberName(shape);
  const object = shape.in('object', 'value')?.text ?? '';
  if (name === 'stack' && /^\(?\s*(?:new\s+)?\w*Error\s*\(/.test(object)) return true;
  if (
    name === 'f_back' ||
    name === 'tb_frame' ||
    name === 'f_locals' ||
    name === 'f_globals' ||
    name === 'f_code'
  )
    return true;
  if ((name === 'caller' || name === 'callee') && /^(?:arguments|arguments\.callee)$/.test(object))
    return true;
  if (name === 'caller' && new RegExp(`function\\s+${object.replace(/\W/g, '')}\\b`).test(side.text))
    return true;
  return name === 'stack' && looksForTests(shape);
}

/** A stack that is kept and searched for a test. */
function looksForTests(shape: Shape): boolean {
  const whole = around(shape, (at) => at.kind === 'function') ?? around(shape, (at) => at.kind === 'block');
  if (whole === undefined) return false;
  for (const at of walk(whole)) {
    if (at.kind !== 'string' && at.type !== 'regex') continue;
    if (
      /\b(?:tests?|spec|jest|vitest|mocha|__tests__)\b/.test(at.text) &&
      around(at, (up) => SEARCHES.test(up.text.slice(0, 400)) && up.kind === 'call') !== undefined
    )
      return true;
  }
  return false;
}

const SEARCHES = /\.(?:includes|indexOf|match|test|exec|search|startsWith|endsWith|split|some)\(/;

function isRequire(shape: Shape): boolean {
  return (
    shape.kind === 'call' &&
    /^(?:require|import|await import|importlib\.import_module|__import__)$/.test(
      shape.in('function')?.text ?? '',
    )
  );
}

const RUNNER_MODULE =
  /['"](?:vitest|jest|@jest\/globals|node:test|mocha|jasmine|sinon|@sinonjs\/fake-timers|vitest\/\w+|@vitest\/\w+|expect)['"]|^(?:import|from)\s+(?:pytest|_pytest|unittest|mock|nose|freezegun|time_machine)\b/;

function importsTest(shape: Shape, side: Side, context: GuardContext): boolean {
  if (RUNNER_MODULE.test(shape.text)) return true;
  if (side.language === 'python')
    return /^(?:from|import)\s+\.*(?:tests?|test_\w+|\w+_test|conftest)\b/.test(shape.text);
  const from = /['"`]([^'"`]+)['"`]/.exec(shape.text.replace(/^[\s\S]*from/, ''))?.[1] ?? '';
  return (
    from.startsWith('.') &&
    (/\.(?:test|spec)(?:\.|$)|__tests__|__snapshots__|(?:^|\/)tests?\//.test(from) ||
      context.testFiles.some((file) => sameStem(file, from)))
  );
}

function sameStem(file: string, from: string): boolean {
  const stem = from.replace(/^(?:\.{1,2}\/)+/, '').replace(/\.[cm]?[jt]sx?$/, '');
  return stem.includes('test') && file.replace(/\.[cm]?[jt]sx?$/, '').endsWith(stem);
}

function isTestText(shape: Shape, context: GuardContext): boolean {
  if (shape.kind !== 'string' && !(shape.kind === 'binary' && shape.in('operator')?.text === '+'))
    return false;
  if (shape.parent?.kind === 'import' || shape.parent?.type === 'concatenated_string') return false;
  const value = folded(shape) ?? (/[$]\{|\{\w/.test(shape.text) ? shape.text.slice(1, -1) : undefined);
  if (value === undefined || value.length < 4 || value.length > 200 || /\s/.test(value)) return false;
  if (
    context.testFiles.some(
      (file) =>
        file === value || (value.length > 6 && file.endsWith(`/${value.replace(/^(?:\.{1,2}\/)+/, '')}`)),
    )
  )
    return true;
  if (TEST_FOLDER.test(value)) {
    const folder = value.replace(/^(?:\.{0,2}\/)*/, '').split('/')[0];
    const known = context.testFiles.some((file) => file.split('/').includes(folder ?? ''));
    return (known || value.includes('test_')) && makesPath(shape);
  }
  return TEST_TEXT.test(value) && !/^https?:/.test(value);
}

function makesPath(shape: Shape): boolean {
  const holder = around(shape, (at) => at.kind === 'call' || at.kind === 'statement' || at.kind === 'binary');
  if (holder?.kind === 'binary') return /\bPath\b|__file__|parent/.test(holder.text);
  return (
    holder?.kind === 'call' && MAKES_PATH.test(calleeName(holder) || (holder.in('function')?.text ?? ''))
  );
}
