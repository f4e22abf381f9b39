// Decisions on their way into the case. What a person has decided is never lost: until the server says that it is saved, a decision lies in
// the tab's own storage, survives a reload, and can be sent again, copied or thrown away.
import { Signal } from '../signal';
import type { CaseSummary, Decided, DecisionPage, Member, NewDecision } from '../api';
import type { Outcome } from '../data';
import type { Trouble } from '../problem';
import type { Spans } from './spans';

export type Review = Member['review'] | 'rejected';
/** How an attribution looks until the answers have followed. */
export interface Shown { attribution: string; as: Review; was: Review; spans?: Spans }
/** What one key or one click decided. */
export interface Parcel {
  id: number;
  what: string;                      // in words, for the message
  decisions: NewDecision[];
  shown: Shown[];
  problem: Trouble | null;           // why it could not be saved
  key: string;                       // the same sent again is not decided twice
}
export type Turn = 'undo' | 'redo';
export type Phase =
  | { at: 'rest' }
  | { at: 'saving'; what: string; turn?: Turn }
  | { at: 'counting'; what: string; turn?: Turn }     // saved; the answers follow
  | { at: 'saved'; what: string; turn?: Turn }
  | { at: 'back'; what: string }                     // taken back before it was saved
  | { at: 'failed'; what: string; turn: Turn; problem: Trouble }; // of an undo or a redo: there is nothing to keep

export interface Ports {
  post<T>(path: string, body: unknown): Promise<Outcome<T>>;
  load<T>(href: string): Promise<Outcome<T>>;
  who(): string | null;              // null: not loaded yet
  name(): Promise<unknown>;          // finds out who it is, asks for the name; resolves when that is over, named or not
  store: Pick<Storage, 'getItem' | 'setItem'>;
}

interface Override { as: Review; spans: Spans | null; until: number | null } // until: the first generation whose answers know it; null: none yet
interface Saved { parcel: Parcel; numbers: number[] }

const shelf = 'stemma.unsaved';
const fresh = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''); // randomUUID() is for secure contexts only

export class Outbox {
  parcels: Parcel[] = [];
  phase: Phase = { at: 'rest' };
  private overrides = new Map<string, Override>();
  private saved: Saved[] = [];        // this tab's own, oldest first: what an undo takes back is told in words
  private undone: (Saved | Parcel)[] = [];
  private busy: Promise<void> = Promise.resolve();
  private next = 1;
  private draining = false;
  private savedAt = 0;                // generation at the last save
  private heard: { generation: number; state: CaseSummary['state'] | null } = { generation: 0, state: null }; // the last event
  readonly round = new Signal(0);     // goes up at each change

  constructor(private readonly ports: Ports) {
    try {
      for (const kept of JSON.parse(ports.store.getItem(shelf) ?? '[]') as Parcel[]) this.parcels.push({ ...kept, id: this.next++ });
    } catch { /* another program's or an older desk's: nothing that could be sent */ }
    for (const parcel of this.parcels) this.show(parcel);
  }

  private tell(): void {
    try { this.ports.store.setItem(shelf, JSON.stringify(this.parcels)); } catch { /* the storage is full or forbidden: they are still on screen */ }
    this.round.value++;
  }
  private show(parcel: Parcel): void { for (const { attribution, as, spans } of parcel.shown) this.overrides.set(attribution, { as, spans: spans ?? null, until: null }); }
  private unshow(parcel: Parcel): void { for (const { attribution, was } of parcel.shown) this.overrides.set(attribution, { as: was, spans: null, until: null }); }

  /** How an attribution is reviewed: what the answers of `generation` say, or what has been decided here since. */
  review(attribution: string, told: Review, generation: number): Review { return this.override(attribution, generation)?.as ?? told; }
  /** Where its words are: likewise. */
  spans(attribution: string, told: Spans, generation: number): Spans { return this.override(attribution, generation)?.spans ?? told; }
  private override(attribution: string, generation: number): Override | null {
    const override = this.overrides.get(attribution);
    return override && (override.until === null || generation < override.until) ? override : null;
  }

  /** Decides. Returns at once; the rest is told by `phase` and `parcels`. */
  submit(what: string, decisions: NewDecision[], shown: Shown[] = []): void {
    const parcel: Parcel = { id: this.next++, what, decisions, shown, problem: null, key: fresh() };
    this.parcels.push(parcel);
    this.undone = [];
    this.show(parcel);
    if (this.phase.at !== 'saving') this.phase = { at: 'saving', what };
    this.tell();
    this.pump();
  }

  /** Sends what waits, in order. What could not be reached stops the line, what was refused does not. */
  private pump(): void { this.busy = this.busy.then(async () => { this.draining = true; await this.drain(); this.draining = false; }); }
  private async drain(): Promise<void> {
    const first = this.parcels.find((one) => one.problem === null);
    if (first && !this.ports.who()) {
      this.phase = { at: 'saving', what: first.what };
      this.tell();
      await this.ports.name();
    }
    for (;;) {
      const parcel = this.parcels.find((one) => one.problem === null);
      if (!parcel) return;
      this.phase = { at: 'saving', what: parcel.what };
      this.tell();
      const outcome = await this.ports.post<Decided>('/decisions', { key: parcel.key, decisions: parcel.decisions });
      if ('data' in outcome) {
        this.parcels = this.parcels.filter((one) => one !== parcel);
        const undone = parcel.decisions.filter((one) => one.kind === 'undo').map((one) => Number(one.first));
        if (undone.length) this.saved = this.saved.filter((one) => !one.numbers.some((number) => undone.includes(number)));
        else this.saved.push({ parcel, numbers: outcome.data.numbers });
        this.settle(parcel.what, outcome.data);
      } else {
        parcel.problem = outcome.problem;
        if (outcome.problem.status === 0 || outcome.problem.status === 401) for (const other of this.parcels) other.problem ??= outcome.problem;
        this.phase = { at: 'rest' };
      }
      this.tell();
    }
  }

  private settle(what: string, decided: Decided, turn?: Turn): void {
    const known = decided.state === 'ready'; // the answers have it already
    this.savedAt = known ? decided.generation - 1 : decided.generation;
    this.phase = { at: 'counting', what, ...(turn ? { turn } : {}) };
    if (known) this.arrived(decided.generation);
    else if (this.heard.state === 'ready') this.arrived(this.heard.generation); // the event may have overtaken the answer to what was sent
  }

  /** The answers have changed: what was decided before is in them. */
  follow(generation: number, state: CaseSummary['state']): void {
    if (generation < this.heard.generation) this.savedAt = 0; // the server was started anew, and counts from the beginning: it knows all that was saved
    this.heard = { generation, state };
    if (state === 'ready') this.arrived(generation);
  }
  private arrived(generation: number): void {
    if (generation <= this.savedAt) return;
    const open = new Set(this.parcels.flatMap((parcel) => parcel.shown.map((one) => one.attribution)));
    for (const [attribution, override] of this.overrides) {
      if (open.has(attribution)) continue;
      if (override.until !== null && override.until < generation) this.overrides.delete(attribution);
      else override.until ??= generation;
    }
    if (this.phase.at === 'counting') this.phase = { ...this.phase, at: 'saved' };
    this.tell();
  }

  /** Tries again what could not be saved: one, or all. */
  retry(id?: number): void {
    for (const parcel of this.parcels) if (id === undefined || parcel.id === id) parcel.problem = null;
    this.tell();
    this.pump();
  }
  /** The server answers (again), and knows us: what only failed because it did not goes out by itself. */
  reconnected(): void {
    const waiting = this.parcels.filter((parcel) => parcel.problem === null || parcel.problem.status === 0 || parcel.problem.status === 401);
    if (!waiting.length || this.draining) return;
    for (const parcel of waiting) parcel.problem = null;
    this.pump();
  }
  discard(id: number): void {
    const parcel = this.parcels.find((one) => one.id === id);
    if (!parcel) return;
    this.parcels = this.parcels.filter((one) => one !== parcel);
    this.unshow(parcel);
    this.tell();
  }

  /** Takes back the last thing: what is not saved yet is simply not sent, else the server undoes it. */
  undo(): Promise<void> {
    const kept = this.parcels.at(-1);
    if (kept?.problem) {
      this.discard(kept.id);
      this.undone.push(kept);
      this.phase = { at: 'back', what: kept.what };
      this.tell();
      return Promise.resolve();
    }
    return this.turn('undo');
  }
  redo(): Promise<void> {
    const last = this.undone.at(-1);
    if (last && 'decisions' in last) { // it was never saved: it is decided now
      const rest = this.undone.slice(0, -1);
      this.submit(last.what, last.decisions, last.shown);
      this.undone = rest;
      return Promise.resolve();
    }
    return this.turn('redo');
  }
  private turn(turn: Turn): Promise<void> {
    this.busy = this.busy.then(async () => {
      this.phase = { at: 'saving', what: '', turn };
      this.tell();
      const outcome = await this.ports.post<Decided>(`/${turn}`, {});
      if ('problem' in outcome) this.phase = { at: 'failed', what: '', turn, problem: outcome.problem };
      else {
        // The server knows what was last, which may be another tab's: what it did is asked for. It says so only once it has counted again; until
        // then it is taken for the last of ours.
        const page = await this.ports.load<DecisionPage>('/decisions?limit=100');
        const items = 'data' in page && page.data.items.some((one) => outcome.data.numbers.includes(one.number)) ? page.data.items : null;
        let what = '';
        if (turn === 'undo') {
          const target = items?.find((one) => one.undone_by !== null && outcome.data.numbers.includes(one.undone_by));
          const mine = this.saved.find((one) => target ? one.numbers.includes(target.number) : one === this.saved.at(-1));
          what = mine?.parcel.what ?? target?.words ?? '';
          if (mine) { this.saved = this.saved.filter((one) => one !== mine); this.undone.push(mine); this.unshow(mine.parcel); }
        } else {
          const mine = this.undone.at(-1);
          if (mine && 'numbers' in mine && (items === null || items.some((one) => one.holds && mine.numbers.includes(one.number)))) {
            what = mine.parcel.what;
            this.undone.pop();
            this.saved.push(mine);
            this.show(mine.parcel);
          }
        }
        this.settle(what, outcome.data, turn);
      }
      this.tell();
    });
    return this.busy;
  }

  /** What is not saved, as lines that a person can keep: each decision's JSON, as POST /decisions takes it. */
  text(): string { return this.parcels.flatMap((parcel) => parcel.decisions.map((decision) => JSON.stringify(decision))).join('\n') + '\n'; }
  /** For tests and for the end of a tab: resolves when nothing is on its way. */
  idle(): Promise<void> { return this.busy; }
}
