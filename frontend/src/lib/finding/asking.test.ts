import { describe, expect, it } from 'vitest';
import { asking, PAUSE_MS } from './asking.ts';

/** A clock the test moves, and an API that answers when told. */
function bench() {
  const timers = new Map<number, { work: () => void; ms: number }>();
  let made = 0;
  const asked: { question: string; signal: AbortSignal; answer: (text: string) => void; fail: () => void }[] =
    [];
  const heard: (string | null)[] = [];
  const one = asking<string, string>(
    (question, signal) =>
      new Promise((resolve, reject) =>
        asked.push({ question, signal, answer: resolve, fail: () => reject() })
      ),
    (answer) => heard.push(answer),
    (question) => question,
    {
      setTimeout: (work, ms) => (timers.set(++made, { work, ms }), made),
      clearTimeout: (timer) => void timers.delete(timer)
    }
  );
  const pause = () => {
    const due = [...timers.values()];
    timers.clear();
    due.forEach(({ work }) => work());
  };
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
  return { one, asked, heard, pause, timers, settled };
}

describe('asking while somebody types', () => {
  it('asks once, after a pause, for the last of what was typed', () => {
    const { one, asked, pause, timers } = bench();
    ['p', 'pr', 'printer'].forEach((text) => one.typed(text));
    expect([...timers.values()].map(({ ms }) => ms)).toEqual([PAUSE_MS]);
    pause();
    expect(asked.map(({ question }) => question)).toEqual(['printer']);
  });

  it('calls off what was asked before, and never hears of it', async () => {
    const { one, asked, heard, pause, settled } = bench();
    one.typed('printer');
    pause();
    one.typed('printer jam');
    expect(asked[0]?.signal.aborted).toBe(true);
    pause();
    asked[1]?.answer('second');
    asked[0]?.answer('first');
    await settled();
    expect(heard).toEqual(['second']);
  });

  it('does not ask the same twice, and asks again after a failure', async () => {
    const { one, asked, pause, settled } = bench();
    one.typed('vpn');
    pause();
    one.typed('vpn');
    pause();
    expect(asked).toHaveLength(1);
    asked[0]?.fail();
    await settled();
    one.typed('vpn');
    pause();
    expect(asked).toHaveLength(2);
  });

  it('says at once that there is nothing when the text is gone', () => {
    const { one, heard, pause, asked } = bench();
    one.typed('vpn');
    one.typed(null);
    pause();
    expect([heard, asked]).toEqual([[null], []]);
  });
});
