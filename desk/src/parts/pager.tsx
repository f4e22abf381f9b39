// Pages of a list; the page is in the address. `foot`: the one below the list, where there are two.
import { changed, useAddress } from '../router';
import { S } from '../strings';

export function Pager({ total, offset, limit, shown, foot = false, name = 'offset' }: { total: number; offset: number; limit: number; shown: number; foot?: boolean; name?: string }) {
  const address = useAddress();
  const at = (n: number) => changed(address, { offset: address.query.get('offset'), [name]: n || null });
  const words = S.list.of(total === 0 ? 0 : offset + 1, offset + shown, total);
  return (
    <nav class="pager" aria-label={foot ? S.list.pagesFoot : S.list.pages}>
      {offset > 0 && <a rel="prev" href={at(Math.max(0, offset - limit))}>{S.list.previous}</a>}
      <span>{words}</span>
      {offset + shown < total && <a rel="next" href={at(offset + limit)}>{S.list.next}</a>}
    </nav>
  );
}
