// Data of the server: fetched by address, kept while it is valid, fetched anew when the case has changed. State changes go out with the token.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Session } from './api';
import { problemOf, unreachable, type Trouble } from './problem';
import { dataAddress } from './router';

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

const refreshers = new Set<() => void>();
/** The answers have changed: whatever is on screen is fetched again, and stays there until it has come. */
export function refreshAll(): void { for (const refresh of [...refreshers]) refresh(); }

export interface Loaded<T> { data: T | null; problem: Trouble | null; loading: boolean; again: () => void }

/**
 * The data of a view's address, kept up to date. null: nothing is fetched. While another address loads, the data of the one before stays if `same`
 * says that it is the same list (the rows stay put, no flicker); a problem does not take away what is on screen.
 */
export function useData<T>(href: string | null, same: (before: string, now: string) => boolean = samePath): Loaded<T> {
  const [state, set] = useState<{ href: string | null; data: T | null; problem: Trouble | null; loading: boolean }>(() => start<T>(href));
  const [round, setRound] = useState(0);
  const last = useRef(href);
  useEffect(() => {
    const refresh = () => setRound((n) => n + 1);
    refreshers.add(refresh);
    return () => { refreshers.delete(refresh); };
  }, []);
  useEffect(() => {
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
  }, [href, round]);
  return { data: state.href === href || (state.href !== null && href !== null && same(state.href, href)) ? state.data : null,
    problem: state.problem, loading: state.loading || state.href !== href, again: () => setRound((n) => n + 1) };
}

function start<T>(href: string | null) {
  const had = href === null ? undefined : kept.get(dataAddress(href));
  return { href, data: had ? had.data as T : null, problem: null, loading: href !== null };
}
function samePath(before: string, now: string): boolean { return before.split('?')[0] === now.split('?')[0]; }

let session: Session | null = null;
const sessionListeners = new Set<() => void>();

/** Asks who we are and what the token is. */
export async function loadSession(): Promise<Outcome<Session>> {
  const outcome = await load<Session>('/session');
  if ('data' in outcome) {
    session = outcome.data;
    for (const tell of [...sessionListeners]) tell();
  }
  return outcome;
}
export function currentSession(): Session | null { return session; }
export function useSession(): Session | null {
  const [value, set] = useState(session);
  useEffect(() => {
    const tell = () => set(session);
    sessionListeners.add(tell);
    tell();
    return () => { sessionListeners.delete(tell); };
  }, []);
  return value;
}

let sending = 0;
const sendingListeners = new Set<() => void>();
/** How many state changes are on their way. */
export function useSending(): number {
  const [value, set] = useState(sending);
  useEffect(() => {
    const tell = () => set(sending);
    sendingListeners.add(tell);
    return () => { sendingListeners.delete(tell); };
  }, []);
  return value;
}

/** Changes something on the server. `body` is sent as JSON, or as it is if it is a Blob or text. Never throws. */
export async function post<T>(path: string, body: unknown): Promise<Outcome<T>> {
  const raw = body instanceof Blob || typeof body === 'string';
  const tell = (by: number) => { sending += by; for (const one of [...sendingListeners]) one(); };
  const send = () => fetch(path, { method: 'POST', body: raw ? body as BodyInit : JSON.stringify(body),
    headers: { 'X-Stemma-Token': session?.token ?? '', 'Content-Type': raw ? 'application/octet-stream' : 'application/json', Accept: 'application/json' } });
  tell(1);
  try {
    let answer = await send();
    if (answer.status === 403 && 'data' in await loadSession()) answer = await send(); // the server was started anew meanwhile: another token
    if (!answer.ok) return { problem: await problemOf(answer) };
    const data = await answer.json() as T;
    if (path === '/session') await loadSession();
    return { data };
  } catch { return { problem: unreachable() }; } finally { tell(-1); }
}
