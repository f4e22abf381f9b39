// How the words travelled: from the roots, on the left, to who had it from them and to who copied that, on the right. Nodes are links and switches, edges carry their
// reason; the same is there as a table.
import { useMemo, useState } from 'preact/hooks';
import type { Graph } from '../api';
import { Why } from '../parts/why';
import { Name, readerAt } from '../parts/words';
import { change, useAddress } from '../router';
import { S } from '../strings';
import { edgeId, folded, place, type Edge, type Node, type Placed } from './graph_layout';

export interface GraphProps { graph: Graph; claim: string; dates: ReadonlyMap<string, string>; // of documents, in words
  fallen: ReadonlySet<string>; off: ReadonlySet<string>; toggle: (root: string) => void }

const drawAtMost = 250; // nodes; above, laying them out would take seconds and the table alone is of use
const rowsAtMost = 500; // of the table at once; more on demand

function NodeBox({ node, at, claim, fallen, off, toggle, open, lit }: { node: Node; at: Placed['nodes'][0]; claim: string; fallen: boolean; off: boolean; toggle: GraphProps['toggle']; open: () => void; lit: boolean }) {
  const shape = { left: `${at.x - at.width / 2}px`, top: `${at.y - at.height / 2}px`, width: `${at.width}px`, height: `${at.height}px` };
  const kind = `node ${node.kind} ${node.side ?? ''}${fallen || off ? ' fallen' : ''}${lit ? ' lit' : ''}`;
  const words = <span class="words"><Name>{node.label}</Name>{node.note && <small>{node.note}</small>}</span>;
  if (node.kind === 'copies') return <button type="button" class={kind} style={shape} onClick={open}><span class="words">{node.label}</span></button>;
  if (node.root) return <button type="button" class={kind} style={shape} aria-pressed={!off} title={node.label} onClick={() => toggle(node.root!)}>{words}</button>;
  if (node.document) return <a class={kind} style={shape} title={node.note ? `${node.label}, ${node.note}` : node.label} href={readerAt(node.document, { attribution: node.members[0] ?? null, claim })}>{words}</a>;
  if (node.agent) return <a class={kind} style={shape} title={node.label} href={`/agents/${encodeURIComponent(node.agent)}`}>{words}</a>;
  return <div class={kind} style={shape} title={node.label}>{words}</div>;
}

function Table({ nodes, edges, claim }: { nodes: ReadonlyMap<string, Node>; edges: readonly Edge[]; claim: string }) {
  const cell = (id: string) => {
    const node = nodes.get(id);
    if (!node) return id;
    return node.document ? <a href={readerAt(node.document, { attribution: node.members[0] ?? null, claim })}><Name>{node.label}</Name></a> : <Name>{node.label}</Name>;
  };
  const [open, setOpen] = useState(false);
  const [rows, setRows] = useState(rowsAtMost);
  return (
    <details class="twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{S.claim.graphTable(edges.length)}</summary>
      {open && <div class="scrolls" tabIndex={0} role="group" aria-label={S.claim.graphTable(edges.length)}>
        <table>
          <thead><tr><th scope="col">{S.claim.from}</th><th scope="col">{S.claim.how_}</th><th scope="col">{S.claim.to}</th><th scope="col">{S.why.title}</th></tr></thead>
          <tbody>{edges.slice(0, rows).map((edge) => <tr key={edge.id}><td>{cell(edge.from)}</td><td>{S.claim.edges[edge.kind]}</td><td>{cell(edge.to)}</td><td><Why reasons={edge.why} empty /></td></tr>)}</tbody>
        </table>
        {edges.length > rows && <p><button type="button" onClick={() => setRows(rows * 2)}>{S.claim.more(edges.length - rows)}</button></p>}
      </div>}
    </details>
  );
}

export function SourcingGraph({ graph: given, claim, dates, fallen, off, toggle }: GraphProps) {
  const address = useAddress();
  const opened = address.query.get('open') ?? '', pinned = address.query.get('edge');
  const [hovered, hover] = useState<string | null>(null);
  const graph = useMemo(() => ({ ...given, nodes: given.nodes.map((node) => ({ ...node, note: node.document ? dates.get(node.document) ?? '' : '' })) }), [given]);
  const view = useMemo(() => folded(graph, new Set(opened.split(',').filter(Boolean))), [graph, opened]);
  const drawing = JSON.stringify([view.nodes.map((node) => [node.id, node.label, node.note]), view.edges]);
  const placed = useMemo(() => view.nodes.length <= drawAtMost ? place(view) : null, [drawing]); // a root off changes no place, and laying out is the dearest step
  const all = useMemo(() => new Map<string, Node>(graph.nodes.map((node) => [node.id, node])), [graph]);
  const drawn = useMemo(() => new Map(view.nodes.map((node) => [node.id, node])), [view]);
  const edges = graph.edges.map((edge) => ({ ...edge, id: edgeId(edge) }));
  if (!placed) return <div class="graphbox"><p class="quiet">{S.claim.tooLarge(view.nodes.length)}</p><Table nodes={all} edges={edges} claim={claim} /></div>;
  const at = new Map(placed.nodes.map((one) => [one.id, one]));
  const shown = hovered ?? pinned;
  const edge = placed.edges.find((one) => one.edge.id === shown)?.edge;
  const gone = (node: Node) => node.members.length > 0 && node.members.every((one) => fallen.has(one));
  const label = (id: string) => drawn.get(id)?.label ?? id;
  return (
    <div class="graphbox">
      <p class="quiet small">{S.claim.graphHint}</p>
      <div class="scrolls graphscroll" tabIndex={0} role="group" aria-label={S.claim.graph}>
        <div class="graph" style={{ width: `${placed.width}px`, height: `${placed.height}px` }}>
          <svg width={placed.width} height={placed.height} aria-hidden="true">
            <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0.5L8 4L0 7.5z" /></marker></defs>
            {placed.edges.map((one) => <path key={one.edge.id} class={`edge ${one.edge.kind}${one.edge.id === shown ? ' lit' : ''}${off.has(one.edge.to) || (drawn.get(one.edge.from) && gone(drawn.get(one.edge.from)!)) ? ' fallen' : ''}`} d={one.path} marker-end={one.edge.kind === 'fold' ? undefined : 'url(#tip)'} />)}
          </svg>
          {view.nodes.map((node) => (
            <NodeBox key={node.id} node={node} at={at.get(node.id)!} claim={claim} fallen={gone(node)} off={node.root !== undefined && off.has(node.root)} toggle={toggle}
              open={() => change({ open: [...opened.split(',').filter(Boolean), node.id.slice('copies:'.length)].join(',') })} lit={edge !== undefined && (edge.from === node.id || edge.to === node.id)} />
          ))}
          {placed.edges.map(({ edge: one, x, y }) => (
            <button key={one.id} type="button" class={`edgename ${one.kind}${one.id === shown ? ' lit' : ''}`} style={{ left: `${x}px`, top: `${y}px` }} aria-pressed={one.id === pinned}
              aria-label={`${S.claim.edgeShort[one.kind]}: ${label(one.from)} ${S.claim.edges[one.kind]} ${label(one.to)}`}
              onMouseEnter={() => hover(one.id)} onMouseLeave={() => hover(null)} onFocus={() => hover(one.id)} onBlur={() => hover(null)}
              onClick={() => change({ edge: one.id === pinned ? null : one.id }, { replace: true })}>{S.claim.edgeShort[one.kind]}</button>
          ))}
        </div>
      </div>
      <div class="edgewhy" aria-live="polite" tabIndex={0} role="group" aria-label={S.why.title}>
        {edge ? <><p><b><Name>{label(edge.from)}</Name></b> {S.claim.edges[edge.kind]} <b><Name>{label(edge.to)}</Name></b></p><Why reasons={edge.why} empty /></> : <p class="quiet small">{S.claim.edgeHint}</p>}
      </div>
      <Table nodes={all} edges={edges} claim={claim} />
    </div>
  );
}
