// Who has said what to this claim: a row an agent, a column a way of saying it.
import type { DenialCell } from '../api';
import { when } from '../dates';
import { Reasons } from '../parts/why';
import { Name, readerAt } from '../parts/words';
import { S } from '../strings';

const ways = ['denies', 'blanket', 'may_cover', 'later', 'asserts'] as const;

export function Denials({ cells, claim }: { cells: readonly DenialCell[]; claim: string }) {
  const columns = ways.filter((how) => cells.some((cell) => cell.how === how));
  const agents = new Map<string, { name: string; id: string | null; cells: DenialCell[] }>();
  for (const cell of cells) {
    const key = cell.agent?.id ?? '';
    const row = agents.get(key) ?? { name: cell.agent?.name ?? S.claim.nobodyNamed, id: cell.agent?.id ?? null, cells: [] };
    row.cells.push(cell);
    agents.set(key, row);
  }
  return (
    <section aria-labelledby="denials" class="part">
      <h2 id="denials">{S.claim.denials}</h2>
      <div class="scrolls" tabIndex={0} role="group" aria-labelledby="denials">
        <table class="matrix">
          <thead><tr><th scope="col">{S.claim.who}</th>{columns.map((how) => <th key={how} scope="col">{S.claim.how[how]}</th>)}</tr></thead>
          <tbody>
            {[...agents.values()].map((row) => (
              <tr key={row.id ?? ''}>
                <th scope="row">{row.id ? <a href={`/agents/${encodeURIComponent(row.id)}`}><Name>{row.name}</Name></a> : row.name}</th>
                {columns.map((how) => (
                  <td key={how} class={row.cells.some((cell) => cell.how === how) ? how : ''}>
                    {row.cells.filter((cell) => cell.how === how).map((cell, i) => (
                      <div key={i} class="cell">
                        <q dir={cell.document.direction} lang={cell.document.language || undefined}><Name>{cell.quote}</Name></q>
                        <p class="small"><a href={readerAt(cell.document.id, { attribution: cell.attribution, claim })}><Name>{cell.document.outlet}</Name>, {when(cell.document.published) || S.undated}</a></p>
                        {cell.why.length > 0 && <Reasons reasons={cell.why} />}
                      </div>
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
