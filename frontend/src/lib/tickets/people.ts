/** How a person is called on screen. Pure. */

interface Named {
  name: string;
  email?: string | null;
}

/** The name; the address of somebody whose name is not known. */
export function called(person: Named): string {
  return person.name || (person.email ?? '');
}

/** The first name, for buttons and greetings. */
export function firstName(person: Named): string {
  return called(person).split(/[\s@]/u)[0] ?? '';
}
