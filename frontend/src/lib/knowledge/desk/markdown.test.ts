import { describe, expect, it } from 'vitest';
import { preview } from './markdown.ts';

describe('the preview of Markdown', () => {
  it.each([
    ['# Paper', '<h2>Paper</h2>'],
    ['one\ntwo', '<p>one<br>two</p>'],
    ['- a\n- b\n  more', '<ul><li>a</li><li>b more</li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['> so', '<blockquote><p>so</p></blockquote>'],
    ['**now** and *then* `x*y*`', '<p><strong>now</strong> and <em>then</em> <code>x*y*</code></p>'],
    ['[us](https://a.example)', '<p><a href="https://a.example">us</a></p>'],
    ['```\n<b>\n```', '<pre><code>&lt;b&gt;</code></pre>'],
    ['![tray](picture:p1)', '<p><img alt="tray" src="/p1.png"></p>'],
    ['Dear ⟦name⟧', '<p>Dear <mark>⟦name⟧</mark></p>']
  ])('%j', (text, html) => {
    expect(preview(text, { p1: '/p1.png' })).toBe(html);
  });

  it('never lets tags or other addresses through', () => {
    expect(preview('<script>x</script> [a](javascript:x) ![t](picture:none)', {})).toBe(
      '<p>&lt;script&gt;x&lt;/script&gt; [a](javascript:x) ![t](picture:none)</p>'
    );
  });
});
