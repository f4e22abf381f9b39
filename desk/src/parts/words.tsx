// Words of documents: never markup, always with their own direction, with what matters marked.
import type { ComponentChildren } from 'preact';
import type { Span } from '../api';
import { segments, tamed, type Mark } from '../text';

const calm = (child: ComponentChildren): ComponentChildren => typeof child === 'string' ? tamed(child) : Array.isArray(child) ? child.map(calm) : child;
/** A name or title from a document, in its own direction, which it cannot turn around. */
export function Name({ children }: { children: ComponentChildren }) { return <bdi>{calm(children)}</bdi>; }

/** Text with marks (code points of `text`). A mark's kind is its class ("hit", "source", "cue", "content", "chain"); overlapping marks share classes. */
export function Words({ text: raw, marks = [], spans, kind = 'hit' }: { text: string; marks?: readonly Mark[]; spans?: readonly Span[]; kind?: string }) {
  const text = tamed(raw);
  const all = spans ? [...marks, ...spans.map((span) => ({ span, kind }))] : marks;
  if (all.length === 0) return <bdi>{text}</bdi>;
  return <bdi>{segments(text, all).map((piece) => piece.marks.length === 0 ? piece.text
    : <mark key={piece.span[0]} class={[...new Set(piece.marks.map((mark) => mark.kind))].join(' ')} title={piece.marks.map((mark) => mark.title).filter(Boolean).join('; ') || undefined}>{piece.text}</mark>)}</bdi>;
}

/** Where words are read: the reader, scrolled to an attribution (and there to the claim that one came from) or to a span. */
export function readerAt(document: string, { span, attribution, claim }: { span?: Span | null | undefined; attribution?: string | null; claim?: string | null } = {}): string {
  const query = new URLSearchParams();
  if (attribution) query.set('at', attribution);
  if (claim) query.set('claim', claim);
  if (span) query.set('words', `${span[0]}-${span[1]}`);
  const words = query.toString();
  return `/documents/${encodeURIComponent(document)}${words ? `?${words}` : ''}`;
}
