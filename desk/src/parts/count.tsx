// "Reported by 41 · rests on 2 · 1 unknown · denied by 3": the one line that the whole desk is about.
import type { ClaimRow } from '../api';
import { S } from '../strings';

type Counts = Pick<ClaimRow, 'reported_by' | 'independent' | 'supporting_at_most'>;

export function Count({ row }: { row: Counts }) {
  const { supporting, supporting_unknown: unknown, denying, denying_unknown } = row.independent;
  const thin = row.reported_by >= 3 && supporting <= 1;
  const denied = denying + denying_unknown;
  return (
    <p class="count">
      <span>{S.count.reported(row.reported_by)}</span>
      <span class={thin ? 'thin' : 'rests'}>{supporting === 0 ? S.count.none : S.count.rests(supporting)}{row.supporting_at_most > supporting && ` (${S.count.atMost(row.supporting_at_most)})`}</span>
      {unknown > 0 && <span class="unknown">{S.count.unknown(unknown)}</span>}
      {denied > 0 && <span class="denied">{S.count.denied(denied)}</span>}
    </p>
  );
}
