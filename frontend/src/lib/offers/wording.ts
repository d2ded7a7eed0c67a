/** A desk's texts in further languages, while an admin writes them. Pure. */
import type { Service } from '#lib/admin/api.ts';

type Others = Record<string, string>;

/** With this text in this language; an empty one is none. */
export function put(others: Others, language: string, text: string): Others {
  const rest = Object.fromEntries(Object.entries(others).filter(([key]) => key !== language));
  return text.trim() ? { ...rest, [language]: text } : rest;
}

/** One text of a service: its own words, what they are in `language`, and the service with others for them. */
export interface Wording {
  id: string;
  own: string;
  text: string;
  most: number;
  reworded: (text: string) => Service;
}

/** All texts of a service that can be said in another language. */
export function wordings(service: Service, language: string): Wording[] {
  const { name, names, description, helps } = service;
  const texts: Wording[] = [
    {
      id: 'name',
      own: name,
      text: names[language] ?? '',
      most: 100,
      reworded: (text) => ({ ...service, names: put(names, language, text) })
    }
  ];
  if (!service.orderable) return texts;
  if (description)
    texts.push({
      id: 'description',
      own: description,
      text: helps[language] ?? '',
      most: 500,
      reworded: (text) => ({ ...service, helps: put(helps, language, text) })
    });
  return [...texts, ...service.fields.flatMap((field) => ofField(service, field, language))];
}

type Field = Service['fields'][number];

function ofField(service: Service, field: Field, language: string): Wording[] {
  const change = (part: Partial<Field>): Service => ({
    ...service,
    fields: service.fields.map((one) => (one.id === field.id ? { ...one, ...part } : one))
  });
  const label: Wording = {
    id: `${field.id}-label`,
    own: field.label,
    text: field.labels[language] ?? '',
    most: 100,
    reworded: (text) => change({ labels: put(field.labels, language, text) })
  };
  const help: Wording = {
    id: `${field.id}-help`,
    own: field.help,
    text: field.helps[language] ?? '',
    most: 500,
    reworded: (text) => change({ helps: put(field.helps, language, text) })
  };
  const choices = field.choices.map((choice): Wording => ({
    id: `${field.id}-${choice.id}`,
    own: choice.label,
    text: choice.labels[language] ?? '',
    most: 100,
    reworded: (text) =>
      change({
        choices: field.choices.map((one) =>
          one.id === choice.id ? { ...one, labels: put(one.labels, language, text) } : one
        )
      })
  }));
  return [label, ...(field.help ? [help] : []), ...choices];
}
