// Where nodes and edges of a sourcing graph lie. Pure: the same graph is drawn the same on every visit.
import { graphlib, layout } from '@dagrejs/dagre';
import type { Graph, Reason } from '../api';
import { S } from '../strings';

export type EdgeKind = Graph['edges'][0]['kind'];
export interface Node extends Omit<Graph['nodes'][0], 'kind'> { kind: Graph['nodes'][0]['kind'] | 'copies'; note?: string } // note: a line under the label
export interface Edge { id: string; from: string; to: string; kind: EdgeKind; why: Reason[] }
export interface View { nodes: Node[]; edges: Edge[] }
export interface Placed {
  width: number; height: number; // CSS pixels
  nodes: { id: string; x: number; y: number; width: number; height: number }[]; // x, y: the middle
  edges: { edge: Edge; path: string; x: number; y: number }[];                   // x, y: where its name stands
}

/** What an edge is called in the address: the same on every visit. */
export const edgeId = (edge: { from: string; to: string; kind: EdgeKind }) => `${edge.from}~${edge.to}~${edge.kind}`;

const foldFrom = 4; // copies of one text that nothing rests on, beside each other

/** The graph with copies of the same text that lead no further drawn as one node with their number, except at the nodes of `open`. */
export function folded(graph: { nodes: readonly Node[]; edges: Graph['edges'] }, open: ReadonlySet<string>): View {
  const edges: Edge[] = graph.edges.map((edge) => ({ ...edge, id: edgeId(edge) }));
  const reached = new Set(graph.edges.map((edge) => edge.to));
  const source = new Map<string, string>(); // the first that a node was copied from
  for (const edge of graph.edges) if (edge.kind === 'copy' && !source.has(edge.from)) source.set(edge.from, edge.to);
  const copies = new Map<string, Node[]>(); // by what they were copied from
  for (const node of graph.nodes) {
    const from = node.kind === 'document' && !reached.has(node.id) ? source.get(node.id) : undefined;
    if (from === undefined) continue;
    const beside = copies.get(from);
    if (beside) beside.push(node); else copies.set(from, [node]);
  }
  const into = new Map<string, string>(); // node -> the node that stands for it
  const extra: Node[] = [];
  for (const [from, list] of copies) {
    if (list.length < foldFrom || open.has(from)) continue;
    const id = `copies:${from}`;
    const sides = new Set(list.map((node) => node.side));
    extra.push({ id, kind: 'copies', label: S.claim.copies(list.length), side: sides.size === 1 ? list[0]!.side : null, members: list.flatMap((node) => node.members) });
    for (const one of list) into.set(one.id, id);
  }
  const seen = new Map<string, Edge>();
  for (const edge of edges) {
    const from = into.get(edge.from) ?? edge.from;
    if (from !== edge.from && edge.kind !== 'copy') continue; // where the copies lead is where their source leads
    const key = edgeId({ from, to: edge.to, kind: edge.kind });
    const had = seen.get(key);
    if (had) had.why.push(...edge.why); else seen.set(key, { ...edge, from, id: key, why: [...edge.why] });
  }
  return { nodes: [...graph.nodes.filter((node) => !into.has(node.id)), ...extra], edges: direct([...seen.values()]) };
}

/** Without the links to a root that the others lead to anyway: a copy rests on what its source rests on. The table keeps them. */
function direct(edges: readonly Edge[]): Edge[] {
  const leads = new Map<string, Edge[]>();
  for (const edge of edges) {
    if (edge.kind === 'fold') continue;
    const beside = leads.get(edge.from);
    if (beside) beside.push(edge); else leads.set(edge.from, [edge]);
  }
  const otherwise = (edge: Edge) => {
    const seen = new Set<string>(), next = (leads.get(edge.from) ?? []).filter((one) => one !== edge && (one.kind === 'copy' || one.kind === 'relies')).map((one) => one.to);
    for (let at = next.pop(); at !== undefined; at = next.pop()) {
      if (at === edge.to) return true;
      if (seen.has(at) || at === edge.from) continue;
      seen.add(at);
      for (const one of leads.get(at) ?? []) next.push(one.to);
    }
    return false;
  };
  return edges.filter((edge) => edge.kind !== 'says' || !otherwise(edge));
}

const width = (node: Node) => node.kind === 'root' ? 210 : node.kind === 'document' || node.kind === 'copies' ? 150 : 170;
const lines = (node: Node) => Math.min(3, Math.max(1, Math.ceil(node.label.length * 6.9 / (width(node) - 18))));

const hub = '#hub'; // stands left of all roots, so that they form one column; not drawn

/** Lays the graph out from left to right: roots, then who had it from them, then who copied that. Cost: about a second for some hundred nodes, so ask before (drawAtMost). */
export function place(view: View): Placed {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 10, edgesep: 6, ranksep: 26, marginx: 4, marginy: 4, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of view.nodes) graph.setNode(node.id, { width: width(node), height: 12 + (lines(node) + (node.note ? 1 : 0)) * 16 });
  const known = new Set(view.nodes.map((node) => node.id));
  const edges = view.edges.filter((edge) => known.has(edge.from) && known.has(edge.to) && edge.from !== edge.to);
  for (const edge of edges) graph.setEdge(edge.to, edge.from, { width: 60, height: 24, labelpos: 'c', weight: edge.kind === 'copy' ? 3 : 1 }, edge.id);
  const leads = new Set(edges.map((edge) => edge.from));
  graph.setNode(hub, { width: 0, height: 0 });
  for (const node of view.nodes) if (!leads.has(node.id)) graph.setEdge(hub, node.id, { width: 0, height: 0, weight: 50 }, `hub ${node.id}`);
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  const all = view.nodes.map((node) => { const at = graph.node(node.id) as { x: number; y: number; width: number; height: number }; return { id: node.id, x: at.x, y: at.y, width: at.width, height: at.height }; });
  const shift = Math.min(...all.map((one) => one.x - one.width / 2)) - 4; // the hub's room
  return {
    width: Math.ceil((size.width ?? 0) - shift), height: Math.ceil(size.height ?? 0),
    nodes: all.map((one) => ({ ...one, x: one.x - shift })),
    edges: edges.map((edge) => {
      const at = graph.edge({ v: edge.to, w: edge.from, name: edge.id }) as { x: number; y: number; points: { x: number; y: number }[] };
      return { edge, path: curve(at.points.map((one) => ({ x: one.x - shift, y: one.y }))), x: at.x - shift, y: at.y };
    }),
  };
}

/** A smooth line through points: quadratic pieces that meet in the middle between them. */
function curve(points: readonly { x: number; y: number }[]): string {
  const at = (p: { x: number; y: number }) => `${p.x.toFixed(1)} ${p.y.toFixed(1)}`;
  const first = points[0], last = points[points.length - 1];
  if (!first || !last) return '';
  let path = `M${at(first)}`;
  for (let i = 1; i + 1 < points.length; i++) {
    const here = points[i]!, next = points[i + 1]!;
    path += i + 2 < points.length ? `Q${at(here)} ${at({ x: (here.x + next.x) / 2, y: (here.y + next.y) / 2 })}` : `Q${at(here)} ${at(next)}`;
  }
  return points.length === 2 ? `${path}L${at(last)}` : path;
}
