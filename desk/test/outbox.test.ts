import { describe, expect, it } from 'vitest';
import type { Outcome } from '../src/data';
import { Outbox, type Ports } from '../src/review/outbox';

const away = { type: 'about:blank', title: 'away', status: 0 };
const full = { type: 'about:blank', title: 'The disk is full', status: 507 };

/** A server in memory: `mood` says what it does with the next requests. */
function world(store = new Map<string, string>()) {
  const state = { mood: 'well' as 'well' | 'away' | 'full' | 'deaf', who: 'Ada', saved: [] as { number: number; kind: string; first: string; by: string; holds: boolean; undone_by: number | null; words: string }[], asked: 0, keys: [] as string[], posts: [] as string[], listed: [] as number[] };
  const undos: number[] = [], keys = new Map<string, number[]>();
  const ports: Ports = {
    async post<T>(path: string, body: unknown): Promise<Outcome<T>> {
      state.posts.push(path);
      if (state.mood === 'away') return { problem: away };
      if (state.mood === 'full') return { problem: full };
      const numbers: number[] = [];
      const { key, decisions } = body as { key: string; decisions: { kind: string; first: string }[] };
      if (path === '/decisions' && keys.has(key)) numbers.push(...keys.get(key)!);
      else if (path === '/decisions') {
        for (const one of decisions) {
          state.saved.push({ number: state.saved.length + 1, kind: one.kind, first: one.first, by: state.who, holds: true, undone_by: null, words: `accept ${one.first}` });
          numbers.push(state.saved.length);
        }
        keys.set(key, numbers);
        state.keys.push(key);
      }
      if (path === '/undo') {
        const last = state.saved.filter((one) => one.holds).at(-1);
        if (!last) return { problem: { type: 'about:blank', title: 'nothing', status: 409 } };
        undos.push(last.number);
        Object.assign(last, { holds: false, undone_by: 100 + undos.length });
        numbers.push(100 + undos.length);
        state.listed.push(100 + undos.length);
      }
      if (path === '/redo') Object.assign(state.saved.find((one) => one.number === undos.at(-1))!, { holds: true, undone_by: null }, undos.pop());
      return state.mood === 'deaf' ? { problem: away } : { data: { numbers, generation: 5, state: 'linking' } as T };
    },
    async load<T>(): Promise<Outcome<T>> { return state.mood === 'away' ? { problem: away } : { data: { total: 0, generation: 5, items: [...state.saved, ...state.listed.map((number) => ({ number, kind: 'undo', first: null, holds: true, undone_by: null }))] } as T }; },
    who: () => state.who,
    name: async () => { state.asked++; state.who = 'Ada'; },
    store: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => { store.set(key, value); } },
  };
  return { state, box: new Outbox(ports), store };
}
const accept = (box: Outbox, first: string) => box.submit(`accepted ${first}`, [{ kind: 'accept', first }], [{ attribution: first, as: 'accepted', was: 'none' }]);

describe('outbox', () => {
  it('shows a decision at once, and what the answers say once they know it', async () => {
    const { box } = world();
    accept(box, 'd1.0');
    expect(box.review('d1.0', 'none', 5)).toBe('accepted');
    await box.idle();
    expect(box.phase).toEqual({ at: 'counting', what: 'accepted d1.0' });
    box.follow(6, 'linking');
    expect(box.phase.at).toBe('counting');
    box.follow(7, 'ready');
    expect(box.phase.at).toBe('saved');
    expect(box.review('d1.0', 'none', 6)).toBe('accepted'); // data of an older generation are still on screen
    expect(box.review('d1.0', 'corrected', 7)).toBe('corrected');
  });
  it('is not left counting by an event that overtakes the answer', async () => {
    const { box } = world();
    accept(box, 'd1.0');
    box.follow(5, 'linking');
    box.follow(6, 'ready'); // the answer to what was sent says 5
    await box.idle();
    expect(box.phase.at).toBe('saved');
    accept(box, 'd1.1');
    box.follow(5, 'ready'); // a server that was started anew counts from the beginning
    await box.idle();
    expect(box.phase.at).toBe('counting');
    box.follow(1, 'ready');
    expect(box.phase.at).toBe('saved');
  });
  it('keeps what cannot be saved, in order, through a reload, and sends it when the server is back', async () => {
    const { box, state, store } = world();
    state.mood = 'away';
    accept(box, 'd1.0');
    accept(box, 'd1.1');
    await box.idle();
    expect(box.parcels.map((one) => one.problem?.status)).toEqual([0, 0]);
    expect(state.posts).toEqual(['/decisions']); // the second waits for the first
    const later = world(store);
    expect(later.box.parcels.map((one) => one.what)).toEqual(['accepted d1.0', 'accepted d1.1']);
    expect(later.box.review('d1.1', 'none', 9)).toBe('accepted');
    later.box.reconnected();
    await later.box.idle();
    expect(later.state.saved.map((one) => one.first)).toEqual(['d1.0', 'd1.1']);
    expect(JSON.parse(store.get('stemma.unsaved')!)).toEqual([]);
  });
  it('does not decide twice when only the answer was lost', async () => {
    const { box, state, store } = world();
    state.mood = 'deaf';
    accept(box, 'd1.0');
    await box.idle();
    expect(box.parcels).toHaveLength(1);
    state.mood = 'well';
    const later = world(store); // the page is loaded anew, while what it had sent is still on its way
    later.box.reconnected();
    box.retry();
    await Promise.all([box.idle(), later.box.idle()]);
    expect(box.parcels).toHaveLength(0);
    expect(later.state.keys).toEqual(state.keys);
    expect(state.saved).toHaveLength(1);
    accept(box, 'd1.0'); // said once more, by hand: that is another decision
    await box.idle();
    expect(state.saved).toHaveLength(2);
  });
  it('goes on behind one that was refused, and copies or throws away what was', async () => {
    const { box, state } = world();
    state.mood = 'full';
    accept(box, 'd1.0');
    await box.idle();
    state.mood = 'well';
    accept(box, 'd1.1');
    await box.idle();
    expect(box.parcels.map((one) => [one.what, one.problem?.title])).toEqual([['accepted d1.0', 'The disk is full']]);
    expect(box.text()).toBe('{"kind":"accept","first":"d1.0"}\n');
    box.reconnected(); // a full disk is not an absent server
    await box.idle();
    expect(box.parcels).toHaveLength(1);
    box.discard(box.parcels[0]!.id);
    expect(box.parcels).toHaveLength(0);
    expect(box.review('d1.0', 'none', 5)).toBe('none');
  });
  it('undoes and redoes several steps, the unsaved ones without the server', async () => {
    const { box, state } = world();
    accept(box, 'd1.0');
    accept(box, 'd1.1');
    await box.idle();
    state.mood = 'full';
    accept(box, 'd1.2');
    await box.idle();
    state.mood = 'well';
    await box.undo();
    expect(state.posts.filter((path) => path === '/undo')).toHaveLength(0);
    expect(box.phase).toEqual({ at: 'back', what: 'accepted d1.2' });
    await box.undo();
    await box.undo();
    expect(['d1.0', 'd1.1', 'd1.2'].map((id) => box.review(id, 'accepted', 5))).toEqual(['none', 'none', 'none']);
    await box.redo();
    expect(box.review('d1.0', 'none', 5)).toBe('accepted');
    await box.redo();
    await box.redo();
    await box.idle();
    expect(['d1.0', 'd1.1', 'd1.2'].map((id) => box.review(id, 'none', 5))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(state.posts.slice(-5)).toEqual(['/undo', '/undo', '/redo', '/redo', '/decisions']);
  });
  it('asks for a name before the first decision goes out', async () => {
    const { box, state } = world();
    state.who = '';
    accept(box, 'd1.0');
    accept(box, 'd1.1');
    await box.idle();
    expect(state.asked).toBe(1);
    expect(state.saved).toHaveLength(2);
  });
  it('says what was undone even where another tab decided it', async () => {
    const { box, state } = world();
    accept(box, 'd1.0');
    await box.idle();
    state.saved.push({ number: 2, kind: 'accept', first: 'd9.9', by: 'Ada', holds: true, undone_by: null, words: 'accept d9.9' });
    await box.undo();
    expect(box.phase).toEqual({ at: 'counting', what: 'accept d9.9', turn: 'undo' });
    expect(box.review('d1.0', 'none', 5)).toBe('accepted');
    await box.undo();
    expect(box.review('d1.0', 'accepted', 5)).toBe('none');
  });
  it('says why an undo failed', async () => {
    const { box, state } = world();
    state.mood = 'full';
    await box.undo();
    expect(box.phase).toEqual({ at: 'failed', what: '', turn: 'undo', problem: full });
  });
});
