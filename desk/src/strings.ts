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
    edits: 'What pages changed', between: (before: string, after: string) => before || after ? `between ${before || 'an undated capture'} and ${after || 'an undated one'}` : 'between two undated captures', mayBeOne: 'May be one', whyOne: (n: number) => `Why these ${figure(n)} are one`, foldOf: 'One occasion:', and: 'and', notProved: 'not proved',
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
    about: 'about', least: 'at least', most: 'at most', none: 'no number', here: 'this claim', claim: 'its claim', points: (n: number) => count(n, 'figure', 'figures'), range: (low: string, high: string) => low === high ? low : `${low} – ${high}`, empty: 'No figure is like this.', rivals: (n: number) => `${figure(n)} cannot both be true`, noFigures: 'No figures have been found in this case.', filter: 'Figures with these words', rest: (n: number) => `${figure(n)} more`,
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

const short = (words: string) => words.length > 60 ? `${words.slice(0, 57)}…` : words;

/** Reading, reviewing, importing. */
export const R = {
  review: {
    region: 'Review', none: 'Nothing is chosen. Press j for the first one, or click one.', empty: 'Nothing to review here.',
    at: (n: number, of: number) => `${figure(n)} of ${figure(of)}`, last: 'That was the last one.', first: 'This is the first one.',
    accept: 'Right as it is', reject: 'Not said here', edit: 'Correct its words', more: 'Correct more', words: 'Read its words', undo: 'Undo', redo: 'Redo', next: 'Next', previous: 'Previous', back: 'Back',
    marks: { none: 'not reviewed', accepted: 'accepted', corrected: 'corrected', rejected: 'rejected' },
    reason: 'Reason', reasonHint: 'Why (goes with each decision until you change it)',
    saving: (what: string) => `Saving: ${what}`, counting: (what: string) => `Saved: ${what}. Counting again`, saved: (what: string) => `Saved: ${what}`,
    undoing: (what: string) => `Undoing${what ? `: ${what}` : ''}`, undone: (what: string) => what ? `Undone: ${what}` : 'The last decision is undone', redone: (what: string) => what ? `Done again: ${what}` : 'The last undo is taken back',
    counted: (what: string) => `${what}. Counting again`, back_: (what: string) => `Taken back before it was saved: ${what}`,
    failed: { undo: 'It could not be undone', redo: 'It could not be done again' },
    unsaved: (n: number) => `${count(n, 'decision', 'decisions')} could not be saved. Kept here, in this tab, until you say otherwise.`,
    retry: 'Try again', retryAll: 'Try all again', copy: 'Copy them', copied: 'Copied. Keep it in a text file; Decisions can read it in.', discard: 'Throw away', discarded: 'Thrown away', copyFailed: 'This browser did not let us copy. Mark the text below and copy it yourself.',
    waits: 'waits for the one before it',
    saidAccepted: (quote: string) => `accepted “${short(quote)}”`, saidRejected: (quote: string) => `rejected “${short(quote)}”`, saidSpans: (quote: string) => `corrected the words of “${short(quote)}”`,
    saidStance: (quote: string, value: string) => `“${short(quote)}”: its source ${value}`, saidSide: (quote: string, value: string) => `“${short(quote)}” stands on the ${value} side`,
    saidSpeaker: (quote: string, name: string) => `“${short(quote)}” is said by ${name}`, saidSplit: (quote: string) => `“${short(quote)}” says something else`, saidCut: (quote: string) => `the denial “${short(quote)}” does not speak of this claim`,
    saidMerge: (a: string, b: string) => `“${short(a)}” and “${short(b)}” are one claim`, saidSameAgent: (a: string, b: string) => `${a} and ${b} are the same`, saidOtherAgent: (a: string, b: string) => `${a} and ${b} are not the same`,
    saidNotCopy: (a: string, b: string) => `“${short(a)}” and “${short(b)}”: neither took its text from the other`, saidCopy: (a: string, b: string) => `“${short(a)}” took its text from “${short(b)}”`, saidStands: (a: string) => `“${short(a)}” has not been withdrawn`,
    saidSameRoot: (a: string, b: string) => `${short(a)} and ${short(b)} are one occasion`, saidOtherRoot: (a: string, b: string) => `${short(a)} and ${short(b)} are two occasions`,
  },
  correct: {
    title: 'Correct', close: 'Close', done: 'Say so',
    stance: 'What its source does with it', side: 'Where it stands to this claim', speaker: 'Who says it', findSpeaker: 'Find who says it', notThis: 'It does not belong to this claim', split: 'It says something else than this claim', cut: 'This denial does not speak of this claim',
    sides: { supports: 'passes it on', denies: 'denies it', neutral: 'neither' } as Record<string, string>,
    now: 'now',
  },
  protect: { button: 'Protect…', title: (name: string) => `Protect ${short(name)}`, hint: 'What is labelled stays in when anything leaves this case: a person goes out under a pseudonym, a document stays behind. What is taken out leaves a mark. Here in the desk nothing is hidden.',
    labels: { witness: 'A witness', survivor: 'A survivor', minor: 'A minor', detained: 'Detained', private: 'A private person or thing' } as Record<string, string>, redact: 'Take it out of all that leaves', said: (name: string, label: string) => `${short(name)} is protected: ${label.toLowerCase()}`, saidRedact: (name: string) => `${short(name)} is taken out of all that leaves` },
  pick: { agents: 'Find a person or body', claims: 'Find a claim', documents: 'Find a document', found: (n: number) => n === 0 ? 'Nothing is called so.' : count(n, 'found', 'found'), near: 'Close to this one' },
  claim: {
    region: 'This claim as a whole', renamed: 'The claim goes by another address now: its earliest words have changed. This is it.', merge: 'Merge with another claim', mergeHint: 'The two say the same. Both stay in the list of decisions, and can be parted again.', roots: 'Roots', rootsTitle: 'Which roots are one?',
    sameRoot: 'These two are one occasion', chooseTwo: 'Choose two roots that are one occasion of saying.', folds: 'Counted as one; are they two?', otherRoot: 'They are two occasions', and: 'and', noFolds: 'No root is made of several occasions.',
  },
  spans: {
    title: 'Correct its words', part: 'Which words', parts: { source: 'source', cue: 'cue', content: 'content', chain: 'passed on by' } as Record<string, string>,
    help: 'Mark words in the text with the mouse, or move the ends with the arrow keys.', none: 'none',
    keys: { end: 'its end, word by word', begin: 'its beginning', both: 'all of it', pieces: 'other piece', parts: 'source, cue, content', add: 'another piece', remove: 'without this piece', save: 'save', cancel: 'leave it as it was' },
    save: 'Save these words', cancel: 'Leave it as it was', add: 'Another piece', remove: 'Without this piece', reset: 'As it was',
    endLater: 'End one word later', endEarlier: 'End one word earlier', beginLater: 'Begin one word later', beginEarlier: 'Begin one word earlier',
    chosen: 'You have marked', make: (part: string) => `It is the ${part}`, addTo: 'One more piece of the content', needsContent: 'Without content nothing is said: mark what is said, or reject it.', same: 'Nothing is changed yet.',
    piece: (part: string, n: number, of: number, words: string) => of > 1 ? `${part}, piece ${n} of ${of}: ${words}` : `${part}: ${words}`,
  },
  reader: {
    title: 'Document', text: 'Text', panel: 'About this document', says: 'Who says what', copies: 'Copies and captures', page: 'The page as it came', list: 'All attributions of this document', nobody: 'Nothing in this document is attributed to anybody.',
    undatedBy: 'without a date', by: 'by', withdrawn: 'Withdrawn', stands: 'It has not been withdrawn', warnings: 'What was odd about it', address: 'Address', file: 'File', hash: 'SHA-256', captured: 'captured', modified: 'changed',
    onlyThis: 'Mark only the chosen one', passages: 'Show what it shares with other texts', who: 'Who', ownVoice: 'the document in its own voice', unknown: 'not known', stance: 'Does what', claims: 'Claims', noClaim: 'In no claim: nobody else says it.', links: 'Passed on by', told: 'told', citing: 'citing',
    confidence: (value: number) => `${Math.min(99, Math.round(value * 100))} % sure`, rule: 'Found by', inside: 'Said inside', certainty: 'As certain as', negated: 'denied in its words', source: 'Source', cue: 'Cue', content: 'Content', kind: 'Kind of source',
    nextMember: 'Next document of the claim', previousMember: 'Previous document of the claim', memberOf: (n: number, of: number) => `document ${figure(n)} of ${figure(of)} of the claim`, ofClaim: 'Of the claim', backTo: 'Back to the claim', backToList: 'Back',
    custody: 'What was done to it', original: 'Download the original bytes', look: 'Show the original look', lookHide: 'Hide the original look', lookHint: 'The captured page without its scripts, and without a way out to the network. It may look unlike it did.', lookTitle: 'The original look of the page',
    relation: { copy_of: 'Took its text from', copied_by: 'Gave its text to', relies_on: 'Says that it has this from', relied_on_by: 'Named as its source by', capture_of: 'Another capture of this page', copy_of_absent: 'Took its text from a text of', may_be_kin: 'May be the same report in other words as' } as Record<string, string>,
    how: { verbatim: 'word for word', cut: 'shortened', light_edit: 'lightly edited', rewritten: 'rewritten', translated: 'translated', update: 'an update', correction: 'a correction' } as Record<string, string>,
    notInCase: 'not in this case', difference: 'What is different', notCopy: 'Neither took it from the other', copyOf: 'It took its text from…', noRelations: 'No copy, source or other capture of it is in the case.', shared: (words: number, title: string) => `${count(words, 'word', 'words')} shared with ${title}`,
    direction: 'This text holds characters that turn its direction around. They are shown as �.',
  },
  difference: {
    title: 'What is different', only: 'Only what differs', all: 'The whole text', same: 'The two texts are the same, word for word.', kinds: { same: 'same', changed: 'changed', only_a: 'only left', only_b: 'only right' } as Record<string, string>, hidden: (n: number) => count(n, 'paragraph is the same', 'paragraphs are the same'),
    edits: 'What changed in what is said', quiet: 'without a note', noticed: 'The later one says that it was changed:', editKinds: { dropped: 'left out', added: 'added', number: 'another number', hedge: 'surer or less sure', stance: 'another stance', speaker: 'another speaker', reworded: 'reworded' } as Record<string, string>, choose: 'Choose what to compare it with.', left: 'Left', right: 'Right',
  },
  documents: { title: 'Documents', find: 'Find a title or outlet', published: 'By date', byTitle: 'By title', outlet: 'By outlet', said: (n: number) => count(n, 'attribution', 'attributions'), copies: (n: number) => count(n, 'copy', 'copies'), warned: (n: number) => count(n, 'oddity', 'oddities'), untitled: 'Without a title', none: 'No document is called so.', emptyCase: 'This case holds no documents yet. Import some.', columns: ['Date', 'Document', 'Outlet', 'Says', 'Copies'] },
  agents: {
    title: 'People and bodies', find: 'Find a name', kinds: 'Kind', none: 'Nobody is called so.', says: (n: number) => `says ${count(n, 'thing', 'things')}`, documents: (n: number) => `in ${count(n, 'document', 'documents')}`, maybe: 'may be', speaksFor: 'Speaks for', voices: 'Who speaks for it', affiliation: 'Belongs to', aliases: 'Also called', role: 'Role', why: 'Why these are one', candidates: 'May be', vague: 'not named closely',
    same: 'They are the same', notSame: 'They are not the same', sameAs: 'Same as…', notSameAs: 'Not the same as…', what: 'What is said in this name', nothing: 'Nothing in a claim.', decisions: 'Decisions', oneOf: 'The words leave open which one it is.',
    kindNames: { person: 'person', organisation: 'organisation', government: 'government', media: 'media', document: 'document', unnamed: 'unnamed', collective: 'collective' } as Record<string, string>,
  },
  search: { title: 'Search', find: 'Words to look for', go: 'Search', claims: 'Claims', documents: 'Documents', nothing: (q: string) => `Nothing in this case holds “${q}”.`, nothingNext: 'Fewer words, or the beginning of a name, may find more. What is in a language that is not read is found all the same.', empty: 'Words in any script; accents, hamza, and capital letters make no difference.', more: 'More', inText: 'in the text of' },
  import: {
    title: 'Import', drop: 'Drop files or a folder here', files: 'Choose files', folder: 'Choose a folder', hint: 'Saved pages, PDF, WARC, feeds, plain text. Nothing leaves this machine.', start: (n: number, size: string) => `Read ${count(n, 'file', 'files')} (${size})`, chosen: 'Chosen', clear: 'Choose nothing', sending: (done: number, all: number) => `Handing over ${figure(done)} of ${figure(all)}`,
    state: { idle: 'Nothing is being read.', receiving: 'Taking the files in', reading: 'Reading', linking: 'Counting', done: 'Done', failed: 'Stopped' } as Record<string, string>, progress: (files: number, of: number) => `${figure(files)} of ${count(of, 'file', 'files')}`, found: (documents: number, attributions: number) => `${count(documents, 'document', 'documents')}, ${count(attributions, 'attribution', 'attributions')}`,
    left: (words: string) => `about ${words} left`, seconds: (n: number) => n < 60 ? count(Math.max(1, Math.round(n)), 'second', 'seconds') : n < 5400 ? count(Math.round(n / 60), 'minute', 'minutes') : count(Math.round(n / 3600), 'hour', 'hours'), current: 'now at', failures: (n: number) => count(n, 'file could not be read', 'files could not be read'), notSent: (n: number) => count(n, 'file could not be handed over', 'files could not be handed over'),
    arriving: 'Claims found so far', again: 'Try these again', see: 'See the claims', busy: 'Another import is under way. It can be watched here; more can be added when it is done.', stop: 'Stop handing over', stays: 'You can go on working meanwhile; what is read is in the case at once.', nothingChosen: 'There is no file in that.',
  },
  notSeen: {
    title: 'What we cannot see', notListed: (n: number) => `${figure(n)} more are not listed here.`, intro: 'What a count does not know. A case is only as good as what was put in it, and what the program could read of it.', failures: 'Files that could not be read', languages: 'Languages that are not read yet', languagesNote: 'Their text can be searched and compared; who says what in them is not found.', missing: 'Reports that others rely on and that are not in this case', unknownRoots: 'Claims that rest on a source nobody names', empty: 'Captures without text', silent: 'Documents in which nobody says anything', flawed: 'Flawed captures', days: 'Days on which texts disagree', notApplied: 'Decisions that do not hold any more', accuracy: 'How often the program is right, as last measured', all: 'Nothing of this kind.',
    relied: (n: number) => `relied on by ${count(n, 'document', 'documents')}`, documents: (n: number) => count(n, 'document', 'documents'), columns: ['What', 'Measure', 'Measured', 'Asked for', 'On'], daysIs: (n: number) => `${count(n, 'day is', 'days are')} told differently in different texts.`,
  },
  decisions: {
    title: 'Decisions', intro: 'What people have said about results of the program. Each is kept with who, when and why; none is ever lost: an undo is a decision of its own.', none: 'Nobody has decided anything yet. Open a claim, press j, and say whether its words are right.', by: 'by', nobody: 'somebody without a name', holds: 'holds', undone: (by: number) => `undone by ${by}`, applied: 'counted', notApplied: 'not counted', waiting: 'being counted', isUndo: (of: string) => `undoes ${of}`, undo: 'Undo this', restore: 'Let it hold again',
    export: 'Export as a patch', import: 'Import a patch', importHint: 'The decisions of a colleague who has a copy of this case.', imported: (n: number) => n === 0 ? 'The case has all of these already.' : `${count(n, 'decision', 'decisions')} taken over.`, conflicts: (n: number) => `${count(n, 'decision of the patch does', 'decisions of the patch do')} not hold here:`, noConflicts: 'All of them hold.', columns: ['No.', 'Decision', 'Who and when', 'State'], saidUndo: (n: number) => `undo of decision ${n}`, saidRestore: (n: number) => `decision ${n} holds again`,
  },
};
