/** Short names for the shapes of the API. */

export type State = 'new' | 'open' | 'waiting-customer' | 'waiting-other' | 'solved' | 'closed';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type TicketType = 'incident' | 'request' | 'problem' | 'change';
export type Channel = 'mail' | 'portal' | 'phone' | 'walk-in' | 'api';
export type Role = 'requester' | 'manager' | 'agent' | 'lead' | 'admin';

export interface TenantRef {
  desk: string;
  tenant: string;
}
export interface PersonView {
  id: string | null;
  name: string;
  email: string | null;
}
export interface Named {
  id: string;
  name: string;
}
export interface Membership {
  role: Role;
  desk: string;
  tenant: string | null;
  person: string;
}
export interface Branding {
  colour?: string;
  logo?: string | null;
  footer?: string;
}
export interface TenantView {
  ref: TenantRef;
  name: string;
  prefix: string;
  branding: Branding;
  language: string;
}
export interface Me {
  person: PersonView;
  memberships: Membership[];
  desks: Named[];
  tenants: TenantView[];
}
export interface ClockView {
  kind: 'first-response' | 'next-response' | 'resolution' | 'ola';
  state: 'running' | 'paused' | 'met' | 'breached' | 'stopped';
  target: string;
  started_at: string;
  due_at: string | null;
  remaining_seconds: number | null;
  met_at: string | null;
  breached_at: string | null;
  team?: string | null;
}
export interface TicketSummary {
  key: string;
  desk: string;
  tenant: { ref: TenantRef; name: string };
  type: TicketType;
  subject: string;
  state: State;
  priority: Priority;
  channel: Channel;
  requester: PersonView;
  assignee: PersonView | null;
  team: Named | null;
  clocks: ClockView[];
  next_due_at: string | null;
  last_by: 'requester' | 'agent' | 'system';
  created_at: string;
  updated_at: string;
  version: number;
}
export interface TicketView extends TicketSummary {
  participants: PersonView[];
  language: string;
  category: string | null;
  service: string | null;
  tags: string[];
  vip: boolean;
  links: { relation: string; key: string }[];
  solved_at: string | null;
  closed_at: string | null;
}

export interface ActorView {
  kind: 'requester' | 'agent' | 'system';
  name: string;
  id?: string | null;
  email?: string | null;
}
export interface AttachmentView {
  id: string;
  name: string;
  type: string;
  size: number;
  inline: boolean;
  cid: string | null;
  dangerous: boolean;
}
export interface DeliveryView {
  kind: 'acknowledgement' | 'answer' | 'notice';
  to: string;
  cc: string[];
  state: 'pending' | 'sent' | 'stopped';
  sent_at: string | null;
  reason: string;
}
interface Shown {
  id: string;
  at: string;
  by: ActorView;
}
export interface MessageEntry extends Shown {
  kind: 'message';
  text: string;
  quoted: string;
  whole: boolean;
  html: boolean;
  channel: string;
  attachments: AttachmentView[];
  sent_at: string | null;
  unverified: boolean;
  warnings: string[];
  deliveries: DeliveryView[];
}
export interface NoteEntry extends Shown {
  kind: 'note';
  text: string;
  attachments: AttachmentView[];
  warnings: string[];
}
export interface ChangeEntry extends Shown {
  kind: 'change';
  field: string;
  old: string | null;
  new: string | null;
  reason: string | null;
}
export interface ClockEntry extends Shown {
  kind: 'clock';
  clock: ClockView['kind'];
  step: string;
  team: string | null;
  due_at: string | null;
  was_due_at: string | null;
  percent: number | null;
  happened_at: string | null;
}
export interface MailEventEntry extends Shown {
  kind: 'mail-event';
  event: string;
  recipient: string;
  detail: string;
}
export type Entry = MessageEntry | NoteEntry | ChangeEntry | ClockEntry | MailEventEntry;

export interface Story {
  ticket: TicketView;
  timeline: Entry[];
}
export interface Page<T> {
  items: T[];
  next: string | null;
}
export interface SearchHit {
  key: string;
  subject: string;
  state: State;
  snippet: string;
}
export interface NewTicket {
  subject: string;
  text: string;
  tenant?: TenantRef;
  requester?: { email: string; name: string };
  type?: TicketType;
  priority?: Priority;
  channel?: Channel;
}
export interface AgentView {
  id: string;
  name: string;
  email: string;
  role: Role;
  teams: string[];
}
export interface DeskMembers {
  agents: AgentView[];
  teams: Named[];
}
export interface SignInOptions {
  region: string;
  client_id: string;
  url: string;
  methods: ('password' | 'code')[];
}
export interface Wanted {
  view: 'queue' | 'mine' | 'requested' | 'organisation';
  desk?: string | null;
  tenant?: string | null;
  limit?: number;
  cursor?: string | null;
}
