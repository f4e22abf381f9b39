// What the server tells by itself: one stream of events a tab, taken up again where it broke off.
import type { CaseSummary, ClaimRow, Job, Problem } from './api';
import { loadSession, refreshAll } from './data';
import { Signal, useSignal } from './signal';

export interface Live {
  connected: boolean;                       // false: the server does not answer; what is on screen may be old
  generation: number;
  state: CaseSummary['state'] | null;       // null: not told yet
  job: Job | null;                          // the import that runs, or the last one
  ended: boolean;                           // the session: by logging out in another tab, or because nobody used it
  gone: Problem | null;                     // the case was moved away, or the disk is full
}
interface Events {
  generation: { generation: number; state: CaseSummary['state']; changed?: { claims: string[] } };
  progress: Job;
  claims: { items: ClaimRow[] };
  decided: { numbers: number[]; by: string };
  handover: unknown;                        // something about what leaves has changed: ask
  gone: Problem;
}

const live = new Signal<Live>({ connected: true, generation: 0, state: null, job: null, ended: false, gone: null });
const subscribers: { [K in keyof Events]: Set<(data: Events[K]) => void> } = { generation: new Set(), progress: new Set(), claims: new Set(), decided: new Set(), handover: new Set(), gone: new Set() };

function update(by: Partial<Live>): void { live.value = { ...live.value, ...by }; }

/** Calls `run` for each event of a kind; gives what ends that. */
export function onEvent<K extends keyof Events>(kind: K, run: (data: Events[K]) => void): () => void {
  subscribers[kind].add(run);
  return () => { subscribers[kind].delete(run); };
}

export function useLive(): Live { return useSignal(live); }

function receive<K extends keyof Events>(source: EventSource, kind: K, also: (data: Events[K]) => void): void {
  source.addEventListener(kind, (event) => {
    let data: Events[K];
    try { data = JSON.parse((event as MessageEvent<string>).data) as Events[K]; } catch { return; } // cut off in the middle: the stream will resume
    also(data);
    for (const run of [...subscribers[kind]]) run(data);
  });
}

let wait = 1000; // milliseconds until the next attempt

/** Opens the stream. If it breaks, the browser resumes it by itself (Last-Event-ID); if the server refuses it, we try again, ever more slowly. */
export function startLive(): void {
  const source = new EventSource('/events');
  source.onopen = () => {
    wait = 1000;
    if (!live.value.connected) { void loadSession(); refreshAll(); }
    update({ connected: true, ended: false });
  };
  source.onerror = () => {
    update({ connected: false });
    if (source.readyState === EventSource.CLOSED) {
      void loadSession().then((outcome) => { if ('problem' in outcome) update({ ended: outcome.problem.status === 401 }); });
      setTimeout(startLive, wait);
      wait = Math.min(wait * 2, 30_000);
    }
  };
  source.addEventListener('ended', () => update({ ended: true })); // the stream closes then, and is tried again: one may log in anew in another tab
  receive(source, 'generation', (data) => {
    const fresh = data.generation !== live.value.generation && live.value.generation !== 0;
    update({ generation: data.generation, state: data.state, gone: data.state === 'gone' ? live.value.gone : null });
    if (fresh) { void loadSession(); refreshAll(); }
  });
  receive(source, 'progress', (data) => update({ job: data }));
  receive(source, 'claims', () => {});
  receive(source, 'decided', () => {});
  receive(source, 'handover', () => {});
  receive(source, 'gone', (data) => update({ gone: data, state: 'gone' }));
}
