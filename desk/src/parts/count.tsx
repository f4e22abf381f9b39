// "Reported by 41 · rests on 2 · 1 unknown · denied by 3": the one line that the whole desk is about, and the same as strokes.
import type { ClaimRow } from '../api';
import { S } from '../strings';

export type Counts = Pick<ClaimRow, 'reported_by' | 'independent' | 'supporting_at_most'>;

export function Count({ row }: { row: Counts }) {
  const { supporting, supporting_unknown: unknown, denying, denying_unknown } = row.independent;
  const thin = row.reported_by >= 3 && supporting <= 1;
  const denied = denying + denying_unknown;
  return (
    <p class="count">
      <span>{S.count.reported(row.reported_by)}</span>
      <span class={thin ? 'thin' : 'rests'}>{supporting === 0 ? S.count.none : S.count.rests(supporting)}{row.supporting_at_most > supporting && <span class="most"> ({S.count.atMost(row.supporting_at_most)})</span>}</span>
      {unknown > 0 && <span class="unknown">{S.count.unknown(unknown)}</span>}
      {denied > 0 && <span class="denied">{S.count.denied(denied)}</span>}
    </p>
  );
}

const most = 40; // strokes; what is more is told by the number

/** One stroke a report: long ones for independent roots, short ones for what only repeats, hanging ones for denials. Says nothing that Count does not. */
export function Ticks({ row }: { row: Counts }) {
  const { supporting, supporting_unknown: unknown, denying, denying_unknown } = row.independent;
  const roots = Math.min(supporting, most), unknowns = Math.min(unknown, most - roots), denials = Math.min(denying + denying_unknown, most);
  const copies = Math.max(0, Math.min(row.reported_by, most) - roots - unknowns);
  const paths: { kind: string; d: string }[] = []; // one for all strokes of a kind: a list of fifty claims would have thousands of elements
  let x = 0;
  const draw = (n: number, kind: string, top: number, height: number) => {
    let d = '';
    for (let i = 0; i < n; i++, x += 5) d += `M${x} ${top}h3v${height}h-3z`;
    if (d) paths.push({ kind, d });
  };
  draw(roots, 'root', 0, 9); draw(unknowns, 'unknown', 0, 9); draw(copies, 'copy', 5, 4);
  if (denials > 0) x += 5;
  draw(denials, 'denial', 9, 9);
  return (
    <svg class="ticks" width={x} height="18" viewBox={`0 0 ${Math.max(x, 5)} 18`} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      {paths.map((one) => <path key={one.kind} class={one.kind} d={one.d} />)}
    </svg>
  );
}
