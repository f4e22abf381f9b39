import { describe, expect, it } from 'vitest';
import { day } from '../src/dates';
import { bins, busy, packed, placedEntries, whole, zoomed, type Entry } from '../src/timeline/lanes';

const entry = (earliest: string, latest = earliest, said = false): Entry => ({ date: earliest, end: null, earliest, latest, said, label: 'words', what: 'a claim', outlet: 'Outlet', document: 'd1', span: [Number(earliest.replace(/\D/g, '')) % 1000, 2000], claims: [], claims_total: 0 });
const at = (words: string) => Date.parse(words);

describe('entries', () => {
  it('without a day that can be drawn are left out', () => { expect(placedEntries([entry('2031-05-06'), entry('sometime')])).toHaveLength(1); });
  it('last from the first day to the end of the last', () => {
    const [one] = placedEntries([entry('2031-05-01', '2031-05-31')]);
    expect([one!.from, one!.to, one!.vague]).toEqual([at('2031-05-01'), at('2031-06-01'), true]);
  });
});

describe('rows', () => {
  const entries = placedEntries([entry('2031-05-06'), entry('2031-05-06'), entry('2031-05-07'), entry('2031-05-20')]);
  const window = { from: at('2031-05-01'), to: at('2031-06-01') };
  it('keep entries from covering each other', () => {
    const boxes = packed(entries, window, 1000, 10, true)!;
    for (const a of boxes) for (const b of boxes) if (a !== b && a.row === b.row) expect(a.x1 <= b.x0 || b.x1 <= a.x0).toBe(true);
    expect(boxes[0]!.row).not.toBe(boxes[1]!.row);
  });
  it('are refused if there are too few', () => { expect(packed(entries, window, 1000, 1, true)).toBeNull(); });
  it('cut words before the next entry', () => {
    const boxes = packed(placedEntries([entry('2031-05-06'), entry('2031-05-07')]), window, 1000, 1, false)!;
    expect(boxes[0]!.label).toBe('');
    expect(boxes[1]!.label).toBe('a claim');
  });
});

describe('columns', () => {
  it('count each entry once, vague ones in parts', () => {
    const entries = placedEntries([...Array.from({ length: 300 }, () => entry('2031-05-06')), ...Array.from({ length: 50 }, () => entry('2031-05-01', '2031-05-31'))]);
    const list = bins(entries, { from: at('2031-04-01'), to: at('2031-07-01') }, 1200);
    expect(list.reduce((sum, one) => sum + one.exact, 0)).toBe(300);
    expect(list.reduce((sum, one) => sum + one.vague, 0)).toBeCloseTo(50, 0);
    expect(list.find((one) => one.exact > 0)!.from).toBe(at('2031-05-06'));
  });
  it('become weeks, months, years as the window grows', () => {
    const entries = placedEntries([entry('2031-05-06')]);
    const length = (years: number) => { const [one] = bins(entries, { from: at('2031-01-01'), to: at('2031-01-01') + years * 365 * day }, 1000); return (one!.to - one!.from) / day; };
    expect([length(0.3), length(1.5), length(8), length(100)].map(Math.round)).toEqual([1, 7, 31, 365]);
  });
  it('count 10,000 entries, each once, however far one zooms out', () => {
    const entries = placedEntries(Array.from({ length: 10_000 }, (_, i) => entry(new Date(at('2030-01-01') + (i % 900) * day).toISOString().slice(0, 10), i % 7 === 0 ? '2033-01-01' : undefined)));
    const window = whole(entries);
    for (const by of [1, 1.5, 4, 30]) {
      const exact = bins(entries, zoomed(window, by, window.from), 1300).reduce((sum, one) => sum + one.exact, 0);
      expect(exact).toBe(entries.filter((_, i) => i % 7 !== 0).length);
    }
  });
});

describe('the window', () => {
  it('keeps what is under the pointer', () => {
    const window = { from: 0, to: 100 * day }, near = zoomed(window, 0.5, 25 * day);
    expect([near.from, near.to]).toEqual([12.5 * day, 62.5 * day]);
  });
  it('neither closes nor grows without end', () => {
    expect(zoomed({ from: 0, to: 4 * day }, 1e-9, day).to).toBeGreaterThan(0);
    const wide = zoomed({ from: 0, to: 4 * day }, 1e12, day);
    expect(Number.isNaN(new Date(wide.from).getTime()) || Number.isNaN(new Date(wide.to).getTime())).toBe(false);
  });
  it('begins where nine tenths of the entries are', () => {
    const entries = placedEntries([entry('1950-01-01'), ...Array.from({ length: 40 }, (_, i) => entry(`2031-05-${String(1 + i % 28).padStart(2, '0')}`))]);
    expect(busy(entries).from).toBeGreaterThan(at('2031-01-01'));
    expect(whole(entries).from).toBeLessThan(at('1950-01-01'));
  });
  it('of nothing is something', () => { expect(whole([]).to).toBeGreaterThan(whole([]).from); });
});
