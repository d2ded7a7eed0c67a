/** Puts one file where the API said, and tells how far it is. */
import { Problem } from '#lib/api/problem.ts';

export interface Place {
  id: string;
  url: string;
  fields: Record<string, string>;
}

export interface Road {
  /** Asks for a place for so many bytes. */
  offer: (size: number) => Promise<Place>;
  /** Posts the form; gives the status, 0 when the network is away. */
  post: (url: string, form: FormData, sent: (part: number) => void, stop: AbortSignal) => Promise<number>;
}

const EXPIRED = 403;

/** The id by which a message names it. Raises Problem; a form that expired meanwhile is asked for once more. */
export async function put(
  road: Road,
  file: File,
  sent: (part: number) => void,
  stop: AbortSignal
): Promise<string> {
  for (let again = false; ; again = true) {
    const place = await road.offer(file.size);
    stop.throwIfAborted();
    const status = await road.post(place.url, formOf(place, file), sent, stop);
    if (status >= 200 && status < 300) return place.id;
    if (status === 0) throw Problem.offline();
    if (status !== EXPIRED || again) throw Problem.of(status, {});
  }
}

/** Every field in its order, the file last. */
function formOf(place: Place, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(place.fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

/** XMLHttpRequest, because fetch does not tell how much was sent. */
export const postByRequest: Road['post'] = (url, form, sent, stop) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.onprogress = (event) => event.lengthComputable && sent(event.loaded / event.total);
    request.onload = () => resolve(request.status);
    request.onerror = () => resolve(0);
    request.onabort = () => reject(stop.reason);
    stop.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
