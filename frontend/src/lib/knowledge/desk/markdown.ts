/** Markdown as a preview while one writes: what the desk uses daily, no more. The API renders what readers see. Pure. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** HTML of `text`; `pictures` gives the address behind `picture:<id>`. */
export function preview(text: string, pictures: Readonly<Record<string, string>>): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const out: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (line.startsWith('```')) {
      const end = lines.findIndex((one, i) => i > at && one.startsWith('```'));
      const last = end < 0 ? lines.length : end;
      out.push(`<pre><code>${escaped(lines.slice(at + 1, last).join('\n'))}</code></pre>`);
      at = last + 1;
    } else if (heading) {
      const level = Math.min(6, (heading[1]?.length ?? 1) + 1);
      out.push(`<h${level}>${inline(heading[2] ?? '', pictures)}</h${level}>`);
      at += 1;
    } else if (line.trim() === '') at += 1;
    else {
      const kind = kindOf(line);
      let end = at + 1;
      while (end < lines.length && continues(kind, lines[end] ?? '')) end += 1;
      out.push(block(kind, lines.slice(at, end), pictures));
      at = end;
    }
  }
  return out.join('\n');
}

type Kind = 'ul' | 'ol' | 'quote' | 'p';

const STARTS: Record<Exclude<Kind, 'p'>, RegExp> = {
  ul: /^\s*[-*+]\s+/,
  ol: /^\s*\d+[.)]\s+/,
  quote: /^>\s?/
};

function kindOf(line: string): Kind {
  return (Object.keys(STARTS) as Exclude<Kind, 'p'>[]).find((kind) => STARTS[kind].test(line)) ?? 'p';
}

function continues(kind: Kind, line: string): boolean {
  if (line.trim() === '' || /^#{1,6}\s|^```/.test(line)) return false;
  return kindOf(line) === kind || (kindOf(line) === 'p' && kind !== 'quote' && /^\s+/.test(line));
}

function block(kind: Kind, lines: string[], pictures: Readonly<Record<string, string>>): string {
  if (kind === 'p') return `<p>${lines.map((line) => inline(line, pictures)).join('<br>')}</p>`;
  const bare = lines.map((line) => line.replace(STARTS[kind], ''));
  if (kind === 'quote') return `<blockquote><p>${inline(bare.join(' '), pictures)}</p></blockquote>`;
  const items: string[] = [];
  lines.forEach((line, i) => {
    if (STARTS[kind].test(line)) items.push(bare[i] ?? '');
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  });
  return `<${kind}>${items.map((item) => `<li>${inline(item, pictures)}</li>`).join('')}</${kind}>`;
}

function inline(text: string, pictures: Readonly<Record<string, string>>): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 2
        ? `<code>${escaped(part.slice(1, -1))}</code>`
        : styled(escaped(part), pictures)
    )
    .join('');
}

function styled(text: string, pictures: Readonly<Record<string, string>>): string {
  return text
    .replace(/!\[([^\]]*)\]\(picture:([\w-]+)\)/g, (whole, alt: string, id: string) =>
      pictures[id] ? `<img alt="${alt}" src="${escaped(pictures[id])}">` : whole
    )
    .replace(/\[([^\]]+)\]\(((?:https?:|mailto:|tel:)[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[^*\w])\*([^*\s][^*]*)\*/g, '$1<em>$2</em>')
    .replace(/⟦([^⟧]*)⟧/g, '<mark>⟦$1⟧</mark>');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}
