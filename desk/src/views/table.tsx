// The views of the desk: one address each, one file each. The first comes with the page, the others when they are asked for, or
// before that, while nobody waits.
import type { ComponentType } from 'preact';
import { idle } from '../later';
import { S } from '../strings';
import { Claims } from './claims';

/** What a view is given: the :names of its address. */
export interface ViewProps { params: Record<string, string> }
type View = ComponentType<ViewProps>;
export interface Route { pattern: string; nav?: string; view?: View; load?: () => Promise<View> }

export const routes: Route[] = [
  { pattern: '/claims', nav: S.nav.claims, view: Claims },
  { pattern: '/claims/:id', load: async () => (await import('./claim')).Claim },
  { pattern: '/timeline', nav: S.nav.timeline, load: async () => (await import('./timeline')).Timeline },
  { pattern: '/agents', nav: S.nav.agents, load: async () => (await import('./agents')).Agents },
  { pattern: '/agents/:id', load: async () => (await import('./agent')).Agent },
  { pattern: '/figures', nav: S.nav.figures, load: async () => (await import('./figures')).Figures },
  { pattern: '/documents', nav: S.nav.documents, load: async () => (await import('./documents')).Documents },
  { pattern: '/documents/:id', load: async () => (await import('./reader')).Reader },
  { pattern: '/documents/:id/difference', load: async () => (await import('./difference')).Difference },
  { pattern: '/search', load: async () => (await import('./search')).Search },
  { pattern: '/not-seen', nav: S.nav.notSeen, load: async () => (await import('./notseen')).NotSeen },
  { pattern: '/import', nav: S.nav.import, load: async () => (await import('./import')).Import },
  { pattern: '/decisions', nav: S.nav.decisions, load: async () => (await import('./decisions')).Decisions },
  { pattern: '/hand-over', nav: S.nav.handOver, load: async () => (await import('./handover')).HandOver },
];

/** Fetches the code of all views while nobody waits, those behind most clicks first. What cannot be had now is had when it is asked for. */
export async function fetchAhead(): Promise<void> {
  const use = async (route: Route) => { if (!route.view && route.load) route.view = await route.load(); };
  const early = (route: Route) => route.pattern === '/claims/:id' || route.pattern === '/documents/:id';
  const all = [...routes.filter(early).map((route) => () => use(route)), () => import('../claim/graph'), () => import('../parts/chart'), ...routes.filter((route) => !early(route)).map((route) => () => use(route))];
  try {
    for (const load of all) { await idle(2000); await load(); }
  } catch { /* the server is away */ }
}
