'use strict';

const { set } = require('./merge');
const { parseIni } = require('./ini');

/** APP_SERVER__PORT=80 becomes { server: { port: '80' } } for the prefix APP. */
function fromEnvironment(env, prefix) {
  const settings = {};
  const start = prefix + '_';
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(start)) continue;
    const path = name.slice(start.length).toLowerCase().split('__').join('.');
    set(settings, path, value);
  }
  return settings;
}

/** Reads --name value, --name=value, --flag and --no-flag; the rest is in `rest`. */
function fromArguments(args) {
  const settings = {};
  const rest = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--') {
      rest.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('--')) {
      rest.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    if (equals !== -1) {
      set(settings, arg.slice(2, equals), arg.slice(equals + 1));
    } else if (arg.startsWith('--no-')) {
      set(settings, arg.slice(5), 'false');
    } else if (i + 1 < args.length && !args[i + 1].startsWith('--')) {
      set(settings, arg.slice(2), args[i + 1]);
      i++;
    } else {
      set(settings, arg.slice(2), 'true');
    }
  }
  return { settings, rest };
}

/** The settings of a file and of the files that it includes, those first. */
async function fromFile(path, read, seen = []) {
  if (seen.includes(path)) throw new Error('Files include each other: ' + [...seen, path].join(', '));
  const text = await read(path);
  const sections = parseIni(text);
  const { '': top, ...named } = sections;
  const { include, ...values } = top;
  const layers = [];
  if (include !== undefined) {
    for (const other of include.split(',')) {
      layers.push(...(await fromFile(other.trim(), read, [...seen, path])));
    }
  }
  const own = { ...values };
  for (const [name, entries] of Object.entries(named)) set(own, name, { ...entries });
  layers.push(own);
  return layers;
}

module.exports = { fromEnvironment, fromArguments, fromFile };
