// The views of the desk: one address each, one file each. The first comes with the page, the others when they are asked for.
import type { ComponentType } from 'preact';
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
  // F4: agents, agents/:id, documents, documents/:id, documents/:id/difference, search, import, not-seen, decisions
  { pattern: '/figures', nav: S.nav.figures, load: async () => (await import('./figures')).Figures },
];
