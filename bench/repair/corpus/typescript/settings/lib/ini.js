'use strict';

function IniError(message, line) {
  const error = new Error(message + ' in line ' + line);
  error.name = 'IniError';
  error.line = line;
  return error;
}

/** Sections with their values as texts; what stands before the first section is in the section ''. */
function parseIni(text) {
  const sections = { '': {} };
  let current = sections[''];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i].trim();
    const number = i + 1;
    // A backslash at the end joins a line with the next.
    while (line.endsWith('\\') && i + 1 < lines.length) {
      i++;
      line = line.slice(0, -1).trimEnd() + ' ' + lines[i].trim();
    }
    if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      if (!line.endsWith(']')) throw IniError('Section is not closed', number);
      const name = line.slice(1, -1).trim();
      if (name === '') throw IniError('Section has no name', number);
      if (!Object.hasOwn(sections, name)) sections[name] = {};
      current = sections[name];
      continue;
    }
    const equals = line.indexOf('=');
    if (equals <= 0) throw IniError('Expected name = value', number);
    const key = line.slice(0, equals).trim();
    current[key] = unquote(stripComment(line.slice(equals + 1).trim()));
  }
  return sections;
}

/** Removes a comment after a value: a semicolon that follows a space, outside of quotes. */
function stripComment(value) {
  let quote = null;
  for (let i = 0; i < value.length; i++) {
    const c = value[i];
    if (quote) {
      if (c === quote) quote = null;
    } else if (c === '"' || c === "'") {
      quote = c;
    } else if (c === ';' && (i === 0 || value[i - 1] === ' ')) {
      return value.slice(0, i).trimEnd();
    }
  }
  return value;
}

function unquote(value) {
  const first = value[0];
  if (value.length >= 2 && (first === '"' || first === "'") && value.endsWith(first)) {
    return value.slice(1, -1);
  }
  return value;
}

function formatIni(sections) {
  const out = [];
  for (const name of Object.keys(sections)) {
    const entries = Object.entries(sections[name]);
    if (entries.length === 0) continue;
    if (name !== '') {
      if (out.length > 0) out.push('');
      out.push('[' + name + ']');
    }
    for (const [key, value] of entries) {
      const special = value !== value.trim() || value.includes(';') || /^["'].*["']$/.test(value);
      out.push(key + ' = ' + (special ? '"' + value + '"' : value));
    }
  }
  return out.join('\n') + '\n';
}

module.exports = { parseIni, formatIni, stripComment, unquote };
