// Offsets of a text: the server counts code points, the browser counts UTF-16 units. Everything that cuts text goes through here.
import type { Span } from './api';

/** Converts offsets of one text both ways. Building it is linear in the text, a conversion logarithmic in its characters outside the BMP. */
export class CodePoints {
  readonly length: number; // in code points
  private readonly wide: number[] = []; // UTF-16 offsets of those characters that take two units

  constructor(readonly text: string) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0xd800 && unit < 0xdc00 && i + 1 < text.length) {
        const next = text.charCodeAt(i + 1);
        if (next >= 0xdc00 && next < 0xe000) { this.wide.push(i); i++; }
      }
    }
    this.length = text.length - this.wide.length;
  }

  /** UTF-16 offset of a code point; offsets outside the text are moved to its ends. */
  toUtf16(point: number): number {
    const at = Math.max(0, Math.min(point, this.length));
    let low = 0, high = this.wide.length; // how many wide characters stand before `at`: wide[i] - i is the code point of the i-th
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! - middle < at) low = middle + 1; else high = middle;
    }
    return at + low;
  }

  /** Code point that a UTF-16 offset stands at; inside a pair: the pair's. */
  fromUtf16(unit: number): number {
    const at = Math.max(0, Math.min(unit, this.text.length));
    let low = 0, high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! < at) low = middle + 1; else high = middle;
    }
    return at - low; // inside a pair one more has been passed: that pair's own number
  }

  slice(span: Span): string { return this.text.slice(this.toUtf16(span[0]), this.toUtf16(span[1])); }
}

/** A stretch of text with a meaning. Marks may overlap and nest. */
export interface Mark { span: Span; kind: string; id?: string; title?: string }
/** A piece of text between two neighbouring ends of marks, with all marks that cover it, outermost first. */
export interface Segment { text: string; span: Span; marks: Mark[] }

/** Cuts a text (or the part `within` of it) at every end of a mark. Empty marks and marks outside are left out. */
export function segments(text: string | CodePoints, marks: readonly Mark[], within?: Span): Segment[] {
  const points = typeof text === 'string' ? new CodePoints(text) : text;
  const from = Math.max(0, within ? within[0] : 0), to = Math.min(points.length, within ? within[1] : points.length);
  const inside = marks
    .map((mark) => ({ mark, begin: Math.max(from, mark.span[0]), end: Math.min(to, mark.span[1]) }))
    .filter((piece) => piece.begin < piece.end)
    .sort((a, b) => a.begin - b.begin || b.end - a.end);
  const cuts = new Set<number>([from, to]);
  for (const piece of inside) { cuts.add(piece.begin); cuts.add(piece.end); }
  const ends = [...cuts].sort((a, b) => a - b);
  const result: Segment[] = [];
  let open: typeof inside = [];
  let next = 0;
  for (let i = 0; i + 1 < ends.length; i++) {
    const begin = ends[i]!, end = ends[i + 1]!;
    open = open.filter((piece) => piece.end > begin);
    while (next < inside.length && inside[next]!.begin <= begin) open.push(inside[next++]!);
    result.push({ text: points.slice([begin, end]), span: [begin, end], marks: open.map((piece) => piece.mark) });
  }
  return result;
}

/** "12-40" of an address, as a span; null if it is none. */
export function spanFrom(words: string | null): Span | null {
  const match = /^(\d{1,9})-(\d{1,9})$/.exec(words ?? '');
  if (!match) return null;
  const begin = Number(match[1]), end = Number(match[2]);
  return begin <= end ? [begin, end] : null;
}

const turning = /[\u202a-\u202e\u2066-\u2069]/g;
/** Without characters that turn the direction of what follows them: a title or a file's name could show other words than it holds. One stands for one: offsets stay. */
export const tamed = (text: string): string => text.replace(turning, '\ufffd');
export const turns = (text: string): boolean => text.search(turning) >= 0;
