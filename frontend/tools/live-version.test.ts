import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withLiveVersion } from './live-version.ts';

const kit = join(
  createRequire(import.meta.url).resolve('@sveltejs/kit/package.json'),
  '..',
  'src',
  'runtime'
);
const read = (file: string) => readFileSync(join(kit, file), 'utf8');

it('knows the two files of the SvelteKit that is installed', () => {
  const payload = withLiveVersion(read('client/payload.js'), '/x/kit/src/runtime/client/payload.js');
  const env = withLiveVersion(read('app/env/client.js'), '/x/kit/src/runtime/app/env/client.js');

  expect(payload).toContain('version = value.version');
  expect(payload).toContain('export let version = payload.version');
  expect(env).toContain("export { version } from '../../client/payload.js'");
});

it('leaves other files alone, and says when SvelteKit changed', () => {
  expect(withLiveVersion('x', '/src/lib/routes.ts')).toBeNull();
  expect(() => withLiveVersion('x', '/x/kit/src/runtime/client/payload.js')).toThrow('another way now');
});
