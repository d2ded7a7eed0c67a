/** The order in what waits to be sent, if it is one. Pure. */

export interface Order {
  tenant: { desk: string; tenant: string };
  service: string;
  text: string;
  fields: Record<string, string | boolean>;
}

export function orderOf(body: Record<string, unknown>): Order | null {
  const { tenant, service, text, fields } = body as Partial<Order>;
  if (!tenant || typeof service !== 'string') return null;
  return { tenant, service, text: text ?? '', fields: fields ?? {} };
}
