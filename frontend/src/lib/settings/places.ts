/** Where the settings of a desk are. */
const part = encodeURIComponent;
const START = '/desk/settings';

/** Stands in an address for all languages that have no letter of their own. */
export const OTHERS = 'others';

const of = (tenant: string) => (tenant ? `?tenant=${part(tenant)}` : '');

export const places = {
  start: START,
  desks: '/desks',
  overview: (desk: string) => `${START}/${part(desk)}`,
  general: (desk: string) => `${START}/${part(desk)}/general`,
  staff: (desk: string) => `${START}/${part(desk)}/staff`,
  groups: (desk: string, tenant: string) => `${START}/${part(desk)}/organisations/${part(tenant)}/groups`,
  calendars: (desk: string) => `${START}/${part(desk)}/calendars`,
  calendar: (desk: string, id: string) => `${START}/${part(desk)}/calendars/${part(id)}`,
  newCalendar: (desk: string) => `${START}/${part(desk)}/new-calendar`,
  policies: (desk: string) => `${START}/${part(desk)}/policies`,
  policy: (desk: string, id: string) => `${START}/${part(desk)}/policies/${part(id)}`,
  newPolicy: (desk: string) => `${START}/${part(desk)}/new-policy`,
  quarantine: (desk: string, homeless = false) =>
    `${START}/${part(desk)}/quarantine` + (homeless ? '?homeless=1' : ''),
  held: (desk: string, mail: string, homeless = false) =>
    `${START}/${part(desk)}/quarantine/${part(mail)}` + (homeless ? '?homeless=1' : ''),
  letters: (desk: string, tenant = '') => `${START}/${part(desk)}/letters` + of(tenant),
  letter: (desk: string, tenant: string, kind: string, language: string) =>
    `${START}/${part(desk)}/letters/${part(kind)}/${part(language || OTHERS)}` + of(tenant),
  senders: (desk: string, tenant = '') => `${START}/${part(desk)}/senders` + of(tenant),
  unreachable: (desk: string, tenant = '') => `${START}/${part(desk)}/unreachable` + of(tenant),
  texts: (desk: string) => `${START}/${part(desk)}/texts`,
  signIn: (desk: string) => `${START}/${part(desk)}/sign-in`,
  organisations: (desk: string) => `${START}/${part(desk)}/organisations`,
  organisation: (desk: string, tenant: string) => `${START}/${part(desk)}/organisations/${part(tenant)}`,
  people: (desk: string, tenant: string) => `${START}/${part(desk)}/organisations/${part(tenant)}/people`,
  categories: (desk: string) => `${START}/${part(desk)}/categories`,
  routing: (desk: string) => `${START}/${part(desk)}/routing`
};
