// Lists that one moves along: j and k choose a row, Enter opens it, a field narrows them down. What is chosen is in the address.
import { useEffect, useRef } from 'preact/hooks';
import { change, go, useAddress } from '../router';
import { R, S } from '../strings';
import { useKeys } from './keys';

/** A field whose words are `q` of the address, taken over as one types. */
export function FilterField({ label }: { label: string }) {
  const q = useAddress().query.get('q') ?? '';
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => { if (field.current && document.activeElement !== field.current) field.current.value = q; }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return <input ref={field} type="search" dir="auto" autocomplete="off" aria-label={label} placeholder={label} defaultValue={q} onInput={(event) => {
    const words = event.currentTarget.value.trim();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ q: words, row: null }, { replace: true }), 200);
  }} />;
}

/** Binds j, k and Enter to the rows on screen (elements with data-row); gives which one is chosen, -1 for none. */
export function useRows(addresses: readonly string[]): number {
  const chosen = Number(useAddress().query.get('row') ?? -1);
  const at = chosen >= 0 && chosen < addresses.length ? chosen : -1;
  const to = (row: number) => {
    if (row < 0 || row >= addresses.length) return;
    change({ row, offset: new URLSearchParams(location.search).get('offset') }, { replace: true });
    requestAnimationFrame(() => {
      const element = document.querySelector<HTMLElement>(`[data-row="${row}"]`);
      element?.scrollIntoView({ block: 'nearest' });
      element?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true });
    });
  };
  useKeys([
    { key: 'j', label: R.review.next, run: () => to(at + 1) },
    { key: 'k', label: R.review.previous, run: () => to(at < 0 ? addresses.length - 1 : at - 1) },
    { key: 'Enter', label: S.keys.open, run: () => { const href = addresses[at]; if (href) go(href); } },
  ]);
  return at;
}
