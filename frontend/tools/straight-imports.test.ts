import { expect, it } from 'vitest';
import { detourOf, straight, withoutDetours } from './straight-imports.ts';

const PAGE = '_app/immutable/nodes/4.abc.js';
const DETOUR = detourOf(PAGE, 'export{x as component,q as universal}from"../chunks/all.js";');
const DETOURS = new Map(DETOUR ? [[PAGE, DETOUR]] : []);

it('knows a file that only passes on', () => {
  expect(DETOUR).toEqual({
    to: '_app/immutable/chunks/all.js',
    names: [
      ['x', 'component'],
      ['q', 'universal']
    ]
  });
  expect(detourOf(PAGE, 'export{same}from"./b.js"')?.names).toEqual([['same', 'same']]);
});

it.each([
  'import{a}from"./a.js";export{a as component};',
  'export{a}from"./a.js";start();',
  'const a=1;export{a as component};'
])('leaves a file alone that does more: %s', (code) => {
  expect(detourOf(PAGE, code)).toBeNull();
});

it('asks for things where they are, and fetches that beforehand', async () => {
  const app = 'd=["/_app/immutable/nodes/4.abc.js"];n=()=>e(()=>import(`../nodes/4.abc.js`),[0])';
  const to = 'import("../chunks/all.js").then(m=>({component:m.x,universal:m.q}))';
  expect(straight('_app/immutable/entry/app.js', app, DETOURS)).toBe(
    `d=["/_app/immutable/chunks/all.js"];n=()=>e(()=>${to},[0])`
  );
  expect(straight('_app/immutable/chunks/all.js', 'import("../nodes/4.abc.js")', DETOURS)).toContain(
    'import("./all.js")'
  );
  expect(straight('_app/immutable/start.js', 'import("/_app/immutable/nodes/4.abc.js")', DETOURS)).toContain(
    'import("/_app/immutable/chunks/all.js")'
  );
  expect(straight('_app/immutable/entry/app.js', 'import("../nodes/5.js")', DETOURS)).toBe(
    'import("../nodes/5.js")'
  );
});

it('names each file once in the page', () => {
  const link = (path: string) => `<link href="/_app/immutable/${path}" rel="modulepreload">\n`;
  const html = withoutDetours(`<head>${link('chunks/all.js')}${link('nodes/4.abc.js')}</head>`, DETOURS);
  expect(html).toBe(`<head>${link('chunks/all.js')}</head>`);
});
