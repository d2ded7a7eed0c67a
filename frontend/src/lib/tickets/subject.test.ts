import { expect, it } from 'vitest';
import { suggestSubject } from './subject.ts';

it.each([
  ['Hi,\n\nthe printer is dead. Since nine.', 'The printer is dead'],
  ['Hi, the printer is dead', 'The printer is dead'],
  ['Good morning Ana and team!\nNo mail since nine', 'No mail since nine'],
  ['Beste mensen,\n\nSinds vanochtend werkt de VPN niet.', 'Sinds vanochtend werkt de VPN niet'],
  ['Goedemiddag\r\nWifi weg', 'Wifi weg'],
  ['Hei, skriveren virker ikke', 'Skriveren virker ikke'],
  ['Здравствуйте, коллеги!\nНе работает почта.', 'Не работает почта'],
  ['Здравствуйте! Не работает почта.', 'Не работает почта'],
  ['您好，打印机坏了。谢谢', '打印机坏了'],
  ['尊敬的客服，\n我无法登录', '我无法登录']
])('of %j is %j', (text, subject) => {
  expect(suggestSubject(text)).toBe(subject);
});

it.each([
  ['Hi', 'Hi'],
  ['Hello,', 'Hello,'],
  ['Hi my printer died, help', 'Hi my printer died, help'],
  ['Dagstaten ontbreken\nSinds maandag', 'Dagstaten ontbreken'],
  ['你好我的电脑坏了，请帮忙', '你好我的电脑坏了，请帮忙'],
  ['The beamer flickers.\nHi', 'The beamer flickers']
])('leaves %j at %j', (text, subject) => {
  expect(suggestSubject(text)).toBe(subject);
});

it('never ends in half an emoji', () => {
  const subject = suggestSubject('坏'.repeat(79) + '😀😀');
  expect([...subject].every((one) => !/^[\uD800-\uDFFF]$/.test(one))).toBe(true);
  expect(subject).toBe('坏'.repeat(79) + '…');
});
