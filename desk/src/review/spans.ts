// Correcting what a source, a cue and a content are: pure functions on spans (code points). Word bounds are the browser's (UAX 29, with its
// dictionaries for scripts without spaces), so that an arrow key goes as far as it does in any text field.
import type { Span } from '../api';
import type { CodePoints } from '../text';

export type Part = 'source' | 'cue' | 'content';
export const parts: readonly Part[] = ['source', 'cue', 'content'];
export type Spans = Record<Part, Span[]>;
export type Edge = 'begin' | 'end';

const reach = 120; // code points looked at on either side of an edge: longer than any word
const splitter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Where the next word ends, going forward from `at`; the end of the text if there is none. */
export function wordEnd(text: CodePoints, at: number): number {
  const to = Math.min(text.length, at + reach);
  let point = at, end = to;
  for (const piece of splitter.segment(text.slice([at, to]))) {
    point += [...piece.segment].length;
    if (piece.isWordLike) { end = point; break; }
  }
  return Math.max(at, end);
}

/** Where the word before `at` begins; the start of the text if there is none. */
export function wordBegin(text: CodePoints, at: number): number {
  const from = Math.max(0, at - reach);
  let point = from, begin = from;
  for (const piece of splitter.segment(text.slice([from, at]))) {
    if (piece.isWordLike) begin = point;
    point += [...piece.segment].length;
  }
  return begin;
}

/** Where the next word begins after `at`: what a beginning that moves forward goes to. */
function nextBegin(text: CodePoints, at: number): number { return wordBegin(text, wordEnd(text, wordEnd(text, at))); }
/** Where the word before the last one of [.., at) ends: what an end that moves back goes to. */
function lastEnd(text: CodePoints, at: number): number { return wordEnd(text, wordBegin(text, wordBegin(text, at))); }

/** The span with one edge moved by a word. It never turns over, and never loses its last word. */
export function moveEdge(text: CodePoints, span: Span, edge: Edge, forward: boolean): Span {
  if (edge === 'end') {
    const end = forward ? wordEnd(text, span[1]) : lastEnd(text, span[1]);
    return end > span[0] ? [span[0], end] : span;
  }
  const begin = forward ? nextBegin(text, span[0]) : wordBegin(text, span[0]);
  return begin < span[1] ? [begin, span[1]] : span;
}

/** The span moved by a word, both edges. */
export function moveBoth(text: CodePoints, span: Span, forward: boolean): Span {
  const first: Edge = forward ? 'end' : 'begin';
  return moveEdge(text, moveEdge(text, span, first, forward), first === 'end' ? 'begin' : 'end', forward);
}

/** Without the blanks at both ends: what is chosen with a mouse often has some. null if nothing else is left. */
export function trimmed(text: CodePoints, span: Span): Span | null {
  const words = [...text.slice(span)];
  let begin = 0, end = words.length;
  while (begin < end && /\s/u.test(words[begin]!)) begin++;
  while (end > begin && /\s/u.test(words[end - 1]!)) end--;
  return begin < end ? [span[0] + begin, span[0] + end] : null;
}

/** In order, and those that touch or overlap as one. */
export function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = result.at(-1);
    if (last && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else if (span[0] < span[1]) result.push([span[0], span[1]]);
  }
  return result;
}

/** Where a new piece starts out: the first word behind the last one of the part, or behind the content. */
export function newPiece(text: CodePoints, spans: Spans, part: Part): Span {
  const from = Math.max(0, ...(spans[part].length ? spans[part] : parts.flatMap((other) => spans[other])).map((span) => span[1]));
  const end = wordEnd(text, from);
  if (end > from) return trimmed(text, [wordBegin(text, end), end]) ?? [from, end];
  return [wordBegin(text, from), from];
}

export function sameSpans(a: Spans, b: Spans): boolean { return parts.every((part) => JSON.stringify(joined(a[part])) === JSON.stringify(joined(b[part]))); }
