/** The files of one message: chosen, on their way, there. They are sent as soon as they are chosen. */
import { asProblem } from '#lib/api/problem.ts';
import type { UploadedFile } from '#lib/api/types.ts';
import { isPicture } from './kinds.ts';
import { refusal, type Refusal } from './limits.ts';
import { put, type Road } from './sending.ts';
import { HELD, shelf, type Shelf } from './shelf.ts';

export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** A picture of it, where it is one. */
  readonly preview: string | null;
  /** `held`: there is no network, and it goes with its message when there is. */
  state: 'waiting' | 'sending' | 'there' | 'held' | 'failed';
  /** How much of it is there, from 0 to 1. */
  sent: number;
  /** By which this device keeps it; null: it does not. */
  held: string | null;
  /** How a message names it, once it is there. */
  id: string | null;
  /** Why it failed: a Problem's code. */
  problem: string;
}

export interface Refused {
  name: string;
  why: Refusal;
}

/** Where files are kept while their message is being written. */
export interface Kept {
  shelf: Shelf;
  who: string;
  place: string;
}

const AT_ONCE = 3;
const UNKNOWN = 'application/octet-stream';

export class Uploads {
  items = $state<Upload[]>([]);
  /** What was not taken the last time files were added. */
  refused = $state.raw<Refused[]>([]);

  /** Whether files of an earlier visit came back. */
  readonly restored: Promise<boolean>;

  readonly #road: Road;
  readonly #kept: Kept | null;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #stops = new Map<number, AbortController>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #keeping = new Map<number, Promise<void>>();
  #waiting: (() => void)[] = [];
  #last = 0;

  constructor(road: Road, kept: Kept | null = null) {
    this.#road = road;
    this.#kept = kept;
    this.restored = this.#restore();
  }

  get busy(): boolean {
    return this.items.some((item) => item.state === 'sending' || item.state === 'waiting');
  }

  get failed(): boolean {
    return this.items.some((item) => item.state === 'failed');
  }

  add(files: Iterable<File>): void {
    const refused: Refused[] = [];
    for (const file of files) {
      const why = refusal(file.size, this.items);
      if (why) refused.push({ name: file.name, why });
      else this.#keep(this.#take(file));
    }
    this.refused = refused;
    this.#next();
  }

  remove(key: number): void {
    this.#stops.get(key)?.abort();
    const item = this.items.find((one) => one.key === key);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    if (item?.held) void this.#kept?.shelf.drop([item.held], this.#kept.place);
    this.items = this.items.filter((one) => one.key !== key);
    this.refused = [];
    this.#next();
  }

  retry(key: number): void {
    const item = this.items.find((one) => one.key === key);
    if (item?.state !== 'failed' && item?.state !== 'held') return;
    item.state = 'waiting';
    this.#next();
  }

  /** The network may be back: whatever it did not take goes again. */
  again(): void {
    for (const item of this.items) if (item.state === 'held') item.state = 'waiting';
    this.#next();
  }

  /** The page is left; what is kept for the draft stays. */
  leave(): void {
    for (const { key, preview } of this.items) {
      this.#stops.get(key)?.abort();
      if (preview) URL.revokeObjectURL(preview);
    }
  }

  /** All of them once more: they are to go elsewhere. */
  restart(): void {
    for (const item of this.items) {
      this.#stops.get(item.key)?.abort();
      item.state = 'waiting';
      item.id = null;
      item.sent = 0;
    }
    this.#next();
  }

  clear(): void {
    for (const item of [...this.items]) this.remove(item.key);
    this.refused = [];
  }

  /** Once nothing is on its way any more; true when all of them are there, or wait for the network. */
  async settled(): Promise<boolean> {
    while (this.busy) await new Promise<void>((done) => this.#waiting.push(done));
    return !this.failed;
  }

  /** As a message names them. */
  named(): UploadedFile[] {
    return this.items.flatMap((item) => {
      const id = item.state === 'held' ? item.held : item.id;
      return id ? [{ id, name: item.name, type: item.type }] : [];
    });
  }

  async #restore(): Promise<boolean> {
    if (!this.#kept) return false;
    const { shelf, who, place } = this.#kept;
    const before = await shelf.of(who, place);
    for (const one of before) {
      const item = this.#take(new File([one.file], one.name, { type: one.type }));
      item.held = one.id;
    }
    this.#next();
    return before.length > 0;
  }

  /** On this device, until its message is sent or it is removed. */
  #keep(item: Upload): void {
    if (this.#kept) this.#keeping.set(item.key, this.#put(this.#kept, item));
  }

  async #put({ shelf, who, place }: Kept, item: Upload): Promise<void> {
    const { file, name, type } = item;
    const id = HELD + newId();
    const kept = await shelf.put({ id, who, place, file, name, type, at: Date.now() });
    if (!kept) return;
    const still = this.items.find((one) => one.key === item.key);
    if (still) still.held = id;
    else await shelf.drop([id], place);
  }

  #take(file: File): Upload {
    const type = file.type || UNKNOWN;
    this.items.push({
      key: ++this.#last,
      file,
      name: file.name,
      size: file.size,
      type,
      preview: isPicture(type) ? URL.createObjectURL(file) : null,
      held: null,
      state: 'waiting',
      sent: 0,
      id: null,
      problem: ''
    });
    return this.items[this.items.length - 1] as Upload;
  }

  #next(): void {
    const sending = this.items.filter((item) => item.state === 'sending').length;
    const free = AT_ONCE - sending;
    const due = this.items.filter((item) => item.state === 'waiting').slice(0, Math.max(0, free));
    for (const item of due) void this.#send(item);
    if (this.busy) return;
    const told = this.#waiting;
    this.#waiting = [];
    for (const tell of told) tell();
  }

  async #send(item: Upload): Promise<void> {
    const stop = new AbortController();
    this.#stops.set(item.key, stop);
    item.state = 'sending';
    item.sent = 0;
    try {
      const id = await put(this.#road, item.file, (part) => (item.sent = part), stop.signal);
      if (stop.signal.aborted) return;
      item.id = id;
      item.sent = 1;
      item.state = 'there';
    } catch (error) {
      if (stop.signal.aborted) return;
      await this.#keeping.get(item.key);
      const problem = asProblem(error).code;
      const offline = problem === 'offline' && this.#kept !== null;
      item.state = offline && item.held ? 'held' : 'failed';
      item.problem = offline && !item.held ? 'no-room' : problem;
    } finally {
      if (this.#stops.get(item.key) === stop) this.#stops.delete(item.key);
      this.#next();
    }
  }
}

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) =>
    byte.toString(16).padStart(2, '0')
  ).join('');
}

/** With the draft at this place, for the person of this device; nobody: not at all. */
export function keptFor(who: string | null, place: string): Kept | null {
  return who ? { shelf, who, place } : null;
}
