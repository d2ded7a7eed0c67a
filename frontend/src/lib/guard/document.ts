/** The API's own description, as far as pages read it; asked for once. */
import { Problem } from '#lib/api/problem.ts';

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

type Content = Record<string, { schema: Schema }>;

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  security?: unknown[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content; headers?: Record<string, unknown> }>;
  'x-permission'?: string;
}

export interface ApiDocument {
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
  'x-permissions'?: Record<string, { what: string; roles: string[]; keys: boolean }>;
  'x-problems'?: { code: string; status: number; title: string }[];
}

let asked: Promise<ApiDocument> | null = null;

export function apiDocument(): Promise<ApiDocument> {
  asked ??= load().catch((error: unknown) => {
    asked = null; // ask again next time
    throw error;
  });
  return asked;
}

/** Everybody may read it, so no token goes along. */
async function load(): Promise<ApiDocument> {
  const answer = await fetch('/api/v1/openapi.json').catch(() => {
    throw Problem.offline();
  });
  if (!answer.ok) throw Problem.of(answer.status, await answer.json().catch(() => null));
  return (await answer.json()) as ApiDocument;
}
