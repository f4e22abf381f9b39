// Data of the server: fetched by address, kept while it is valid, fetched anew when the case has changed. State changes go out with the token.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Session } from './api';
import { problemOf, unreachable, type Trouble } from './problem';
import { dataAddress } from './router';
import { Signal, useSignal } from './signal';

interface Kept { etag: string | null; data: unknown }
const kept = new Map<string, Kept>(); // by address of the data; the youngest last
const keepAtMost = 40;

function keep(address: string, value: Kept): void {
  kept.delete(address);
  kept.set(address, value);
  if (kept.size > keepAtMost) kept.delete(kept.keys().next().value!);
}

export type Outcome<T> = { data: T } | { problem: Trouble };

/** The data of a view's address ("/claims?q=x"). A later call with the signal aborted gives nothing. */
export async function load<T>(href: string, signal?: AbortSignal): Promise<Outcome<T>> {
  const address = dataAddress(href);
  const had = kept.get(address);
  let answer: Response;
  try {
    answer = await fetch(address, { ...(signal ? { signal } : {}), cache: 'no-store', headers: had?.etag ? { 'If-None-Match': had.etag } : {} });
  } catch (error) {
    if (signal?.aborted) throw error;
    return { problem: unreachable() };
  }
  if (answer.status === 304 && had) return { data: had.data as T };
  if (!answer.ok) {
    kept.delete(address);
    return { problem: await problemOf(answer) };
  }
  try {
    const data = await answer.json() as T;
    keep(address, { etag: answer.headers.get('ETag'), data });
    return { data };
  } catch (error) {
    if (signal?.aborted) throw error;
    return { problem: unreachable() };
  }
}

const answers = new Signal(0); // goes up when they have changed
/** The answers have changed: whatever is on screen is fetched again, and stays there until it has come. */
export function refreshAll(): void { answers.value++; }

export interface Loaded<T> { data: T | null; problem: Trouble | null; loading: boolean; again: () => void }

/**
 * The data of a view's address, kept up to date. null: nothing is fetched. While another address loads, the data of the one before stays if `same`
 * says that it is the same list (the rows stay put, no flicker); a problem does not take away what is on screen.
 */
export function useData<T>(href: string | null, same: (before: string, now: string) => boolean = samePath): Loaded<T> {
  const [state, set] = useState<{ href: string | null; data: T | null; problem: Trouble | null; loading: boolean }>(() => start<T>(href));
  const [round, setRound] = useState(0);
  const last = useRef(href);
  const changes = useSignal(answers);
  useLayoutEffect(() => { // not after the drawing: it is asked for a frame earlier
    if (href === null) { set({ href, data: null, problem: null, loading: false }); return; }
    const abort = new AbortController();
    const before = last.current;
    last.current = href;
    const had = kept.get(dataAddress(href));
    set((now) => ({ href, data: had ? had.data as T : before !== null && (before === href || same(before, href)) ? now.data : null, problem: before === href ? now.problem : null, loading: true }));
    load<T>(href, abort.signal).then(
      (outcome) => set((now) => 'data' in outcome ? { href, data: outcome.data, problem: null, loading: false }
        : { href, data: before === href || outcome.problem.status === 0 ? now.data : null, problem: outcome.problem, loading: false }),
      () => { /* aborted: somebody asks for something else by now */ });
    return () => abort.abort();
  }, [href, round, changes]);
  return { data: state.href === href || (state.href !== null && href !== null && same(state.href, href)) ? state.data : null,
    problem: state.problem, loading: state.loading || state.href !== href, again: () => setRound((n) => n + 1) };
}

function start<T>(href: string | null) {
  const had = href === null ? undefined : kept.get(dataAddress(href));
  return { href, data: had ? had.data as T : null, problem: null, loading: href !== null };
}
function samePath(before: string, now: string): boolean { return before.split('?')[0] === now.split('?')[0]; }

const session = new Signal<Session | null>(null);

/** Asks who we are and what the token is. */
export async function loadSession(): Promise<Outcome<Session>> {
  const outcome = await load<Session>('/session');
  if ('data' in outcome) session.value = outcome.data;
  return outcome;
}
export const currentSession = (): Session | null => session.value;
export const useSession = (): Session | null => useSignal(session);

const sending = new Signal(0);
/** How many state changes are on their way. */
export const useSending = (): number => useSignal(sending);

/** Changes something on the server. `body` is sent as JSON, or as it is if it is a Blob or text. Never throws. */
export async function post<T>(path: string, body: unknown): Promise<Outcome<T>> {
  const raw = body instanceof Blob || typeof body === 'string';
  const send = () => fetch(path, { method: 'POST', body: raw ? body as BodyInit : JSON.stringify(body),
    headers: { 'X-Stemma-Token': session.value?.token ?? '', 'Content-Type': raw ? 'application/octet-stream' : 'application/json', Accept: 'application/json' } });
  sending.value++;
  try {
    let answer = await send();
    if (answer.status === 403 && 'data' in await loadSession()) answer = await send(); // the server was started anew meanwhile: another token
    if (!answer.ok) return { problem: await problemOf(answer) };
    const data = await answer.json() as T;
    if (path === '/session') await loadSession();
    return { data };
  } catch { return { problem: unreachable() }; } finally { sending.value--; }
}
