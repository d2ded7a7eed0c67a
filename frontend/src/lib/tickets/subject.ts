/** A subject made from what somebody wrote: the first sentence after the greeting, cut at a word. Pure. */

const LONGEST = 80;
const HELLO = [
  'hi|hello|hey|dear|good (?:morning|afternoon|evening|day)',
  'beste|geachte|hallo|hoi|dag|goede(?:morgen|middag|navond)',
  'hei|kjære|god (?:morgen|dag|kveld)',
  'здравствуйте|привет|добрый (?:день|вечер)|доброе утро|уважаем\\p{L}*',
  '您好|你好|大家好|早上好|下午好|尊敬的\\p{Script=Han}{1,10}'
].join('|');
/** On a line of its own, with a name or two; or a word and a comma before the matter itself. */
const GREETING = new RegExp(
  `^(?:${HELLO})(?:(?:,?[ \\t]+[^\\s,，!！.:]+){0,4}[ \\t]*[,，!！.:]?[ \\t]*\\r?\\n|[ \\t]*[,，!！])\\s*`,
  'iu'
);

export function suggestSubject(text: string): string {
  const line = matterOf(text.trim()).split('\n', 1)[0]?.trim() ?? '';
  const sentence = /^(.+?)(?:[.!?](?=\s|$)|[。！？])/u.exec(line)?.[1] ?? line;
  if (sentence.length <= LONGEST) return sentence;
  const cut = cutTo(sentence, LONGEST);
  const space = cut.lastIndexOf(' ');
  return (space > LONGEST / 2 ? cut.slice(0, space) : cut) + '…';
}

/** The first so many units of it; half of an emoji is no text, and the API takes it for none. */
export function cutTo(text: string, most: number): string {
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
}

/** Nothing but a greeting stays: it may be all that comes. */
function matterOf(text: string): string {
  const matter = text.replace(GREETING, '');
  if (!matter || matter === text) return text;
  return matter.charAt(0).toLocaleUpperCase() + matter.slice(1);
}
