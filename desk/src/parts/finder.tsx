// Lists that one moves along: j and k choose a row, Enter opens it. What is chosen is in the address.
import { change, go, useAddress } from '../router';
import { R, S } from '../strings';
import { useKeys } from './keys';

/** Binds j, k and Enter to the rows on screen, in their order; gives which one is chosen, -1 for none. */
export function useRows(addresses: readonly string[]): number {
  const chosen = Number(useAddress().query.get('row') ?? -1);
  const at = chosen >= 0 && chosen < addresses.length ? chosen : -1;
  const to = (row: number) => {
    if (row < 0 || row >= addresses.length) return;
    change({ row, offset: new URLSearchParams(location.search).get('offset') }, { replace: true });
    const element = document.querySelectorAll<HTMLElement>('main .rows > .row')[row]; // at once: Enter may follow before the next frame
    element?.scrollIntoView({ block: 'nearest' });
    element?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
  };
  useKeys([
    { key: 'j', label: R.review.next, run: () => to(at + 1) },
    { key: 'k', label: R.review.previous, run: () => to(at < 0 ? addresses.length - 1 : at - 1) },
    { key: 'Enter', label: S.keys.open, run: () => { const href = addresses[at]; if (href) go(href); } },
  ]);
  return at;
}
