/** The files of one message: chosen, on their way, there. They are sent as soon as they are chosen. */
import { asProblem } from '#lib/api/problem.ts';
import type { UploadedFile } from '#lib/api/types.ts';
import { isPicture } from './kinds.ts';
import { refusal, type Refusal } from './limits.ts';
import { put, type Road } from './sending.ts';

export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** A picture of it, where it is one. */
  readonly preview: string | null;
  state: 'waiting' | 'sending' | 'there' | 'failed';
  /** How much of it is there, from 0 to 1. */
  sent: number;
  /** How a message names it, once it is there. */
  id: string | null;
  /** Why it failed: a Problem's code. */
  problem: string;
}

export interface Refused {
  name: string;
  why: Refusal;
}

const AT_ONCE = 3;
const UNKNOWN = 'application/octet-stream';

export class Uploads {
  items = $state<Upload[]>([]);
  /** What was not taken the last time files were added. */
  refused = $state.raw<Refused[]>([]);

  readonly #road: Road;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on screen depends on it
  readonly #stops = new Map<number, AbortController>();
  #waiting: (() => void)[] = [];
  #last = 0;

  constructor(road: Road) {
    this.#road = road;
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
      else this.#take(file);
    }
    this.refused = refused;
    this.#next();
  }

  remove(key: number): void {
    this.#stops.get(key)?.abort();
    const item = this.items.find((one) => one.key === key);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    this.items = this.items.filter((one) => one.key !== key);
    this.refused = [];
    this.#next();
  }

  retry(key: number): void {
    const item = this.items.find((one) => one.key === key);
    if (item?.state !== 'failed') return;
    item.state = 'waiting';
    this.#next();
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

  /** Once nothing is on its way any more; true when all of them are there. */
  async settled(): Promise<boolean> {
    while (this.busy) await new Promise<void>((done) => this.#waiting.push(done));
    return !this.failed;
  }

  /** As a message names them. */
  named(): UploadedFile[] {
    return this.items.flatMap(({ id, name, type }) => (id ? [{ id, name, type }] : []));
  }

  #take(file: File): void {
    const type = file.type || UNKNOWN;
    this.items.push({
      key: ++this.#last,
      file,
      name: file.name,
      size: file.size,
      type,
      preview: isPicture(type) ? URL.createObjectURL(file) : null,
      state: 'waiting',
      sent: 0,
      id: null,
      problem: ''
    });
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
      item.problem = asProblem(error).code;
      item.state = 'failed';
    } finally {
      if (this.#stops.get(item.key) === stop) this.#stops.delete(item.key);
      this.#next();
    }
  }
}
