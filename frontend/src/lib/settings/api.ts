/** The API's verbs for setting a desk up and for looking after its mail; over the same door as all others. */
import createClient from 'openapi-fetch';
import { done, pass, read, type Door } from '#lib/api/client.ts';
import type { paths } from '#lib/api/schema.d.ts';
import type { Stored } from '#lib/settings/editing/seen.ts';
import type {
  BlockInput,
  CalendarSpec,
  CalendarView,
  PolicyDraft,
  PolicyView,
  Proposal,
  ReleaseInput,
  RoutingRule,
  TicketClocks,
  TrialInput,
  TriedView
} from './types.ts';

/** openapi-fetch forgets that pairs are pairs; the document says so. */
function pairs<T>(answer: Promise<unknown>): Promise<T> {
  return answer as Promise<T>;
}

/** Written over what has this tag; null: over whatever stands there. */
const over = (tag: string | null) => (tag ? { 'If-Match': tag } : {});

/** What was read or saved, with its tag. */
async function tagged<T, V>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
  value: (found: T) => V
): Promise<Stored<V>> {
  const found = await answer;
  const data = (await read(Promise.resolve(found) as never)) as T;
  return { value: value(data), tag: found.response.headers.get('ETag') };
}

export function settingsOver(door: Door) {
  const { GET, POST, PUT, DELETE } = createClient<paths>({
    baseUrl: door.origin ?? '',
    fetch: (request) => pass(door, request)
  });
  const of = (desk: string) => ({ params: { path: { desk } } });
  /** '': those of the desk itself. */
  const routes = (desk: string, tenant: string) => ({
    params: { path: { desk }, query: tenant ? { tenant } : {} }
  });
  const whose = (mail: string, desk: string | null) => ({
    params: { path: { mail }, query: desk ? { desk } : {} }
  });

  return {
    why: (key: string) =>
      pairs<TicketClocks>(read(GET('/api/v1/tickets/{key}/clocks', { params: { path: { key } } }))),
    calendars: (desk: string) =>
      pairs<{ items: CalendarView[] }>(read(GET('/api/v1/desks/{desk}/calendars', of(desk)))).then(
        (a) => a.items
      ),
    policies: (desk: string) =>
      pairs<{ items: PolicyView[] }>(read(GET('/api/v1/desks/{desk}/policies', of(desk)))).then(
        (a) => a.items
      ),
    teams: (desk: string) => read(GET('/api/v1/desks/{desk}/teams', of(desk))).then((a) => a.items),
    choices: () => read(GET('/api/v1/calendar-choices')),
    holidays: (country: string, subdivision: string | null, year: number) =>
      read(
        GET('/api/v1/holidays', {
          params: { query: { country, year, ...(subdivision ? { subdivision } : {}) } }
        })
      ),
    readIcalendar: (desk: string, file: string, through: number) =>
      read(POST('/api/v1/desks/{desk}/holiday-imports', { ...of(desk), body: { file, through } })),
    saveCalendar: (desk: string, calendar: string, name: string, spec: CalendarSpec, tag: string | null) =>
      read(
        PUT('/api/v1/desks/{desk}/calendars/{calendar}', {
          params: { path: { desk, calendar }, header: over(tag) },
          body: { name, spec: spec as unknown as Record<string, never> } // the API takes it as it shows it
        })
      ),
    deleteCalendar: (desk: string, calendar: string) =>
      done(DELETE('/api/v1/desks/{desk}/calendars/{calendar}', { params: { path: { desk, calendar } } })),
    savePolicy: (desk: string, policy: string, body: PolicyDraft, tag: string | null) =>
      read(
        PUT('/api/v1/desks/{desk}/policies/{policy}', {
          params: { path: { desk, policy }, header: over(tag) },
          body: { name: body.name, rules: body.rules as unknown as Record<string, never>[] }
        })
      ),
    deletePolicy: (desk: string, policy: string) =>
      done(DELETE('/api/v1/desks/{desk}/policies/{policy}', { params: { path: { desk, policy } } })),
    giveTenant: (desk: string, tenant: string, policy: string) =>
      read(
        PUT('/api/v1/desks/{desk}/tenants/{tenant}/policy', {
          params: { path: { desk, tenant } },
          body: { policy }
        })
      ),
    preview: (desk: string, body: Proposal) =>
      read(POST('/api/v1/desks/{desk}/previews', { ...of(desk), body: body as never })),
    tryOut: (desk: string, body: TrialInput) =>
      pairs<TriedView>(read(POST('/api/v1/desks/{desk}/trials', { ...of(desk), body: body as never }))),
    routing: (desk: string, tenant: string) =>
      tagged(GET('/api/v1/desks/{desk}/routing', routes(desk, tenant)), (a) => a.rules),
    saveRouting: (desk: string, tenant: string, rules: RoutingRule[], tag: string | null) =>
      tagged(
        PUT('/api/v1/desks/{desk}/routing', {
          params: { ...routes(desk, tenant).params, header: over(tag) },
          body: { rules: rules as never[] }
        }),
        (a) => a.rules
      ),
    /** `after`: the `next` of a trial before. */
    tryRouting: (desk: string, tenant: string, rules: RoutingRule[], after: string | null = null) =>
      read(
        POST('/api/v1/desks/{desk}/routing/trials', {
          ...routes(desk, tenant),
          body: { rules: rules as never[], after }
        })
      ),
    quarantine: (desk: string | null, cursor: string | null) => {
      const query = cursor ? { cursor } : {};
      return desk
        ? read(GET('/api/v1/desks/{desk}/quarantine', { params: { path: { desk }, query } }))
        : read(GET('/api/v1/quarantine', { params: { query } }));
    },
    held: (mail: string, desk: string | null) => read(GET('/api/v1/quarantine/{mail}', whose(mail, desk))),
    rawMail: (mail: string, desk: string | null) =>
      read(GET('/api/v1/quarantine/{mail}/raw', whose(mail, desk))),
    release: (mail: string, body: ReleaseInput) =>
      read(PUT('/api/v1/quarantine/{mail}/release', { params: { path: { mail } }, body })),
    block: (mail: string, body: BlockInput) =>
      read(PUT('/api/v1/quarantine/{mail}/block', { params: { path: { mail } }, body })),
    discard: (mail: string, desk: string | null) =>
      read(PUT('/api/v1/quarantine/{mail}/deletion', { params: { path: { mail } }, body: { desk } }))
  };
}

export type SettingsApi = ReturnType<typeof settingsOver>;
