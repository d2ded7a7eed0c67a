/** HTML of an article, put into the page. The API has cleaned it; what is not on this list stays out all the same. */
const TAGS = new Set(
  (
    'a b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ' +
    'mark ol p pre s samp span strong sub sup table tbody td tfoot th thead tr u ul'
  ).split(' ')
);
const PLAIN = new Set(['alt', 'title', 'start', 'colspan', 'rowspan', 'lang', 'dir']);
const LINK = /^(https?:|mailto:|tel:|\/(?!\/)|#)/i;

/** What a picture is fetched with: pages may show only what they fetched themselves. */
export type Fetched = (address: string) => Promise<Blob>;

/** Keeps an element filled with `html`; pictures come in when they were fetched. */
export function rich(html: string, fetched: Fetched = fetchedBlob) {
  return (element: HTMLElement) => {
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    const made: string[] = [];
    let gone = false;
    element.replaceChildren(...copies(parsed.body, document));
    for (const image of element.querySelectorAll('img')) {
      const address = image.dataset['from'];
      if (!address) continue;
      fetched(address).then(
        (blob) => {
          if (gone) return;
          const url = URL.createObjectURL(blob);
          made.push(url);
          image.src = url;
        },
        () => image.replaceWith(image.alt)
      );
    }
    return () => {
      gone = true;
      made.forEach((url) => URL.revokeObjectURL(url));
    };
  };
}

function copies(from: Node, into: Document): Node[] {
  return [...from.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [into.createTextNode(node.textContent ?? '')];
    if (!(node instanceof Element)) return [];
    const name = node.localName;
    if (name === 'script' || name === 'style' || name === 'template') return [];
    if (!TAGS.has(name)) return copies(node, into);
    const copy = into.createElement(name);
    for (const { name: attribute, value } of node.attributes) take(copy, attribute, value);
    copy.append(...copies(node, into));
    return [copy];
  });
}

function take(copy: HTMLElement, name: string, value: string): void {
  if (PLAIN.has(name)) copy.setAttribute(name, value);
  else if (name === 'href' && copy instanceof HTMLAnchorElement && LINK.test(value.trim())) {
    copy.href = value;
    if (/^https?:/i.test(value.trim())) {
      copy.rel = 'noopener noreferrer external';
      copy.target = '_blank';
    }
  } else if (name === 'src' && copy instanceof HTMLImageElement && LINK.test(value.trim()))
    copy.dataset['from'] = value;
}

async function fetchedBlob(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`a picture answered ${response.status}`);
  return response.blob();
}
