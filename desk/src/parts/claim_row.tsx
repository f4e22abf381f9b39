// A claim in a list: its words, its count, who and when.
import type { ClaimRow } from '../api';
import { when } from '../dates';
import { S } from '../strings';
import { Count, Ticks } from './count';
import { Words } from './words';
import type { Span } from '../api';

export function ClaimItem({ row, at = false, marks = [], level = 2 }: { row: ClaimRow; at?: boolean; marks?: readonly Span[]; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const first = when(row.first), last = when(row.last);
  return (
    <li class={at ? 'row at' : 'row'} data-claim={row.id}>
      <Heading class="label" dir={row.direction}><a class="whole" href={`/claims/${encodeURIComponent(row.id)}`} aria-current={at ? 'true' : undefined}><Words text={row.label} spans={marks} /></a></Heading>
      <div class="tally"><Ticks row={row} /><Count row={row} /></div>
      <p class="about">
        <span>{S.claims.outlets(row.outlets)}</span>
        <span>{first === '' ? S.undated : first === last ? first : `${first} – ${last}`}</span>
        {row.reviewed > 0 && <span class="tag good">{S.claims.reviewed(row.reviewed, row.members)}</span>}
      </p>
    </li>
  );
}
