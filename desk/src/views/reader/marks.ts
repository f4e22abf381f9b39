// Which words of a document's text are marked, block by block.
import type { Attribution, DocumentView, Span } from '../../api';
import type { Spans } from '../../review/spans';
import type { CodePoints, Mark } from '../../text';

export interface Block { kind: string; span: Span; marks: Mark[] }

export function marksOf(attribution: Attribution, spans: Spans): Mark[] {
  const id = attribution.id;
  return [
    ...spans.content.map((span) => ({ span, kind: 'content', id })), ...spans.source.map((span) => ({ span, kind: 'source', id })),
    ...spans.cue.map((span) => ({ span, kind: 'cue', id })), ...attribution.links.map((link) => ({ span: link.span, kind: 'chain', id })),
  ];
}

/** The blocks of the text in order, what lies between them as paragraphs of their own, each with the marks that touch it. */
export function blocksOf(document: DocumentView, points: CodePoints, marks: readonly Mark[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const between = (end: number) => { if (points.slice([at, end]).trim()) blocks.push({ kind: 'paragraph', span: [at, end], marks: [] }); };
  for (const block of [...document.blocks].sort((a, b) => a.span[0] - b.span[0])) {
    if (block.span[1] <= at || block.span[0] >= points.length) continue;
    if (block.span[0] > at) between(block.span[0]);
    blocks.push({ kind: block.kind, span: [Math.max(at, block.span[0]), Math.min(block.span[1], points.length)], marks: [] });
    at = block.span[1];
  }
  between(points.length);
  for (const mark of marks) {
    let low = 0, high = blocks.length; // the first block that ends behind the mark's beginning
    while (low < high) {
      const middle = (low + high) >> 1;
      if (blocks[middle]!.span[1] <= mark.span[0]) low = middle + 1; else high = middle;
    }
    for (let i = low; i < blocks.length && blocks[i]!.span[0] < mark.span[1]; i++) blocks[i]!.marks.push(mark);
  }
  return blocks;
}

/** The attribution that a click on these marks means: the innermost, or the next one out if that is chosen already. */
export function clicked(marks: readonly Mark[], at: string | null): string | null {
  const length = new Map<string, number>();
  for (const mark of marks) if (mark.id) length.set(mark.id, Math.min(length.get(mark.id) ?? Number.POSITIVE_INFINITY, mark.span[1] - mark.span[0]));
  const ids = [...length].sort((a, b) => a[1] - b[1]).map(([id]) => id);
  if (ids.length === 0) return null;
  return ids[(at === null ? -1 : ids.indexOf(at)) + 1] ?? ids[0]!;
}

/** The code points that are chosen in the page with mouse, finger or caret; null if none, or not in this text. Pieces carry data-from. */
export function chosenSpan(root: Element): Span | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const begin = pointAt(root, range.startContainer, range.startOffset), end = pointAt(root, range.endContainer, range.endOffset);
  return begin !== null && end !== null && begin < end ? [begin, end] : null;
}
function pointAt(root: Element, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-from]');
  if (piece && node.nodeType === Node.TEXT_NODE) return Number(piece.dataset.from) + [...(node.textContent ?? '').slice(0, offset)].length;
  // Between pieces: the end of the piece before, or the beginning of the one behind.
  const children = node instanceof Element ? node.childNodes : null;
  for (let i = offset; children && i < children.length; i++) {
    const next = children[i] instanceof Element ? (children[i] as Element).matches('[data-from]') ? children[i] as HTMLElement : (children[i] as Element).querySelector<HTMLElement>('[data-from]') : null;
    if (next) return Number(next.dataset.from);
  }
  const all = [...(node instanceof Element ? node : root).querySelectorAll<HTMLElement>('[data-from]')], last = all.at(-1) ?? piece;
  return last ? Number(last.dataset.from) + [...(last.textContent ?? '')].length : null;
}
