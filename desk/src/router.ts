// The address bar is the state of the desk: every view, filter, page and selection is in it, and can be sent to a colleague as a link.
import { Signal, useSignal } from './signal';

export interface Address { path: string; query: URLSearchParams }
/** What changes in the query: null takes a name out, a list gives it several times. */
export type Changes = Record<string, string | number | boolean | readonly string[] | null | undefined>;

export function parse(href: string): Address {
  const at = href.indexOf('?'), hash = href.indexOf('#');
  const end = hash < 0 ? href.length : hash;
  const path = (at < 0 || at > end ? href.slice(0, end) : href.slice(0, at)).replace(/\/+$/, '') || '/';
  return { path, query: new URLSearchParams(at < 0 || at > end ? '' : href.slice(at + 1, end)) };
}

export function format(address: Address): string {
  const query = address.query.toString().replace(/%3A/gi, ':').replace(/%2C/gi, ','); // both are allowed there, and ids are read by people
  return query ? `${address.path}?${query}` : address.path;
}

/** The same address with another query. A list starts again at its first page if something other than its page has changed. */
export function changed(address: Address, changes: Changes): string {
  const query = new URLSearchParams(address.query);
  if (!('offset' in changes)) query.delete('offset');
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value === null || value === undefined || value === '' || value === false) continue;
    if (Array.isArray(value)) for (const one of value as readonly string[]) query.append(name, one);
    else query.set(name, value === true ? '1' : String(value));
  }
  if (query.get('offset') === '0') query.delete('offset');
  return format({ path: address.path, query });
}

/** Where the data of a view lies: /claims?q=x -> /claims.json?q=x. */
export function dataAddress(href: string): string {
  const address = parse(href);
  return format({ path: `${address.path}.json`, query: address.query });
}

/** The parts of a path that stand for :names of a pattern, decoded; null if it is another one. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/'), given = path.split('/');
  if (wanted.length !== given.length) return null;
  const found: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    const want = wanted[i]!, have = given[i]!;
    if (want.startsWith(':')) {
      try { found[want.slice(1)] = decodeURIComponent(have); } catch { return null; }
    } else if (want !== have) return null;
  }
  return found;
}

let scrollTo: number | null = null; // where the page stood when this entry of the history was left

const here = () => location.pathname + location.search;
const shown = new Signal('');  // where the views are: what `here` was when they were last told
const arrive = () => { shown.value = here(); };

/** Goes to an address of the desk. `replace` leaves no entry in the history: for what is typed letter by letter. */
export function go(href: string, { replace = false }: { replace?: boolean } = {}): void {
  if (href === here()) return;
  const samePath = parse(href).path === parse(here()).path;
  const depth = depthHere();
  history.replaceState({ scroll: window.scrollY, depth }, '');
  if (replace) history.replaceState({ scroll: window.scrollY, depth }, '', href);
  else history.pushState({ scroll: 0, depth: depth + 1 }, '', href);
  scrollTo = samePath ? null : 0;
  arrive();
}

/** How many steps of this tab within the desk lie before this one. */
const depthHere = () => (history.state as { depth?: number } | null)?.depth ?? 0;

/** Back to where one came from, at the very place; where nothing of the desk lies before (a link was opened), to `otherwise`. */
export function back(otherwise: string): void {
  if (depthHere() > 0) history.back(); else go(otherwise);
}

/** Changes the query of the present address. */
export function change(changes: Changes, options: { replace?: boolean } = {}): void { go(changed(parse(here()), changes), options); }

/** The present address; the component is drawn again when it changes. */
export function useAddress(): Address { return parse(useSignal(shown)); }

/** Puts the page back to where it stood, once what it shows is high enough again. Called when data has been drawn. */
export function restoreScroll(): void {
  if (scrollTo === null) return;
  const target = scrollTo;
  requestAnimationFrame(() => {
    if (target > 0 && document.documentElement.scrollHeight < target + window.innerHeight / 2) return; // not yet: more is to come
    window.scrollTo(0, target);
    scrollTo = null;
  });
}

/** Takes over links and the history. Once, at the start. */
export function startRouter(): void {
  history.scrollRestoration = 'manual';
  arrive();
  addEventListener('popstate', (event) => {
    scrollTo = (event.state as { scroll?: number } | null)?.scroll ?? null;
    arrive();
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return; // within the page
    event.preventDefault();
    go(link.pathname + link.search);
  });
}
