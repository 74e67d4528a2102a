import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ancestor, edit, isAssignable, isVague, type Place } from './place.ts';
import { defaultsOf, type Value, valuesOf } from './values.ts';
import { similarity } from './words.ts';

const WRONG_NUMBER = new Set([2554, 2555, 2575, 2769]);
const WRONG_ARGUMENT = new Set([2345, 2769, 2554, 2322]);
const NOT_A_FUNCTION = new Set([2349, 6234, 2348, 2351]);

/** Arguments that are swapped, missing or too many, and things that are called and should not be. */
export function* calls(place: Place): Iterable<CodeFix> {
  const { api, node } = place;
  const isCall = (each: ts.Node): each is ts.CallExpression | ts.NewExpression =>
    api.isCallExpression(each) || api.isNewExpression(each);
  const call = ancestor(node, isCall);
  if (call === undefined) return;
  if (WRONG_ARGUMENT.has(place.code)) yield* swapped(place, call);
  if (WRONG_NUMBER.has(place.code)) {
    yield* missing(place, call);
    yield* surplus(place, call);
  }
  if (NOT_A_FUNCTION.has(place.code)) yield* notCalled(place, call);
}

const MOST_ARGUMENTS = 5;

function* swapped(place: Place, call: ts.CallExpression | ts.NewExpression): Iterable<CodeFix> {
  const args = call.arguments ?? [];
  if (args.length < 2 || args.length > MOST_ARGUMENTS) return;
  const parameters = parametersOf(place, call);
  const texts = args.map((each) => each.getText(place.file));
  const types = args.map((each) => place.checker.getTypeAtLocation(each));
  const goes = (from: number, to: number): boolean => {
    const [type, wanted] = [types[from], parameters[to]?.type];
    return type === undefined || wanted === undefined || isAssignable(place, type, wanted);
  };
  for (let i = 0; i < args.length; i += 1) {
    for (let j = i + 1; j < args.length; j += 1) {
      const [first, second] = [args[i], args[j]];
      if (first === undefined || second === undefined || !goes(i, j) || !goes(j, i)) continue;
      yield edit(
        place,
        { name: 'swap-arguments', description: `Swap \`${texts[i]}\` and \`${texts[j]}\``, fit: 0.95 },
        [first, texts[j] ?? ''],
        [second, texts[i] ?? ''],
      );
    }
  }
  // One that is out of place is moved to another, and the rest close up.
  for (let i = 0; i < args.length && args.length > 2; i += 1) {
    for (let j = 0; j < args.length; j += 1) {
      if (Math.abs(i - j) < 2) continue;
      const order = texts.map((_, index) => index).filter((index) => index !== i);
      order.splice(j, 0, i);
      if (!order.every((from, to) => goes(from, to))) continue;
      const start = args[0]?.getStart(place.file) ?? call.end;
      const end = args.at(-1)?.end ?? call.end;
      const text = order.map((from) => texts[from]).join(', ');
      yield edit(place, { name: 'swap-arguments', description: `Pass (${text})`, fit: 0.8 }, [
        [start, end],
        text,
      ]);
    }
  }
}

interface Parameter {
  readonly name: string;
  readonly type: ts.Type;
}

function parametersOf({ checker }: Place, call: ts.CallExpression | ts.NewExpression): readonly Parameter[] {
  const signature = checker.getResolvedSignature(call);
  return (signature?.parameters ?? []).map((symbol) => ({
    name: symbol.name,
    type: checker.getTypeOfSymbolAtLocation(symbol, call),
  }));
}

/** Puts an argument in at each place, as the names and types of the parameters suggest. */
function* missing(place: Place, call: ts.CallExpression | ts.NewExpression): Iterable<CodeFix> {
  const { file } = place;
  const args = [...(call.arguments ?? [])];
  const parameters = parametersOf(place, call);
  if (args.length >= parameters.length || args.some((each) => each.getText(file).startsWith('...'))) return;
  const types = args.map((each) => place.checker.getTypeAtLocation(each));
  const close = call.end - 1;
  for (let at = args.length; at >= 0; at -= 1) {
    const parameter = parameters[at];
    if (parameter === undefined || isVague(place, parameter.type)) continue;
    // What stands behind moves by one and must still fit.
    const fits = args.every((_, index) => {
      const wanted = parameters[index < at ? index : index + 1]?.type;
      const type = types[index];
      return wanted === undefined || type === undefined || isAssignable(place, type, wanted);
    });
    if (!fits) continue;
    const names = args.reduce(
      (sum, each, index) =>
        sum + similarity(each.getText(file), parameters[index < at ? index : index + 1]?.name ?? ''),
      0,
    );
    const order = 0.7 + (0.3 * names) / Math.max(1, args.length);
    const given = new Set(args.map((each) => each.getText(file)));
    const values: readonly Value[] = [
      ...valuesOf(place, call, parameter.type, parameter.name).filter(({ text }) => !given.has(text)),
      ...defaultsOf(place, call, parameter.type).map(({ text, fit }) => ({ text, fit: 0.5 * fit })),
    ];
    for (const { text, fit } of values.slice(0, 6)) {
      const about = {
        name: 'add-argument',
        description: `Pass \`${text}\` for \`${parameter.name}\``,
        fit: order * fit,
      };
      const next = args[at];
      const [where, written] =
        next === undefined
          ? [close, args.length === 0 ? text : `, ${text}`]
          : [next.getStart(file), `${text}, `];
      yield edit(place, about, [[where, where], written]);
    }
  }
}

function* surplus(place: Place, call: ts.CallExpression | ts.NewExpression): Iterable<CodeFix> {
  const { file } = place;
  const args = call.arguments ?? [];
  const most = parametersOf(place, call).length;
  if (args.length <= most) return;
  for (const [index, each] of [...args.entries()].toReversed()) {
    const before = args[index - 1];
    const after = args[index + 1];
    const start = before === undefined ? each.getStart(file) : before.end;
    const end = before === undefined && after !== undefined ? after.getStart(file) : each.end;
    const isLast = index === args.length - 1;
    const about = {
      name: 'drop-argument',
      description: `Do not pass \`${each.getText(file)}\``,
      fit: isLast ? 0.8 : 0.5,
    };
    yield edit(place, about, [[start, end], '']);
  }
}

function* notCalled(place: Place, call: ts.CallExpression | ts.NewExpression): Iterable<CodeFix> {
  const { api, file } = place;
  const callee = call.expression;
  if (api.isCallExpression(call)) {
    const about = { name: 'new', description: `Make a new \`${callee.getText(file)}\``, fit: 0.9 };
    if (place.checker.getTypeAtLocation(callee).getConstructSignatures().length > 0)
      yield edit(place, about, [[call.getStart(file), call.getStart(file)], 'new ']);
    if (call.arguments.length === 0)
      yield edit(
        place,
        { name: 'read', description: `Read \`${callee.getText(file)}\`, which is no function`, fit: 0.9 },
        [[callee.end, call.end], ''],
      );
  } else {
    const start = call.getStart(file);
    yield edit(
      place,
      { name: 'no-new', description: `Call \`${callee.getText(file)}\`, which is no class`, fit: 0.8 },
      [[start, callee.getStart(file)], ''],
    );
  }
}
