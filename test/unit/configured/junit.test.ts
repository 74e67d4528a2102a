import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJunit } from '../../../src/environment/configured/junit.ts';
import { decodeXml } from '../../../src/environment/configured/xml.ts';

const shown = (xml: string) =>
  parseJunit(xml).tests.map(({ groups, name, status }) => `${status}: ${[...groups, name].join(' > ')}`);

describe('the dialects of JUnit reports', () => {
  it('reads Maven Surefire, where a rerun that passed makes a test flaky and one that did not leaves it failed', () => {
    const report = parseJunit(`<?xml version="1.0" encoding="UTF-8"?>
<testsuite xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" version="3.0" name="com.acme.CartTest" time="0.05" tests="5" errors="1" skipped="1" failures="1">
  <properties><property name="java.home" value="/usr"/></properties>
  <testcase name="adds" classname="com.acme.CartTest" time="0.01"/>
  <testcase name="divides" classname="com.acme.CartTest" time="0.01">
    <failure message="expected: &lt;2&gt; but was: &lt;3&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[org.opentest4j.AssertionFailedError: expected: <2> but was: <3>
	at com.acme.CartTest.divides(CartTest.java:17)
]]></failure>
    <rerunFailure message="expected: &lt;2&gt; but was: &lt;3&gt;" type="x"><stackTrace>again</stackTrace></rerunFailure>
  </testcase>
  <testcase name="sometimes" classname="com.acme.CartTest" time="0.01">
    <flakyFailure message="race" type="x"><stackTrace>trace</stackTrace><system-out>out</system-out></flakyFailure>
  </testcase>
  <testcase name="later" classname="com.acme.CartTest"><skipped message="not yet"/></testcase>
  <testcase name="broken" classname="com.acme.CartTest"><error type="java.lang.NullPointerException">java.lang.NullPointerException</error><system-out><![CDATA[<failure/>]]></system-out></testcase>
</testsuite>`);
    expect(report.torn).toBeUndefined();
    expect(report.tests.map(({ name, status }) => [name, status])).toEqual([
      ['adds', 'passed'],
      ['divides', 'failed'],
      ['sometimes', 'skipped'],
      ['later', 'skipped'],
      ['broken', 'failed'],
    ]);
    expect(report.tests[1]?.message).toContain('expected: <2> but was: <3>\n\tat com.acme.CartTest.divides');
    expect(report.tests[1]?.message).not.toContain('again');
    expect(report.tests[2]?.message).toMatch(/^flaky/);
    expect(report.tests[0]?.unit).toBe('com.acme.CartTest');
  });

  it('reads go-junit-report', () => {
    expect(
      shown(`<testsuites tests="2" failures="1"><testsuite name="example.com/m/pkg" tests="2" failures="1" id="0" hostname="h" time="0.1" timestamp="2024-01-01T00:00:00Z"><properties/>
<testcase name="TestAdd/zero" classname="example.com/m/pkg" time="0.0"></testcase>
<testcase name="TestAdd" classname="example.com/m/pkg"><failure message="Failed"><![CDATA[    add_test.go:9: got 3]]></failure></testcase></testsuite></testsuites>`),
    ).toEqual(['passed: example.com/m/pkg > TestAdd/zero', 'failed: example.com/m/pkg > TestAdd']);
  });

  it('reads pytest, and takes what could not be collected for an error of the file', () => {
    const report =
      parseJunit(`<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="1" skipped="0" tests="3">
<testcase classname="tests.test_a.TestCart" name="test_one[1-é]" time="0.1" /><testcase classname="tests.test_a" name="test_two"><failure message="AssertionError: a#x1Bb &lt;&amp;&gt;&#10;assert 1 == 2">def test_two():
tests/test_a.py:3: AssertionError</failure></testcase><testcase classname="" name="tests.test_bad" time="0.000"><error message="collection failure">ImportError while importing test module</error></testcase></testsuite></testsuites>`);
    expect(report.tests.map((test) => [...test.groups, test.name])).toEqual([
      ['tests.test_a.TestCart', 'test_one[1-é]'],
      ['tests.test_a', 'test_two'],
    ]);
    expect(report.tests[1]?.message).toContain('a#x1Bb <&>\nassert 1 == 2');
    expect(report.errors).toEqual([
      { unit: 'tests.test_bad', message: 'ImportError while importing test module' },
    ]);
  });

  it('reads PHPUnit, whose suites are nested and name the file', () => {
    const report =
      parseJunit(`<testsuites><testsuite name="/app/phpunit.xml" tests="2"><testsuite name="unit" tests="2"><testsuite name="Acme\\CartTest" file="/app/tests/CartTest.php" tests="2">
<testcase name="testAdds" file="/app/tests/CartTest.php" line="12" class="Acme\\CartTest" classname="Acme.CartTest" assertions="1" time="0.0"/>
<testsuite name="Acme\\CartTest::testSums" tests="1"><testcase name="testSums with data set #0" class="Acme\\CartTest" classname="Acme.CartTest" assertions="0"><warning type="PHPUnit\\Framework\\Warning">careful</warning></testcase></testsuite>
</testsuite></testsuite></testsuite></testsuites>`);
    expect(report.tests.map(({ file, line, name }) => ({ file, line, name }))).toEqual([
      { file: '/app/tests/CartTest.php', line: 12, name: 'testAdds' },
      { file: '/app/tests/CartTest.php', line: undefined, name: 'testSums with data set #0' },
    ]);
  });

  it('reads cargo-nextest', () => {
    expect(
      shown(`<?xml version="1.0"?><testsuites name="nextest-run" tests="3" failures="1" errors="0" uuid="x"><testsuite name="cart::it" tests="3" disabled="0" errors="0" failures="1">
<testcase name="tests::adds" classname="cart::it" timestamp="t" time="0.0"/>
<testcase name="tests::fails" classname="cart::it"><failure message="thread 'tests::fails' panicked at src/lib.rs:5:9" type="test failure with exit code 101">thread</failure><rerunFailure type="test failure"/><system-out>out</system-out></testcase>
<testcase name="tests::flips" classname="cart::it"><flakyFailure type="test failure with exit code 101"/></testcase></testsuite></testsuites>`),
    ).toEqual([
      'passed: cart::it > tests::adds',
      'failed: cart::it > tests::fails',
      'skipped: cart::it > tests::flips',
    ]);
  });

  it('reads jest-junit and Gradle, without a file', () => {
    expect(
      shown(
        `<testsuites name="jest tests"><testsuite name="cart" errors="0" failures="0"><testcase classname="cart adds" name="cart adds" time="0.001"></testcase></testsuite></testsuites>`,
      ),
    ).toEqual(['passed: cart adds']);
    expect(
      shown(
        `<testsuite name="CartTest" tests="1" skipped="1" failures="0" errors="0" hostname="h"><properties/><testcase name="later()" classname="CartTest" time="0.0"><skipped/></testcase><system-out><![CDATA[]]></system-out></testsuite>`,
      ),
    ).toEqual(['skipped: CartTest > later()']);
  });

  it('reads GoogleTest and CTest, which say in attributes that a test did not run', () => {
    expect(
      shown(
        `<testsuites tests="3"><testsuite name="Cart"><testcase name="Adds" file="cart_test.cc" line="4" status="run" result="completed" classname="Cart"/><testcase name="DISABLED_Off" status="notrun" result="suppressed" classname="Cart"/><testcase name="Skips" status="run" result="skipped" classname="Cart"/></testsuite></testsuites>`,
      ),
    ).toEqual(['passed: Cart > Adds', 'skipped: Cart > DISABLED_Off', 'skipped: Cart > Skips']);
  });

  it('reads Node’s own reporter, which calls every class “test”', () => {
    const report = parseJunit(
      '<testsuites><testcase name="adds" classname="test" file="/w/a.test.mjs"/><testsuite name="group"><testcase name="in" classname="test" file="/w/a.test.mjs" failure="1 == 2"><failure type="testCodeFailure" message="1 == 2">\nError\n</failure></testcase></testsuite></testsuites>',
    );
    expect(report.tests.map(({ groups, name, file }) => [groups, name, file])).toEqual([
      [[], 'adds', '/w/a.test.mjs'],
      [['group'], 'in', '/w/a.test.mjs'],
    ]);
  });

  it('takes the suites into the name only where tests would look the same without them', () => {
    expect(
      shown(
        '<testsuites><testsuite name="debug"><testcase name="a" classname="C"/><testcase name="b" classname="C"/></testsuite><testsuite name="release"><testcase name="a" classname="C"/></testsuite></testsuites>',
      ),
    ).toEqual(['passed: debug > C > a', 'passed: C > b', 'passed: release > C > a']);
  });

  it('tells an error of a whole suite', () => {
    expect(
      parseJunit(
        '<testsuite name="com.acme.SetUpTest"><error message="cannot start">at A</error></testsuite>',
      ).errors,
    ).toEqual([{ unit: 'com.acme.SetUpTest', message: 'cannot start\nat A' }]);
  });
});

describe('a report that is not whole, or not to be trusted', () => {
  const whole =
    '<testsuites><testsuite name="s"><testcase name="a"/><testcase name="b"><failure>no</failure></testcase></testsuite></testsuites>';

  it('keeps the tests that were complete, and says that it is torn', () => {
    const report = parseJunit(whole.slice(0, whole.indexOf('<failure>') + 12));
    expect(report.torn).toBeDefined();
    expect(report.tests.map((test) => test.name)).toEqual(['a']);
  });

  it('is torn at whatever place it is cut', () => {
    for (let end = '<testsuites>'.length; end < whole.length; end += 1)
      expect(parseJunit(whole.slice(0, end)).torn ?? '', whole.slice(0, end)).not.toBe('');
  });

  it('is of another kind', () => {
    expect(parseJunit('<html><body>404</body></html>').foreign).toContain('<html>');
    expect(parseJunit('no XML').foreign).toBeDefined();
  });

  it('cannot make itself large by entities, nor fetch any', () => {
    const entities = Array.from(
      { length: 30 },
      (_, i) => `<!ENTITY e${i + 1} "&e${i};&e${i};&e${i};&e${i};">`,
    ).join('');
    const xml = `<!DOCTYPE x [<!ENTITY e0 "lol">${entities}<!ENTITY out SYSTEM "file:///etc/hostname">]><testsuite><testcase name="a"><failure>&e30;&out;</failure></testcase></testsuite>`;
    const [test] = parseJunit(xml).tests;
    expect(test?.status).toBe('failed');
    expect(test?.message).toBe('&e30;&out;');
  });

  it('never throws, whatever it is given', () => {
    const piece = fc.constantFrom(
      ...['<testsuite>', '</testsuite>', '<testcase name="a">', '</testcase>', '<failure>', '</failure>'],
      ...[
        '<error message="&lt;',
        '"/>',
        '<![CDATA[',
        ']]>',
        '&#x0;',
        '&nope;',
        '\u0000',
        '\uD800',
        '<!--',
        '-->',
      ],
      ...['<?xml version="1.0"?>', '<!DOCTYPE a [', ']>', ' ', 'x'],
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((parts) => parts.join('')),
          fc.string(),
        ),
        (text) => {
          const { tests } = parseJunit(text);
          for (const test of tests) expect(['passed', 'failed', 'skipped']).toContain(test.status);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads any bytes, by the mark or the declaration at their start', () => {
    expect(decodeXml(Buffer.from('\uFEFF<a é/>', 'utf16le'))).toContain('<a é/>');
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a é/>', 'latin1'))).toContain(
      'é',
    );
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="klingon"?><a é/>'))).toContain('é');
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeXml(bytes) === 'string'));
  });
});

describe('a report that any tool may have written', () => {
  const escaped = (text: string): string =>
    text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`).replace(/\n/g, '&#10;');
  // Without the characters that XML cannot hold, and without blanks at the edges, which tools trim.
  const words = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 20 })
    .map((text) => `n${text.replace(/\p{C}/gu, '')}`);
  const oneTest = fc.record({
    name: words,
    classname: fc.option(words, { nil: undefined }),
    status: fc.constantFrom('passed', 'failed', 'skipped'),
    message: words,
    cdata: fc.boolean(),
  });

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(oneTest, { selector: ({ name, classname }) => `${classname}|${name}` }),
        (tests) => {
          const body = tests.map(({ name, classname, status, message, cdata }) => {
            const text = cdata
              ? `<![CDATA[${message.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
              : escaped(message);
            const child =
              status === 'failed' ? `<failure>${text}</failure>` : status === 'skipped' ? '<skipped/>' : '';
            const group = classname === undefined ? '' : ` classname="${escaped(classname)}"`;
            return `<testcase name="${escaped(name)}"${group}>${child}</testcase>`;
          });
          const report = parseJunit(
            `<testsuites><testsuite name="">${body.join('\n')}</testsuite></testsuites>`,
          );
          expect(report.torn).toBeUndefined();
          expect(report.tests.map(({ name, status }) => ({ name, status }))).toEqual(
            tests.map(({ name, status }) => ({ name, status })),
          );
          for (const [index, { status, message }] of tests.entries())
            if (status === 'failed') expect(report.tests[index]?.message).toBe(message.trim());
        },
      ),
    );
  });
});
