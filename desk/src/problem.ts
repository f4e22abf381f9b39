// What went wrong, in human words with what to do next. Nothing of a program's own exceptions reaches the reader.
import type { Problem } from './api';
import { S } from './strings';

/** A Problem with what a vanished claim or agent has become (ids), where the server knows it. */
export type Trouble = Problem & { became?: string[] };

/** The server does not answer at all. */
export const unreachable = (): Trouble => ({ type: 'about:blank', title: S.problem.unreachable, status: 0, next: S.problem.unreachableNext });

/** Reads a Problem out of an answer, whatever it is. */
export async function problemOf(answer: Response): Promise<Trouble> {
  try {
    const body: unknown = await answer.json();
    if (body && typeof body === 'object' && typeof (body as Problem).title === 'string') return { ...(body as Trouble), status: answer.status };
  } catch { /* no JSON: the words below */ }
  if (answer.status === 401) return { type: 'about:blank', title: S.problem.expired, status: 401, next: S.problem.expiredNext };
  if (answer.status === 404) return { type: 'about:blank', title: S.problem.missing, status: 404, next: S.problem.missingNext };
  return { type: 'about:blank', title: S.problem.odd(answer.status), status: answer.status, next: S.problem.oddNext };
}
