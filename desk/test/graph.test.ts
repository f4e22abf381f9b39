import { describe, expect, it } from 'vitest';
import type { Graph } from '../src/api';
import { edgeId, folded, place } from '../src/claim/graph_layout';

const node = (id: string, kind: Graph['nodes'][0]['kind'] = 'document') => ({ id, kind, label: id, side: 'supports' as const, members: [id], ...(kind === 'root' ? { root: id } : { document: id }) });
const edge = (from: string, to: string, kind: Graph['edges'][0]['kind'] = 'copy') => ({ from, to, kind, why: [{ text: `${from} ${to}` }] });
const wire: Graph = {
  nodes: [node('r', 'root'), node('wire'), ...['a', 'b', 'c', 'd', 'e'].map((id) => node(id)), node('e2')],
  edges: [edge('wire', 'r', 'says'), ...['a', 'b', 'c', 'd', 'e'].flatMap((id) => [edge(id, 'wire'), edge(id, 'r', 'says')]), edge('e2', 'e')],
};

describe('a folded graph', () => {
  it('draws copies that lead no further as one, with all their reasons', () => {
    const view = folded(wire, new Set());
    const copies = view.nodes.find((one) => one.kind === 'copies')!;
    expect(copies.members).toEqual(['a', 'b', 'c', 'd']); // "e" was copied itself
    expect(view.edges.find((one) => one.from === copies.id)!.why).toHaveLength(4);
    expect(view.nodes.map((one) => one.id)).toContain('e');
  });
  it('opens on demand', () => { expect(folded(wire, new Set(['wire'])).nodes.some((one) => one.kind === 'copies')).toBe(false); });
  it('leaves out ways to a root that a copy goes anyway', () => {
    const view = folded(wire, new Set(['wire']));
    expect(view.edges.filter((one) => one.kind === 'says').map((one) => one.from)).toEqual(['wire']);
  });
  it('keeps them in a circle of copies, where nobody else leads there', () => {
    const view = folded({ nodes: [node('r', 'root'), node('a'), node('b')], edges: [edge('a', 'b'), edge('b', 'a'), edge('a', 'r', 'says')] }, new Set());
    expect(view.edges.filter((one) => one.kind === 'says')).toHaveLength(1);
  });
});

describe('a placed graph', () => {
  it('has its roots in one column, left of all others, and nothing on top of another', () => {
    const placed = place(folded({ nodes: [...wire.nodes, node('r2', 'root'), node('lone')], edges: [...wire.edges, edge('lone', 'r2', 'says')] }, new Set()));
    const at = new Map(placed.nodes.map((one) => [one.id, one]));
    expect(at.get('r')!.x).toBe(at.get('r2')!.x);
    for (const one of placed.nodes) if (!['r', 'r2'].includes(one.id)) expect(one.x).toBeGreaterThan(at.get('r')!.x);
    for (const a of placed.nodes) for (const b of placed.nodes) if (a !== b) expect(Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2).toBe(true);
  });
  it('is the same each time', () => { expect(place(folded(wire, new Set()))).toEqual(place(folded(wire, new Set()))); });
  it('minds neither links to nowhere nor to oneself', () => {
    const placed = place(folded({ nodes: [node('a')], edges: [edge('a', 'gone'), edge('a', 'a')] }, new Set()));
    expect([placed.nodes.length, placed.edges.length]).toEqual([1, 0]);
  });
  it('of nothing is nothing', () => { expect(place({ nodes: [], edges: [] }).nodes).toEqual([]); });
  it('as large as we draw is there in the end', () => {
    const nodes = [node('r', 'root'), ...Array.from({ length: 249 }, (_, i) => node(`n${i}`))];
    const edges = nodes.slice(1).map((_, i) => edge(`n${i}`, i === 0 ? 'r' : `n${Math.floor((i - 1) / 3)}`, i === 0 ? 'says' : 'copy'));
    expect(place(folded({ nodes, edges }, new Set())).nodes).toHaveLength(250);
  });
  it('names its links so that an address finds them again', () => { expect(edgeId({ from: 'a', to: 'b', kind: 'copy' })).toBe('a~b~copy'); });
});
