'use strict';

const { merge, get, set } = require('./merge');
const { fromArguments, fromEnvironment, fromFile } = require('./sources');

const TYPES = {
  text: (value) => String(value),
  number: (value) => {
    const number = Number(value);
    if (String(value).trim() === '' || Number.isNaN(number)) throw new Error('must be a number');
    return number;
  },
  flag: (value) => {
    const text = String(value).toLowerCase();
    if (['true', 'yes', 'on', '1'].includes(text)) return true;
    if (['false', 'no', 'off', '0'].includes(text)) return false;
    throw new Error('must be true or false');
  },
  list: (value) =>
    Array.isArray(value)
      ? value
      : String(value)
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
};

/** Checks settings against a schema of paths; gives typed values and all problems, not only the first. */
function check(settings, schema) {
  const values = {};
  const problems = [];
  for (const [path, rule] of Object.entries(schema)) {
    const given = get(settings, path);
    if (given === undefined) {
      if (rule.required) problems.push(path + ' is missing');
      else if (rule.default !== undefined) set(values, path, rule.default);
      continue;
    }
    try {
      const value = TYPES[rule.type](given);
      if (rule.min !== undefined && value < rule.min) throw new Error('must be at least ' + rule.min);
      if (rule.max !== undefined && value > rule.max) throw new Error('must be at most ' + rule.max);
      if (rule.oneOf && !rule.oneOf.includes(value)) throw new Error('must be one of ' + rule.oneOf.join(', '));
      set(values, path, value);
    } catch (error) {
      problems.push(path + ' ' + error.message);
    }
  }
  return { values, problems };
}

/** All layers: files, then the environment, then the command line. */
async function load({ file, read, env = {}, prefix = 'APP', args = [], schema }) {
  const layers = file === undefined ? [] : await fromFile(file, read);
  const command = fromArguments(args);
  const settings = merge(...layers, fromEnvironment(env, prefix), command.settings);
  const { values, problems } = check(settings, schema);
  if (problems.length > 0) throw new Error('Settings: ' + problems.join('; '));
  return { values, rest: command.rest };
}

module.exports = { check, load };
