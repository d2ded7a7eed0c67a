/** A ticket that an agent is making for somebody: what was said so far, what is missing, what is sent. */
import type { components } from '#lib/api/schema.d.ts';
import type { Priority, TenantView, TicketType } from '#lib/api/types.ts';
import type { CallerView } from '#lib/desk/api.ts';
import type { Way } from '#lib/desk/choices.ts';
import { blank, filled, wrongs, type Answers, type Wrong } from '#lib/offers/answers.ts';
import type { Offer } from '#lib/offers/api.ts';
import { looksLikeEmail } from '#lib/session/email.ts';
import { called } from '#lib/tickets/people.ts';
import { suggestSubject } from '#lib/tickets/subject.ts';

export type Field = 'caller' | 'tenant' | 'email' | 'subject' | 'text';
export type Missing = 'required' | 'email';
type TicketInput = components['schemas']['TicketInput'];

/** All that was said so far. */
export type Begun = Pick<Creating, (typeof PARTS)[number]> & { ownSubject: boolean };
// prettier-ignore
const PARTS = [
  'channel', 'asked', 'caller', 'fresh', 'tenant', 'name', 'email', 'subject', 'text',
  'priority', 'type', 'about', 'order', 'answers', 'mine'
] as const;

/** What the API calls a field, as this form calls it. */
const FIELDS: Readonly<Record<string, Field>> = {
  tenant: 'tenant',
  'requester.email': 'email',
  subject: 'subject',
  text: 'text'
};

export const fieldOf = (name: string | null | undefined): Field | undefined => FIELDS[name ?? ''];

export class Creating {
  channel = $state<Way>('phone');
  /** What was typed to find them. */
  asked = $state('');
  caller = $state.raw<CallerView | null>(null);
  /** They are new to the desk. */
  fresh = $state(false);
  /** Place in `tenants`, as a select has it; empty: none yet. */
  tenant = $state('');
  name = $state('');
  email = $state('');
  subject = $state('');
  text = $state('');
  priority = $state<Priority>('normal');
  type = $state<TicketType>('incident');
  /** The id of a category; empty: none. */
  about = $state('');
  order = $state.raw<Offer | null>(null);
  answers = $state<Answers>({});
  mine = $state(false);

  #ownSubject = $state(false);
  readonly #tenants: () => readonly TenantView[];

  constructor(tenants: () => readonly TenantView[], asked: Pick<URLSearchParams, 'get' | 'has'>) {
    this.#tenants = tenants;
    this.subject = asked.get('subject') ?? '';
    this.#ownSubject = asked.has('subject');
    this.text = asked.get('text') ?? '';
  }

  /** Whose it is, once that is known. */
  get place(): TenantView['ref'] | null {
    return this.caller?.tenant.ref ?? this.#tenants()[Number(this.tenant || -1)]?.ref ?? null;
  }

  /** How they are called, for buttons. */
  get whose(): string {
    const place = this.#tenants()[Number(this.tenant || -1)]?.name ?? '';
    return (this.caller && called(this.caller)) || this.name.trim() || this.email.trim() || place;
  }

  chose(caller: CallerView): void {
    this.caller = caller;
    this.fresh = false;
    this.moved();
  }

  /** Nobody knows them: what was typed is a name or an address. */
  isNew(typed: string): void {
    this.fresh = true;
    this.caller = null;
    if (typed.includes('@')) this.email = typed;
    else this.name = typed;
    this.moved();
  }

  another(): void {
    this.caller = null;
    this.asked = '';
    this.moved();
  }

  /** Elsewhere other things are on offer. */
  moved(): void {
    this.about = '';
    this.leave();
  }

  /** Orders this for them; `called`: its name in the reader's language. */
  chooses(offer: Offer, called: string): void {
    this.order = offer;
    this.answers = blank(offer.fields);
    if (!this.#ownSubject) this.subject = called;
  }

  /** Nothing is ordered after all. */
  leave(): void {
    this.order = null;
    this.answers = {};
    this.wrote();
  }

  /** The subject makes itself until somebody words it. */
  wrote(): void {
    if (!this.#ownSubject && !this.order) this.subject = suggestSubject(this.text);
  }

  worded(): void {
    this.#ownSubject = this.subject.trim() !== '';
  }

  /** As it stands; null: nobody and nothing was named yet. */
  begun(): Begun | null {
    const parts = Object.fromEntries(PARTS.map((part) => [part, $state.snapshot(this[part])]));
    const named = this.caller || this.fresh || this.order || this.asked.trim() || this.text.trim();
    return named ? ({ ...parts, ownSubject: this.#ownSubject } as Begun) : null;
  }

  /** Goes on with what was begun. */
  goesOn({ ownSubject, ...parts }: Begun): void {
    Object.assign(this, parts);
    this.#ownSubject = ownSubject;
  }

  missing(): Partial<Record<Field, Missing>> {
    return {
      ...(!this.caller && !this.fresh ? { caller: 'required' as const } : {}),
      ...(this.fresh && !this.tenant ? { tenant: 'required' as const } : {}),
      ...(this.fresh && !looksLikeEmail(this.email) ? { email: 'email' as const } : {}),
      ...(!this.text.trim() && !this.order ? { text: 'required' as const } : {})
    };
  }

  /** What is wrong with the answers, by question. */
  unanswered(): Record<string, Wrong> {
    return this.order ? wrongs(this.order.fields, this.answers) : {};
  }

  /** As the API takes it, without its files. */
  body(place: TenantView['ref']): TicketInput {
    const requester = this.caller
      ? { email: this.caller.email, name: this.caller.name }
      : { email: this.email.trim(), name: this.name.trim() };
    const text = this.text.trim();
    return {
      subject: this.subject.trim() || suggestSubject(this.text),
      text,
      tenant: place,
      requester,
      channel: this.channel,
      priority: this.priority,
      ...(this.about ? { category: this.about } : {}),
      ...(this.order
        ? { service: this.order.id, fields: filled($state.snapshot(this.answers)) }
        : { type: this.type })
    };
  }
}
