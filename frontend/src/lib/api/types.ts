/** Short names for the shapes of the API; `schema.d.ts` is generated from its OpenAPI document (`npm run api`). */
import type { components, paths } from './schema.d.ts';

type Schemas = components['schemas'];

export type State = Schemas['State'];
export type Priority = Schemas['Priority'];
export type TicketType = Schemas['TicketType'];
export type Channel = Schemas['Channel'];
export type Role = Schemas['Role'];
export type PersonView = Schemas['PersonView'];
export type Named = Schemas['Named'];
export type TenantView = Schemas['TenantView'];
export type Me = Schemas['Me'];
export type ClockView = Schemas['ClockView'];
export type TicketSummary = Schemas['TicketSummary'];
export type TicketView = Schemas['TicketView'];
export type TicketInput = Schemas['TicketInput'];
export type AttachmentView = Schemas['AttachmentView'];
export type DeliveryView = Schemas['DeliveryView'];
export type Story = Schemas['StoryView'];
export type MessageEntry = Schemas['MessageView'];
export type NoteEntry = Schemas['NoteView'];
export type ChangeEntry = Schemas['ChangeView'];
export type ClockEntry = Schemas['ClockEventView'];
export type MailEventEntry = Schemas['MailEventView'];
export type Entry = Story['timeline'][number];
export type AgentView = Schemas['AgentView'];
export type UploadedFile = Schemas['UploadedFile'];

/** Which tickets a list holds. */
export type Wanted = paths['/api/v1/tickets']['get']['parameters']['query'];

/** Some of a list, and where the next ones start (null: these were the last). */
export interface Page<T> {
  items: T[];
  next: string | null;
}
