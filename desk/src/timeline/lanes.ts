// What of a timeline is drawn where: pure arithmetic on days and pixels, so that a frame of 10,000 entries stays far under its 16 milliseconds.
import { utcDay, utcMonth, utcMonday, utcYear, type CountableTimeInterval } from 'd3-time';
import type { TimelinePage } from '../api';
import { day, range, type Range } from '../dates';

export type Entry = TimelinePage['items'][0];
/** An entry with the days that it may mean. `key` names it in the address. */
export interface Placed extends Range { entry: Entry; key: string; vague: boolean }
/** What is in sight, milliseconds UTC. */
export interface Window { from: number; to: number }

export const keyOf = (entry: Entry) => `${entry.document}.${entry.span[0]}-${entry.span[1]}`;

/** What an entry is about, as short as it is known: a claim's words, else the words that say when, else who says so. */
export const entryWords = (entry: Entry) => entry.what || entry.label || entry.outlet || '';

/** Entries with their days, by first day; what has no day that can be drawn is left out. */
export function placedEntries(entries: readonly Entry[]): Placed[] {
  const result: Placed[] = [];
  for (const entry of entries) {
    const given = range(entry.date), first = range(entry.earliest) ?? given, last = range(entry.latest) ?? given;
    if (!first || !last) continue;
    const from = first.from, to = Math.max(last.to, first.to);
    result.push({ entry, key: keyOf(entry), from, to, vague: to - from > day });
  }
  return result.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** All entries with a little room on both sides. */
export function whole(entries: readonly Placed[]): Window {
  if (entries.length === 0) return { from: Date.UTC(2000, 0, 1), to: Date.UTC(2001, 0, 1) };
  let from = Infinity, to = -Infinity;
  for (const one of entries) { from = Math.min(from, one.from); to = Math.max(to, one.to); }
  const room = Math.max((to - from) * 0.04, 2 * day);
  return { from: from - room, to: to + room };
}

/**
 * Where to begin: the stretch that holds nine tenths of the entries, if the rest lies so far off that it would squeeze them. A report that mentions
 * a year long ago should not make the case's own weeks a single stroke.
 */
export function busy(entries: readonly Placed[]): Window {
  const all = whole(entries);
  if (entries.length < 10) return all;
  const starts = entries.map((one) => one.from), ends = entries.map((one) => one.to).sort((a, b) => a - b);
  const cut = Math.floor(entries.length * 0.05);
  const from = starts[cut]!, to = ends[ends.length - 1 - cut]!;
  if ((to - from) * 3 > all.to - all.from) return all;
  const room = Math.max((to - from) * 0.08, 2 * day);
  return { from: from - room, to: to + room };
}

const narrowest = 3 * day, widest = 4000 * 365 * day;

/** The window after zooming by a factor (below 1: closer) around a moment, which stays where it is. */
export function zoomed(window: Window, factor: number, around: number): Window {
  const length = Math.max(narrowest, Math.min(widest, (window.to - window.from) * factor));
  const share = (around - window.from) / (window.to - window.from);
  return { from: around - length * share, to: around + length * (1 - share) };
}
export function panned(window: Window, by: number): Window { return { from: window.from + by, to: window.to + by }; }

export interface Box { placed: Placed; x0: number; x1: number; row: number; label: string }
const letter = 6.3; // pixels, on the average

/**
 * Gives each entry in sight a row, so that none covers another; null if they do not fit into `rows`. Words are cut so that they end before the next
 * entry of their row: with `words` each has room for all of its own, without only where room happens to be.
 */
export function packed(entries: readonly Placed[], window: Window, width: number, rows: number, words: boolean): Box[] | null {
  const scale = width / (window.to - window.from);
  const ends: number[] = [];         // by row: up to where it is taken
  const last: (Box | undefined)[] = []; // by row: the box there
  const boxes: Box[] = [];
  for (const placed of entries) {
    if (placed.to <= window.from || placed.from >= window.to) continue;
    const x0 = Math.max(-4, (placed.from - window.from) * scale), x1 = Math.max(x0 + 7, Math.min(width + 4, (placed.to - window.from) * scale));
    const label = shortened(entryWords(placed.entry), 34);
    let row = -1;
    if (words) { for (row = 0; row < ends.length && ends[row]! > x0; row++); } // the first with room, so that rows fill up from the axis
    else for (let i = 0; i < rows; i++) if ((ends[i] ?? -Infinity) <= x0 && (row < 0 || (ends[i] ?? -Infinity) < ends[row]!)) row = i; // the emptiest, so that words find room
    if (row < 0 || row >= rows) return null;
    const before = last[row];
    if (before) before.label = shortened(before.label, Math.floor((x0 - before.x0 - 8) / letter));
    const box = { placed, x0, x1, row, label };
    ends[row] = words ? Math.max(x1, x0 + label.length * letter + 10) + 3 : x1;
    last[row] = box;
    boxes.push(box);
  }
  return boxes;
}
function shortened(words: string, most: number): string { return words.length <= most ? words : most < 6 ? '' : `${words.slice(0, most - 1).trimEnd()}…`; }

export interface Bin { from: number; to: number; exact: number; vague: number } // how many entries; a vague one counts in parts where it may be

const units: { unit: CountableTimeInterval; step: number; length: number }[] = [
  { unit: utcDay, step: 1, length: day }, { unit: utcMonday, step: 1, length: 7 * day }, { unit: utcMonth, step: 1, length: 30 * day }, { unit: utcMonth, step: 3, length: 91 * day },
  { unit: utcYear, step: 1, length: 365 * day }, { unit: utcYear, step: 10, length: 3652 * day }, { unit: utcYear, step: 100, length: 36525 * day },
];
const binWidth = 6; // pixels at least

/** How many entries there are in each day, week, month... in sight: the finest that can be told apart. Linear in entries and bins. */
export function bins(entries: readonly Placed[], window: Window, width: number): Bin[] {
  const pixel = (window.to - window.from) / width;
  const { unit, step } = units.find((one) => one.length / pixel >= binWidth) ?? units[units.length - 1]!;
  const every = step === 1 ? unit : unit.every(step) ?? unit;
  const begins = every.range(every.floor(new Date(window.from)), new Date(window.to)).map((date) => date.getTime());
  if (begins.length === 0) return [];
  const stop = every.offset(new Date(begins[begins.length - 1]!), step === 1 ? 1 : step).getTime();
  const result: Bin[] = begins.map((from, i) => ({ from, to: begins[i + 1] ?? stop, exact: 0, vague: 0 }));
  const find = (at: number) => { // last bin that begins at or before
    let low = 0, high = begins.length;
    while (low < high) { const middle = (low + high) >> 1; if (begins[middle]! <= at) low = middle + 1; else high = middle; }
    return low - 1;
  };
  const average = (stop - begins[0]!) / begins.length;
  const slope = new Float64Array(result.length + 1); // of `vague`: a stretch adds its part once at each end
  for (const one of entries) {
    if (one.to <= begins[0]! || one.from >= stop) continue;
    const found = find(one.from), first = Math.max(0, found);
    const bin = result[first]!;
    if (!one.vague) { if (found >= 0) bin.exact++; continue; }
    if (one.to <= bin.to) { if (found >= 0) bin.vague++; continue; }
    const part = Math.min(1, average / (one.to - one.from));
    slope[first]! += part;
    slope[find(one.to - 1) + 1]! -= part;
  }
  let sum = 0;
  for (let i = 0; i < result.length; i++) { sum += slope[i]!; result[i]!.vague += Math.max(0, sum); }
  return result;
}
