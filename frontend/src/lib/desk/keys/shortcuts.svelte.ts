/** Every key of the desk, in one place: what is pressed, what it is called, and what does it at the moment. */
import type { English } from '../words.svelte.ts';

type Name = Extract<keyof English, `keys.${string}`>;
export type Group = 'list' | 'ticket' | 'go' | 'always';

export interface Shortcut {
  id: string;
  /** One key, or two one after the other; as `KeyboardEvent.key` calls them. */
  keys: readonly string[];
  text: Name;
  group: Group;
  /** The text fields themselves look after it; it is only listed. */
  listedOnly?: boolean;
}

export const SHORTCUTS = [
  { id: 'next', keys: ['j'], text: 'keys.next', group: 'list' },
  { id: 'previous', keys: ['k'], text: 'keys.previous', group: 'list' },
  { id: 'open', keys: ['o'], text: 'keys.open', group: 'list' },
  { id: 'select', keys: ['x'], text: 'keys.select', group: 'list' },
  { id: 'answer', keys: ['r'], text: 'keys.answer', group: 'ticket' },
  { id: 'note', keys: ['n'], text: 'keys.note', group: 'ticket' },
  { id: 'assign', keys: ['a'], text: 'keys.assign', group: 'ticket' },
  { id: 'state', keys: ['s'], text: 'keys.state', group: 'ticket' },
  { id: 'send', keys: ['Ctrl+Enter'], text: 'keys.send', group: 'ticket', listedOnly: true },
  { id: 'home', keys: ['g', 'h'], text: 'keys.home', group: 'go' },
  { id: 'tickets', keys: ['g', 't'], text: 'keys.tickets', group: 'go' },
  { id: 'mine', keys: ['g', 'm'], text: 'keys.mine', group: 'go' },
  { id: 'unassigned', keys: ['g', 'u'], text: 'keys.unassigned', group: 'go' },
  { id: 'search', keys: ['/'], text: 'keys.search', group: 'go' },
  { id: 'new', keys: ['c'], text: 'keys.new', group: 'go' },
  { id: 'help', keys: ['?'], text: 'keys.help', group: 'always' },
  { id: 'leave', keys: ['Esc'], text: 'keys.leave', group: 'always', listedOnly: true }
] as const satisfies readonly Shortcut[];

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

const PATIENCE = 1200;

/** What the keys do now; the last one to say so has it, before those who give way. */
export class Keys {
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #does = new Map<ShortcutId, (() => void)[]>();
  #first = '';
  #at = 0;

  /** From now on these do that; gives how to take it back. `givesWay`: to whoever does the same, then or later. */
  bind(does: Partial<Record<ShortcutId, () => void>>, givesWay = false): () => void {
    const bound = Object.entries(does) as [ShortcutId, () => void][];
    for (const [id, work] of bound) {
      const others = this.#does.get(id) ?? [];
      this.#does.set(id, givesWay ? [work, ...others] : [...others, work]);
    }
    return () => {
      for (const [id, work] of bound)
        this.#does.set(
          id,
          (this.#does.get(id) ?? []).filter((one) => one !== work)
        );
    };
  }

  /** A key was pressed at `now` (ms); true when it meant something. */
  press(key: string, now: number): boolean {
    const first = now - this.#at <= PATIENCE ? this.#first : '';
    this.#first = '';
    const found = SHORTCUTS.find((one) => !('listedOnly' in one) && same(one.keys, first, key));
    const work = found && this.#does.get(found.id)?.at(-1);
    if (work) work();
    else if (!found && begins(key)) {
      this.#first = key;
      this.#at = now;
    }
    return work !== undefined;
  }
}

function same(keys: readonly string[], first: string, key: string): boolean {
  return keys.length === 1 ? !first && keys[0] === key : keys[0] === first && keys[1] === key;
}

function begins(key: string): boolean {
  return SHORTCUTS.some(({ keys }) => keys.length > 1 && keys[0] === key);
}

/** Whether a key means what it says: nobody types, no dialog is open, nothing else is held. */
export function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return false;
  const at = event.target;
  if (!(at instanceof HTMLElement)) return true;
  return !at.closest('input, select, textarea, dialog, [contenteditable], [role="listbox"]');
}

export const keys = new Keys();
