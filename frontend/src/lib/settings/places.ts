/** Where the settings of a desk are. */
const part = encodeURIComponent;
const START = '/desk/settings';

export const places = {
  start: START,
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
  routing: (desk: string) => `${START}/${part(desk)}/routing`
};
