// The text of a document with its marks. Overlapping and nested attributions share pieces: the chosen one is marked in full, with a word at
// the beginning of each part, the others faintly underneath. Underlines differ in kind, so that colour is never needed.
import type { JSX } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { segments, type CodePoints, type Mark, type Segment } from '../../text';
import { R } from '../../strings';
import { clicked, type Block } from './marks';

interface Chosen { at: string | null; marks: readonly Mark[]; onlyThis: boolean }

function piece(segment: Segment, chosen: Chosen, began: Set<Mark>): JSX.Element {
  const mine = segment.marks.filter((mark) => mark.id === '' || (mark.id === chosen.at && chosen.marks.includes(mark)));
  const others = chosen.onlyThis ? [] : segment.marks.filter((mark) => !mine.includes(mark) && mark.kind !== 'voice');
  const ids = [...new Set(segment.marks.map((mark) => mark.id).filter(Boolean))].join(' ');
  const common = { key: segment.span[0], 'data-from': segment.span[0], ...(ids ? { 'data-ids': ids } : {}) };
  const faint = [...new Set(others.map((mark) => `o-${mark.kind}`))];
  const depth = others.filter((mark) => mark.kind === 'content').length;
  if (depth > 1) faint.push(depth > 2 ? 'deep3' : 'deep2');
  if (mine.length === 0) return <span {...common} class={faint.join(' ') || undefined}>{segment.text}</span>;
  const labels: string[] = [];
  for (const mark of mine) if (mark.id !== '' && !began.has(mark)) { began.add(mark); labels.push(R.spans.parts[mark.kind] ?? mark.kind); }
  const title = mine.map((mark) => mark.title).filter(Boolean).join('; ');
  return <mark {...common} class={[...new Set(mine.map((mark) => mark.kind)), ...faint].join(' ')} data-label={labels.join(', ') || undefined} title={title || undefined}>{segment.text}</mark>;
}

function BlockText({ block, points, chosen }: { block: Block; points: CodePoints; chosen: Chosen }) {
  const touched = block.marks.some((mark) => mark.id === chosen.at || mark.id === '');
  // A block that the chosen attribution does not touch looks the same whichever is chosen: it is not drawn again.
  const content = useMemo(() => {
    const began = new Set<Mark>(chosen.marks.filter((mark) => mark.span[0] < block.span[0])); // its word stood in a block before
    return segments(points, block.marks, block.span).map((segment) => piece(segment, chosen, began));
  }, [block, points, chosen.onlyThis, touched ? chosen : null]);
  if (block.kind === 'headline') return <h2 class="block">{content}</h2>;
  if (block.kind === 'subheading') return <h3 class="block">{content}</h3>;
  return <p class={`block ${block.kind}`}>{content}</p>;
}

/** `choose` is called with the attribution that was clicked; not after a drag. `marked`: when words may have been marked with the mouse or the caret. */
export function Text({ blocks, points, chosen, direction, language, choose, marked }: {
  blocks: readonly Block[]; points: CodePoints; chosen: Chosen; direction: 'ltr' | 'rtl'; language: string; choose: (id: string) => void; marked: (root: HTMLElement) => void;
}) {
  const root = useRef<HTMLElement>(null);
  const click = (event: MouseEvent) => {
    if (!getSelection()?.isCollapsed) return;
    const from = (event.target as Element).closest<HTMLElement>('[data-ids]')?.dataset;
    if (!from) return;
    const point = Number(from.from), ids = from.ids!.split(' ');
    const marks = blocks.find((block) => block.span[0] <= point && point < block.span[1])?.marks.filter((mark) => ids.includes(mark.id ?? '') && mark.span[0] <= point && point < mark.span[1]) ?? [];
    const id = clicked(marks, chosen.at);
    if (id) choose(id);
  };
  const look = () => { if (root.current) marked(root.current); };
  return (
    <article ref={root} class="text doc" dir={direction} lang={language || undefined} aria-label={R.reader.text} onClick={click} onMouseUp={look} onKeyUp={look} onTouchEnd={look}>
      {blocks.map((block) => <BlockText key={block.span[0]} block={block} points={points} chosen={chosen} />)}
    </article>
  );
}
