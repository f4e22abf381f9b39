// Files on their way into the case. It goes on when one leaves the view; what could not be handed over stays here and can be tried again.
import type { Job } from '../../api';
import { load, post } from '../../data';
import type { Trouble } from '../../problem';
import { Signal, useSignal } from '../../signal';

export interface Chosen { path: string; file: File }
interface State { chosen: Chosen[]; sent: number; total: number; running: boolean; failed: { chosen: Chosen; problem: Trouble }[]; problem: Trouble | null }

const state = new Signal<State>({ chosen: [], sent: 0, total: 0, running: false, failed: [], problem: null });
let stopped = false;
function update(by: Partial<State>): void { state.value = { ...state.value, ...by }; }
export const useUploads = (): State => useSignal(state);

export function choose(more: readonly Chosen[]): void {
  const known = new Set(state.value.chosen.map((one) => one.path));
  update({ chosen: [...state.value.chosen, ...more.filter((one) => !known.has(one.path))], problem: null });
}
export function clear(): void { update({ chosen: [], failed: [], problem: null }); }
export function stop(): void { stopped = true; }

const lines = 3; // files under way at a time: the server writes them one by one anyway

/** Hands over all chosen files, then has them read. What was handed over is read even if some could not be, or the rest is stopped. */
export async function start(): Promise<void> {
  if (state.value.running || state.value.chosen.length === 0) return;
  const queue = [...state.value.chosen];
  stopped = false;
  update({ running: true, sent: 0, total: queue.length, failed: [], problem: null, chosen: [] });
  const failed: State['failed'] = [];
  let received = 0;
  const line = async () => {
    for (let next = queue.shift(); next && !stopped; next = queue.shift()) {
      const outcome = await post<Job>(`/import?path=${encodeURIComponent(next.path)}`, next.file);
      if ('problem' in outcome) {
        failed.push({ chosen: next, problem: outcome.problem });
        if (outcome.problem.status === 0 || outcome.problem.status === 401 || outcome.problem.status === 507) stopped = true; // the next ones would fare no better
      } else received++;
      update({ sent: received, failed: [...failed] });
    }
  };
  await Promise.all(Array.from({ length: lines }, line));
  const rest = [...failed.map((one) => one.chosen), ...queue];
  let problem: Trouble | null = null;
  if (received > 0) {
    const outcome = await post<Job>('/import/start', {});
    if ('problem' in outcome) problem = outcome.problem;
  }
  update({ running: false, chosen: rest, failed, problem });
}

/** Files of a drop, folders with all that is in them; paths as in the folder. */
export async function dropped(transfer: DataTransfer): Promise<Chosen[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry): entry is FileSystemEntry => entry !== null); // at once: the list is empty later
  const found: Chosen[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File | null>((done) => (entry as FileSystemFileEntry).file(done, () => done(null)));
      if (file) found.push({ path: entry.fullPath.replace(/^\//, ''), file });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) { // a reader gives a hundred at a time
      const some = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
      if (some.length === 0) return;
      for (const one of some) await walk(one);
    }
  };
  for (const entry of entries) await walk(entry);
  if (entries.length === 0) for (const file of transfer.files) found.push({ path: file.name, file });
  return found;
}

export const job = () => load<Job>('/import');
