/** One ticket as it is on screen: read, refreshed, changed at once and put back when the API says no. */
import { asProblem, Problem } from '#lib/api/problem.ts';
import type { Api, NoteExtras } from '#lib/api/client.ts';
import type { Entry, Priority, PersonView, State, TicketView, UploadedFile } from '#lib/api/types.ts';

export class TicketStory {
  readonly key: string;
  ticket = $state.raw<TicketView | null>(null);
  timeline = $state.raw<Entry[]>([]);
  /** Where the desk calls the requester back; told when the ticket is read, not by what is changed. */
  phones = $state.raw<readonly string[]>([]);
  loading = $state(true);
  saving = $state(false);
  /** Why the ticket could not be read. */
  problem = $state.raw<Problem | null>(null);

  readonly #api: Api;
  readonly #ahead: (ticket: TicketView) => TicketView;
  #turn = 0;

  /** `ahead`: the ticket as it will be when all that waits to be sent is sent. */
  constructor(api: Api, key: string, ahead: (ticket: TicketView) => TicketView = (ticket) => ticket) {
    this.#api = api;
    this.#ahead = ahead;
    this.key = key;
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const { ticket, timeline, requester_phones } = await this.#api.ticket(this.key);
      if (turn !== this.#turn) return;
      this.ticket = this.#ahead(ticket);
      this.timeline = timeline;
      this.phones = requester_phones;
      this.problem = null;
    } catch (error) {
      if (turn === this.#turn) this.problem = asProblem(error);
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Something made this version of it, elsewhere on the page: reads it, unless it is known or on its way. */
  async catchUp(version: number): Promise<void> {
    if (this.ticket && this.ticket.version < version && !this.saving) await this.refresh();
  }

  /** Entries that came after the one with this id (ids sort by age). */
  since(id: string): Entry[] {
    return this.timeline.filter((entry) => entry.id > id);
  }

  message(
    text: string,
    state: State | null,
    version: number | null,
    uploads: UploadedFile[] = []
  ): Promise<TicketView> {
    return this.#save({}, () => this.#api.message(this.key, text, state, version, uploads));
  }

  note(text: string, version: number | null, more: NoteExtras = {}): Promise<TicketView> {
    return this.#save({}, () => this.#api.note(this.key, text, version, more));
  }

  assign(to: PersonView | null, version: number | null): Promise<TicketView> {
    return this.#save({ assignee: to }, () => this.#api.assign(this.key, to, version));
  }

  setState(state: State, version: number | null): Promise<TicketView> {
    return this.#save({ state }, () => this.#api.setState(this.key, state, version));
  }

  setPriority(priority: Priority, reason: string, version: number | null): Promise<TicketView> {
    return this.#save({ priority }, () => this.#api.setPriority(this.key, priority, reason, version));
  }

  /** Shows `ahead` while the API works; when it refuses, raises the Problem and puts back what was not read anew. */
  async #save(ahead: Partial<TicketView>, work: () => Promise<TicketView>): Promise<TicketView> {
    const before = this.ticket;
    const shown = before && { ...before, ...ahead };
    this.ticket = shown;
    this.saving = true;
    ++this.#turn; // a read that is under way knows less than this write
    try {
      const after = await work();
      this.ticket = after;
      await this.refresh();
      return after;
    } catch (error) {
      const waits = error instanceof Problem && error.waits;
      if (!waits && this.ticket === shown) this.ticket = before;
      throw error;
    } finally {
      this.saving = false;
    }
  }
}
