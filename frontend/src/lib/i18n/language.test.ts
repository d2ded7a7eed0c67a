import { expect, it } from 'vitest';
import { current, t, useLanguage } from './index.svelte.ts';
import zh from './messages/zh.ts';

it('speaks the language that was asked for last, for everybody who waits', async () => {
  const first = useLanguage('nl');
  const second = useLanguage('zh');
  await first;
  expect([current.language, t('app.loading')]).toEqual(['zh', zh['app.loading']]);
  await second;
  expect(current.language).toBe('zh');
});
