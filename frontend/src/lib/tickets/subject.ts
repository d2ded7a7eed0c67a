/** A subject made from what somebody wrote: the first sentence, cut at a word. Pure. */

const LONGEST = 80;

export function suggestSubject(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  const sentence = /^(.+?)(?:[.!?](?=\s|$)|[。！？])/u.exec(line)?.[1] ?? line;
  if (sentence.length <= LONGEST) return sentence;
  const cut = sentence.slice(0, LONGEST);
  const space = cut.lastIndexOf(' ');
  return (space > LONGEST / 2 ? cut.slice(0, space) : cut) + '…';
}
