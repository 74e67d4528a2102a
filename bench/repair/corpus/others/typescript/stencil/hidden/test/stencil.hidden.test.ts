import { expect, test } from 'vitest';
import { render } from '../src/render.ts';
import { escapeHtml } from '../src/filters.ts';

test('every special character is escaped once', () => {
  expect(escapeHtml(`<a href="x?a=1&b=2">it's</a>`)).toBe(
    '&lt;a href=&quot;x?a=1&amp;b=2&quot;&gt;it&#39;s&lt;/a&gt;',
  );
});

test('text that is already escaped is escaped again', () => {
  expect(render('{{ text }}', { text: '&lt;' })).toBe('&amp;lt;');
  expect(render('{{ text }}', { text: '&amp;' })).toBe('&amp;amp;');
});

test('quotes are escaped', () => {
  expect(render('<i title="{{ t }}">', { t: `"'` })).toBe('<i title="&quot;&#39;">');
});

test('inherited members are hidden at every depth', () => {
  expect(render('{{ user.constructor.name }}', { user: {} })).toBe('');
  expect(render('{{ __proto__ }}{{ hasOwnProperty }}', {})).toBe('');
  expect(render('{{ xs.map }}|{{ xs.length }}', { xs: [1, 2] })).toBe('|2');
});

test('values inherited from data prototypes are hidden too', () => {
  const user = Object.create({ role: 'admin' });
  user.name = 'Ada';
  expect(render('{{ user.name }}{{ user.role }}', { user })).toBe('Ada');
});

test('own keys may shadow inherited names and be undefined or null', () => {
  expect(render('{{ toString }}', { toString: 'mine' })).toBe('mine');
  expect(render('{% each xs as x %}[{{ x }}]{% end %}', { x: 'outer', xs: [undefined, null] })).toBe('[][]');
  expect(render('{{ name.length }}', { name: 'Ada' })).toBe('');
});

test('else parts nest', () => {
  const template = '{% if a %}{% if b %}ab{% else %}a{% end %}{% else %}{% if b %}b{% else %}-{% end %}{% end %}';
  expect(render(template, { a: 1, b: 1 })).toBe('ab');
  expect(render(template, { a: 1 })).toBe('a');
  expect(render(template, { b: 1 })).toBe('b');
  expect(render(template, {})).toBe('-');
});

test('the else part is left out when the body shows', () => {
  expect(render('{% if a %}yes{% else %}no{% end %}', { a: true })).toBe('yes');
  expect(render('{% each xs as x %}{{ x }}{% else %}none{% end %}', { xs: [1, 2] })).toBe('12');
  expect(render('{% each xs as x %}{{ x }}{% else %}{{ word }}{% end %}', { word: 'nil' })).toBe('nil');
});
