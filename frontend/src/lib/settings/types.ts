/** Short names for the API's shapes that only settings and explanations use. */
import type { components } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];

export type Explanation = Schemas['Explanation'];
export type Stretch = Schemas['Stretch'];
export type Step = Schemas['Step'];
export type ClockKind = Schemas['ClockKind'];
export type Conditions = Schemas['Conditions'];
export type CalendarView = Schemas['CalendarView'];
export type CalendarSpec = Schemas['CalendarSpec'];
export type CalendarChoices = Schemas['CalendarChoices'];
export type DayOff = Schemas['DayOff'];
export type PolicyView = Schemas['PolicyView'];
export type Rule = Schemas['Rule'];
export type Escalation = Schemas['Escalation'];
export type PreviewView = Schemas['PreviewView'];
export type TriedView = Schemas['TriedView'];
export type RoutingRule = Schemas['RoutingRule'];
export type HeaderMatch = Schemas['HeaderMatch'];
export type RoutingTrial = Schemas['Trial'];
export type Quarantined = Schemas['QuarantinedView'];
export type Held = Schemas['QuarantinedMailView'];
export type Cause = Schemas['Cause'];

/** What may be done with a quarantined mail. */
export type HeldQuestion = 'new' | 'ticket' | 'block' | 'delete';

export type TicketClocks = Schemas['TicketClocks'];
export type ReleaseInput = Schemas['ReleaseInput'];
export type BlockInput = Schemas['BlockInput'];

/** A policy as it is sent. */
export interface PolicyDraft {
  name: string;
  rules: Rule[];
}

/** Edits that are not saved, by id. */
export interface Proposal {
  calendars?: Record<string, CalendarSpec>;
  policies?: Record<string, PolicyDraft>;
  tenants?: Record<string, string>;
}

/** A ticket that might be. */
export interface TrialInput extends Proposal {
  tenant: string;
  opened_at: string;
  policy?: string;
  type: Schemas['TicketType'];
  priority: Schemas['Priority'];
  channel: Schemas['Channel'];
  category?: string;
  vip: boolean;
}
