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
    broken: 'This page could not be drawn', brokenNext: 'That is a fault of the desk, not of your case. Try again; the other pages still work.',
    again: 'Try again', became: 'What it is now', home: 'To all claims', copy: 'Copy these words',
  },
  list: {
    of: (from: number, to: number, total: number) => total === 0 ? 'Nothing' : from === 1 && to === total ? `All ${figure(total)}` : `${figure(from)}–${figure(to)} of ${figure(total)}`,
    previous: 'Previous', next: 'Next', pages: 'Pages', pagesFoot: 'Pages, below the list', clear: 'Clear all', facets: 'Narrow down', chosen: 'Chosen', remove: 'remove', more: 'More', fewer: 'Fewer', sort: 'Order', filter: 'Filter',
  },
  keys: { licences: 'Licences', next: 'Next', previous: 'Previous', open: 'Open', title: 'Keys', close: 'Close', single: 'Use single letters as keys', none: 'This page has no keys of its own.', help: 'Show all keys', search: 'Search' },
  why: { title: 'Why', read: 'Read it there', none: 'No reason is kept.' },
  count: {
    reported: (n: number) => `Reported by ${figure(n)}`, rests: (n: number) => `rests on ${figure(n)}`, atMost: (n: number) => `at most ${figure(n)}`, unknown: (n: number) => `${figure(n)} unknown`, denied: (n: number) => `denied by ${figure(n)}`,
    none: 'no known root',
  },
  undated: 'no date',
  sides: { supports: 'supports', denies: 'denies', neutral: 'neutral' } as Record<string, string>,
  rootKinds: { statement: 'A statement', witness: 'A witness', document: 'A document', own_reporting: 'Own reporting', unknown: 'Unknown' } as Record<string, string>,
  untitled: 'without a title',
  claim: {
    within: 'On this page', wordsOf: 'In the words of', rests: 'What it rests on', says: 'Who says it', denials: 'Who speaks against it', figures: 'Figures', near: 'Claims close to this one', decisions: 'What people have decided',
    switchHint: 'Take a source away and see what falls.', supportedBy: (n: number) => `For it: ${count(n, 'root', 'roots')}`, deniedBy: (n: number) => `Against it: ${count(n, 'root', 'roots')}`,
    noRoots: 'Nobody is known on whose word this rests.', notSeen: 'not in this case', reports: (n: number) => count(n, 'report', 'reports'),
    whyOne: (n: number) => `Why these ${figure(n)} are one`, foldOf: 'One occasion:', and: 'and', notProved: 'not proved',
    before: 'As it is:', after: 'Without what is switched off:', nothingFalls: 'No report falls: each rests on something else as well.', fall: (n: number) => `${count(n, 'report rests', 'reports rest')} on nothing else, and ${n === 1 ? 'falls' : 'fall'}.`, move: (n: number) => `${count(n, 'report moves', 'reports move')} to another root.`, allOn: 'Switch all on again',
    falls: 'falls', moves: 'moves to another root', ownVoice: 'in its own voice', onWord: 'On the word of', whoHasIt: 'who has it from', restsOn: 'Rests on', reaches: (n: number) => `its chains lead to ${figure(n)} roots`, negated: 'says that it is not so', readBy: (rule: string, percent: number) => `Read by ${rule}, ${percent}% sure.`,
    everyone: (n: number) => `All ${figure(n)}`, more: (n: number) => `Show more (${figure(n)} left)`,
    who: 'Who', nobodyNamed: 'Nobody named', how: { asserts: 'Says it', denies: 'Denies it', blanket: 'Denies everything of the kind', may_cover: 'Denies what may include it', later: 'Spoke against it before' } as Record<string, string>,
    graph: 'How the words travelled', graphHint: 'How the words travelled: from roots, on the left, to copies. Press a root to take it away.', graphTable: (n: number) => `The same as a table (${count(n, 'link', 'links')})`, noGraph: 'The graph could not be fetched. Load the page again.', tooLarge: (n: number) => `${figure(n)} nodes are too many to draw. The table has them all.`,
    edgeHint: 'Point at a link, or step to it with Tab, to read the reason.', from: 'From', to: 'To', how_: 'How', copies: (n: number) => `${figure(n)} copies`,
    edges: { copy: 'took its text from', relies: 'relies on', says: 'has it from', chain: 'passes on the word of', fold: 'is one occasion with' } as Record<string, string>,
    edgeShort: { copy: 'copied', relies: 'relied on', says: 'said', chain: 'word of', fold: 'same' } as Record<string, string>,
    undone: 'undone', notApplied: 'not applied', decidedBy: (by: string, day: string) => `${by}, ${day}`,
  },
  ledger: {
    table: 'All figures', when: 'As of', value: 'Figure', source: 'Source', words: 'Words', who: 'Who', stand: 'Standing', stated: 'day of the report', superseded: 'superseded', changed: 'Changed on the way', chart: (quantity: string, n: number) => `Chart of ${count(n, 'figure', 'figures')} for “${quantity}” by date; the table below has the same.`,
    about: 'about', least: 'at least', most: 'at most', none: 'no number', here: 'this claim', claim: 'its claim', points: (n: number) => count(n, 'figure', 'figures'), range: (low: string, high: string) => low === high ? low : `${low} – ${high}`, empty: 'No figure is like this.', rivals: (n: number) => `${figure(n)} cannot both be true`, noFigures: 'No figures have been found in this case.', filter: 'Figures with these words',
    bounds: { exact: '', about: 'about', at_least: 'at least', at_most: 'at most', more_than: 'more than', less_than: 'fewer than', between: 'between', vague: 'some' } as Record<string, string>,
    stands: { first: 'first given', repeats: 'repeats', updates: 'takes the place of', fits: 'can be true beside', sums: 'is the sum of', grew: 'has grown from', rivals: 'cannot be true beside' } as Record<string, string>,
  },
  timeline: {
    lanes: { said: 'Said', happened: 'Happened' }, both: 'Both', canvas: (n: number) => `Timeline of ${count(n, 'entry', 'entries')}: said above, happened below. The table after it has the same.`,
    hint: 'Drag to move, scroll to come closer, click an entry or a column.', most: (n: number) => `highest: ${figure(n)}`, entries: (n: number) => count(n, 'entry', 'entries'), someVague: 'some of them vague', exact: 'to the day',
    chosen: 'Chosen entry', vague: 'no exact day is given', inWords: 'In the words', claims: (n: number) => count(n, 'claim:', 'claims:'), claim: (n: number) => `claim ${figure(n)}`,
    table: 'What is in sight', day: 'When', kind: 'Lane', what: 'What', words: 'Words', move: 'Move', closer: 'Closer', wider: 'Wider', earlier: 'Earlier', later: 'Later', all: 'Everything',
    inSight: (n: number, of: number) => `${figure(n)} of ${figure(of)} in sight`, undrawn: (n: number) => `${figure(n)} without a day that can be drawn`, empty: 'No day has been found in what this case says.', ofClaim: 'Only of claim',
  },
  claims: {
    filter: 'Claims with these words', all: 'All claims',
    sorts: { contested: 'Most contested', fragile: 'Most fragile', reported: 'Most reported', newest: 'Newest', label: 'By their words' },
    statuses: { contested: 'On both sides', fragile: 'Fragile: many reports, one root', unknown: 'With an unknown root', denied: 'Denied', single: 'One report only', decided: 'Decided on', unreviewed: 'Not reviewed' } as Record<string, string>,
    facets: { status: 'Standing', rootKind: 'Rests on', outlet: 'Outlet', agent: 'Who says it', month: 'Month' },
    from: (day: string) => `from ${day}`, to: (day: string) => `until ${day}`,
    outlets: (n: number) => count(n, 'outlet', 'outlets'), reviewed: (n: number, of: number) => n === of ? 'reviewed' : `${figure(n)} of ${figure(of)} reviewed`,
    noMatch: 'No claim is like this. Take one of the conditions away, or look at all claims.',
    emptyCase: 'This case is empty. Bring in reports: web pages, PDF, text, feeds or web archives.', toImport: 'Import reports',
    noClaims: (documents: number) => `${count(documents, 'report', 'reports')} and no claim yet: nothing in them was said by somebody in words that can be read, or they are still being read.`,
  },
};
