/** Fetches a mail's HTML and the pictures within it. */
import { Problem } from '#lib/api/problem.ts';
import type { AttachmentView } from '#lib/api/types.ts';
import { api } from '#lib/session/session.svelte.ts';
import { bare, cids } from './page.ts';

/** The id under which the API keeps the HTML of a message. */
const HTML = 'html';
/** Pictures above this many bytes stay among the attachments. */
const MOST = 5_000_000;
const SHOWN = /^image\/(?:png|jpe?g|gif|webp|bmp)$/;

/** Raises Problem. */
export async function htmlOf(ticket: string, entry: string): Promise<string> {
  const { url } = await api.attachment(ticket, entry, HTML);
  const said = /^data:[^,]*;base64,(.*)$/s.exec(url)?.[1];
  if (said !== undefined) return new TextDecoder().decode(bytes(said));
  return (await fetched(url)).text();
}

/** Addresses, within the page itself, of the pictures that `html` names and the message brought. */
export async function ownPictures(
  ticket: string,
  entry: string,
  html: string,
  attachments: readonly AttachmentView[]
): Promise<Map<string, string>> {
  const wanted = new Set(cids(html));
  const files = attachments.filter(
    (file) =>
      file.cid !== null &&
      wanted.has(bare(file.cid)) &&
      SHOWN.test(file.type) &&
      !file.dangerous &&
      file.size <= MOST
  );
  const found = await Promise.all(files.map((file) => written(ticket, entry, file)));
  return new Map(found.flatMap((one) => (one ? [one] : [])));
}

/** A picture that cannot be had leaves its place empty: the letter is read all the same. */
async function written(
  ticket: string,
  entry: string,
  file: AttachmentView
): Promise<[string, string] | undefined> {
  try {
    const { url } = await api.attachment(ticket, entry, file.id);
    const content = new Uint8Array(await (await fetched(url)).arrayBuffer());
    return [bare(file.cid ?? ''), `data:${file.type};base64,${base64(content)}`];
  } catch {
    return undefined;
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => {
    throw Problem.offline();
  });
  if (!response.ok) throw Problem.of(response.status, {});
  return response;
}

const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

function base64(content: Uint8Array): string {
  let text = '';
  for (let at = 0; at < content.length; at += 0x8000) {
    text += String.fromCharCode(...content.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
