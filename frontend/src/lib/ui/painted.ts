/**
 * For a part of a screen that comes once the rest is shown: its file neither delays the rest nor shares its frame.
 * `load`: the import. Asked for again when the network failed; raises what it raised the last time.
 */
export async function painted<Part>(load: () => Promise<Part>): Promise<Part> {
  await shown();
  for (const wait of AGAIN) {
    try {
      return await load();
    } catch {
      await new Promise((go) => setTimeout(go, wait));
    }
  }
  return load();
}

const AGAIN = [1_000, 3_000, 10_000];

/** A page nobody looks at draws nothing: it is not waited for. */
const UNSEEN = 100;

const shown = () =>
  new Promise((go) => {
    requestAnimationFrame(() => setTimeout(go));
    setTimeout(go, UNSEEN);
  });

/** In a task of its own, so that no single one keeps the page from answering a press. */
export const soon = () => new Promise((go) => setTimeout(go));
