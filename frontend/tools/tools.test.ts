import { expect, it } from 'vitest';
import { afterFirstPaint, externalise } from './without-inline-script.ts';

const PAGE = '<html><head><title>x</title></head><body><script>\n  start("a");\n</script></body></html>';

it('moves inline scripts into files named after their content', () => {
  const { html, scripts } = externalise(PAGE, '_app');
  const [name] = scripts.keys();
  expect([...scripts.values()]).toEqual(['start("a");\n']);
  expect(html).toContain(`<script src="/${name}"></script>`);
  expect(html).not.toMatch(/<script>/);
  expect(externalise(PAGE.replace('"a"', '"b"'), '_app').scripts.has(name ?? '')).toBe(false);
});

it('puts the policy before everything else', () => {
  const { html } = externalise(PAGE, '_app');
  expect(html).toMatch(
    /<head>\s*<meta http-equiv="Content-Security-Policy" content="[^"]*script-src 'self';/
  );
});

it('starts once the page was painted', () => {
  const started = afterFirstPaint('import("/_app/immutable/entry/start.x.js").then(go);');
  expect(started).toMatch(
    /requestAnimationFrame.*\.then\(\(\) => import\("\/_app.*start\.x\.js"\)\)\.then\(go\);/
  );
  expect(() => afterFirstPaint('begin();')).toThrow('starts in another way');
});
