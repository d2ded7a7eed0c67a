/** Telling colleagues that one is on a ticket, while somebody looks; and who else is. */
import { asProblem } from '#lib/api/problem.ts';
import { keepFresh } from '#lib/time/poll.ts';
import { deskApi, type Colleague, type Doing } from '../api.ts';

const EVERY = 20_000;
const MISSED = 2;

export class Presence {
  others = $state.raw<Colleague[]>([]);

  readonly #key: string;
  #doing: Doing = 'looking';
  #missed = 0;
  #left = false;

  constructor(key: string) {
    this.#key = key;
  }

  /** Says it now and again; gives how to leave. */
  stay(): () => void {
    const stop = keepFresh(() => this.#tell(), EVERY);
    return () => {
      stop();
      this.#left = true;
      void deskApi.presence(this.#key, 'gone').catch(() => undefined); // it ends by itself, a little later
    };
  }

  /** What one does there now; colleagues hear of it at once. */
  does(doing: Doing): void {
    if (doing === this.#doing) return;
    this.#doing = doing;
    void this.#tell();
  }

  async #tell(): Promise<void> {
    try {
      const { others } = await deskApi.presence(this.#key, this.#doing);
      this.#missed = 0;
      if (!this.#left) this.others = others;
    } catch (error) {
      asProblem(error); // nothing of ours is wrong: nobody need be told that this is not known
      if (++this.#missed >= MISSED) this.others = [];
    }
  }
}
