import { describe, expect, test } from 'vitest';
import { render } from '../src/render.ts';
import { parseExpression } from '../src/parser.ts';
import { tokenize } from '../src/lexer.ts';

describe('lexer and parser', () => {
  test('cuts a template into tokens', () => {
    expect(tokenize('Hi {{ name }}!{# note #}{% end %}')).toEqual([
      { kind: 'text', text: 'Hi ' },
      { kind: 'output', source: 'name', raw: false },
      { kind: 'text', text: '!' },
      { kind: 'tag', words: ['end'] },
    ]);
  });

  test('parses a path with filters', () => {
    expect(parseExpression('user.name | upper | default:"no one"')).toEqual({
      path: ['user', 'name'],
      filters: [{ name: 'upper' }, { name: 'default', argument: 'no one' }],
    });
  });

  test('reports malformed templates', () => {
    expect(() => render('{{ name')).toThrow('unclosed {{');
    expect(() => render('{% if a %}x')).toThrow('if is not closed');
    expect(() => render('{% loop a %}x{% end %}')).toThrow('unknown tag loop');
  });
});

describe('output', () => {
  test('inserts variables and nested fields', () => {
    expect(render('{{ user.name }} is {{ age }}', { user: { name: 'Ada' }, age: 36 })).toBe('Ada is 36');
  });

  test('shows nothing for what is missing', () => {
    expect(render('[{{ nope }}][{{ user.x.y }}]', { user: {} })).toBe('[][]');
  });

  test('does not show inherited members', () => {
    expect(render('[{{ constructor }}][{{ user.toString }}]', { user: { name: 'Ada' } })).toBe('[][]');
  });

  test('keeps plain ampersands and quotes safe', () => {
    expect(render('{{ title }}', { title: 'Q & A' })).toBe('Q &amp; A');
  });

  test('escapes markup', () => {
    expect(render('<p>{{ text }}</p>', { text: '<b>hi</b>' })).toBe('<p>&lt;b&gt;hi&lt;/b&gt;</p>');
  });

  test('leaves raw output alone', () => {
    expect(render('{{& text }}', { text: '<b>hi</b>' })).toBe('<b>hi</b>');
  });

  test('applies filters in order', () => {
    expect(render('{{ name | trim | upper }}', { name: ' ada ' })).toBe('ADA');
    expect(render('{{ tags | join:"-" }}', { tags: ['a', 'b'] })).toBe('a-b');
  });
});

describe('blocks', () => {
  test('shows an if body for a true condition only', () => {
    expect(render('{% if a %}A{% end %}{% if b %}B{% end %}', { a: 1, b: [] })).toBe('A');
  });

  test('shows the else part of an if', () => {
    expect(render('{% if a %}yes{% else %}no{% end %}', { a: false })).toBe('no');
  });

  test('shows the else part of an empty each', () => {
    expect(render('{% each xs as x %}{{ x }}{% else %}none{% end %}', { xs: [] })).toBe('none');
  });

  test('repeats an each body with loop facts', () => {
    const template = '{% each xs as x %}{{ loop.number }}:{{ x }} {% end %}';
    expect(render(template, { xs: ['a', 'b'] })).toBe('1:a 2:b ');
  });

  test('sees outer variables inside a loop', () => {
    expect(render('{% each xs as x %}{{ sign }}{{ x }}{% end %}', { xs: [1, 2], sign: '+' })).toBe('+1+2');
  });
});
