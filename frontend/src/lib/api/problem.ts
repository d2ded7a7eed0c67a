/** Why a request did not work: the API's problem document (RFC 9457), or the network's silence. */

export interface ProblemDocument {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  field?: string | null;
  current?: unknown;
}

export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly field: string | null;
  /** What stands now, when somebody else was first; of what waits, by which it is known here. */
  readonly current: unknown;

  constructor(document: ProblemDocument) {
    super(document.detail || document.title || document.code);
    this.status = document.status;
    this.code = document.code;
    this.detail = document.detail ?? '';
    this.field = document.field ?? null;
    this.current = document.current;
  }

  /** The network did not answer. */
  static offline(): Problem {
    return new Problem({ status: 0, code: 'offline' });
  }

  /** The network did not answer, and what was written will be sent when it does. */
  static waiting(id = ''): Problem {
    return new Problem({ status: 0, code: 'waiting', current: id });
  }

  /** What a refused response says; a body that is no problem document (a proxy's page) still gives its status. */
  static of(status: number, body: unknown): Problem {
    const said = typeof body === 'object' && body !== null ? (body as Partial<ProblemDocument>) : {};
    return new Problem({ ...said, status, code: said.code ?? fallbackCode(status) });
  }

  get stale(): boolean {
    return this.code === 'version-conflict';
  }

  /** Nothing went wrong: it is kept and will be sent. */
  get waits(): boolean {
    return this.code === 'waiting';
  }

  /** It will not come by asking again. */
  get gone(): boolean {
    return this.status === 404 || this.status === 403;
  }

  get signedOut(): boolean {
    return this.status === 401;
  }
}

function fallbackCode(status: number): string {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many';
  return 'unavailable';
}

/** Whatever was thrown, as a Problem; a bug of ours stays a bug and is thrown on. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
