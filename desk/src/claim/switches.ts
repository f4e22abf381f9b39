// What is switched off, in the address: ?without=r1,r2&without_fold=r3:0,r3:1
import { change } from '../router';

export interface Switches { roots: ReadonlySet<string>; folds: ReadonlySet<string> } // folds: "ROOT:N"

const list = (words: string | null) => (words ?? '').split(',').filter(Boolean);
export function switches(query: URLSearchParams): Switches {
  return { roots: new Set(list(query.get('without'))), folds: new Set(list(query.get('without_fold'))) };
}
const toggled = (all: ReadonlySet<string>, one: string) => {
  const next = new Set(all);
  if (!next.delete(one)) next.add(one);
  return [...next].join(',') || null;
};
const now = () => switches(new URLSearchParams(location.search));
export const switchRoot = (root: string) => change({ without: toggled(now().roots, root) });
export const switchFold = (root: string, fold: number) => change({ without_fold: toggled(now().folds, `${root}:${fold}`) });
export const switchAllOn = () => change({ without: null, without_fold: null });
