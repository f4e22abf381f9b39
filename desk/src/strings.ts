// Every word that the desk says, in one place: who translates the desk translates this file. Words of documents never pass through here.

const number = new Intl.NumberFormat('en');
/** "1 claim", "2 claims", "10,000 claims". */
export const count = (n: number, one: string, many: string) => `${number.format(n)} ${n === 1 ? one : many}`;
export const figure = (n: number) => number.format(n);

export const S = {
  product: 'Stemma',
  skip: 'Skip to what this page shows',
  nav: {
    label: 'The case', menu: 'Menu',
    claims: 'Claims', timeline: 'Timeline', agents: 'Agents', figures: 'Figures', documents: 'Documents', notSeen: 'What we cannot see', import: 'Import', decisions: 'Decisions',
  },
  frame: {
    search: 'Search the case', searchHint: 'Search claims and reports', who: 'You decide as', whoEmpty: 'nobody yet', whoPrompt: 'Your name, as it should stand beside your decisions', whoSave: 'Keep this name', cancel: 'Cancel',
    theme: 'Colours', themeAuto: 'As the system', themeLight: 'Light', themeDark: 'Dark', keys: 'Keys', home: 'All claims',
    saving: 'Saving', linking: 'Counting again', reading: 'Reading', ready: 'Up to date', readOnly: 'Read only', gone: 'The case is gone',
    readingOf: (done: number, total: number) => `Reading ${figure(done)} of ${figure(total)}`,
    lost: 'The server does not answer.', lostNext: 'What you see stays here; it is tried again by itself. If it was stopped, start it again with stemma serve.',
    loading: 'Loading',
  },
  problem: {
    unreachable: 'The server does not answer', unreachableNext: 'Is it still running? Start it again with stemma serve; nothing that was saved is lost.',
    expired: 'This session has ended', expiredNext: 'Open the login link that stemma serve prints, then come back to this page.',
    missing: 'Nothing is here', missingNext: 'The address may be mistyped, or what it named is no longer in the case.',
    odd: (status: number) => `The server could not answer (${status})`, oddNext: 'Try again. If it stays like this, stop the server and start it again.',
    again: 'Try again', became: 'What it is now', home: 'To all claims', copy: 'Copy these words',
  },
  list: {
    of: (from: number, to: number, total: number) => total === 0 ? 'Nothing' : from === 1 && to === total ? `All ${figure(total)}` : `${figure(from)}–${figure(to)} of ${figure(total)}`,
    previous: 'Previous', next: 'Next', pages: 'Pages', clear: 'Clear all', facets: 'Narrow down', chosen: 'Chosen', remove: 'remove', more: 'More', fewer: 'Fewer', sort: 'Order', filter: 'Filter',
  },
  keys: { title: 'Keys', close: 'Close', single: 'Use single letters as keys', none: 'This page has no keys of its own.', help: 'Show all keys', search: 'Search' },
  why: { title: 'Why', read: 'Read it there', none: 'No reason is kept.' },
  count: {
    reported: (n: number) => `Reported by ${figure(n)}`, rests: (n: number) => `rests on ${figure(n)}`, atMost: (n: number) => `at most ${figure(n)}`, unknown: (n: number) => `${figure(n)} unknown`, denied: (n: number) => `denied by ${figure(n)}`,
    none: 'no known root',
  },
  undated: 'no date',
};
