/** A push message as the device shows it. Pure. */

export interface Notice {
  title: string;
  options: { body: string; tag: string; renotify: true; icon: string; badge: string; data: Opens };
}

/** What a press opens; `id` tells a notice that came twice. */
export interface Opens {
  path: string;
  id: string;
}

/** null for what is none of ours. Only addresses of tickets are opened. */
export function noticeOf(text: string): Notice | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const { title, body, key, id } = said as Record<string, unknown>;
  if (typeof title !== 'string' || typeof key !== 'string' || !/^[A-Z0-9]{1,12}-\d{1,12}$/.test(key))
    return null;
  return {
    title,
    options: {
      body: typeof body === 'string' ? body : '',
      tag: key,
      renotify: true,
      icon: '/icon-192.png',
      badge: '/badge.png',
      data: { path: `/tickets/${key}`, id: typeof id === 'string' ? id : '' }
    }
  };
}
