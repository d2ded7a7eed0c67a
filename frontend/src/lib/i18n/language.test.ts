import { expect, it } from 'vitest';
import { chosenLanguage, current, t, useLanguage } from './index.svelte.ts';
import en from './messages/en.ts';
import nl from './messages/nl.ts';
import zh from './messages/zh.ts';

it('speaks the language that was asked for last, for everybody who waits', async () => {
  const first = useLanguage('nl');
  const second = useLanguage('zh');
  await first;
  expect([current.language, t('app.loading')]).toEqual(['zh', zh['app.loading']]);
  await second;
  expect(current.language).toBe('zh');
});

/** Words of every language but Russian, which are on the other side of a network that is gone. */
const gone = () => Promise.reject(new TypeError('Failed to fetch'));
const loaders = {
  en: () => Promise.resolve({ default: en }),
  nl: () => Promise.resolve({ default: nl }),
  nb: gone,
  ru: gone,
  zh: () => Promise.resolve({ default: zh })
};

it('goes on in the language that it speaks when the words of another do not come, for whoever waits beside it', async () => {
  await useLanguage('zh', loaders);
  const other = useLanguage('nl', {
    ...loaders,
    nl: () => new Promise((go) => setTimeout(() => go({ default: nl })))
  });
  await expect(useLanguage('ru', loaders)).rejects.toThrow('Failed');
  await other;

  expect([current.language, t('app.loading')]).toEqual(['zh', zh['app.loading']]);
});

it('a list shows what is spoken', async () => {
  await useLanguage('zh', loaders);
  const list = { value: 'ru' };
  await chosenLanguage({ currentTarget: list }, loaders);
  expect(list.value).toBe('zh');
  list.value = 'nl';
  await chosenLanguage({ currentTarget: list }, loaders);
  expect([list.value, current.language]).toEqual(['nl', 'nl']);
});
