// What the server answers, address by address. The contract between src/server and the desk; src/server/openapi.json says the same for others.
//
// Every view has one address. The desk's page is served there to a browser; the same address with ".json" behind its path (before the "?"), or
// with "Accept: application/json", gives the data that the view shows: /claims?q=depot is a view, /claims.json?q=depot is a ClaimPage.
// Offsets are code points of Document.text (not UTF-16 units: text.ts converts). Times are UTC, ISO 8601; days may be EDTF ("2031-05").
// Errors are RFC 9457 problem details (Problem). Lists are paged by offset and limit (default 50, at most 500) and say `total`.
// State changes are POST with the header "X-Stemma-Token: <Session.token>"; they answer with what they changed.

export type Span = [number, number];
export type Side = 'supports' | 'denies' | 'neutral';
export type Stance = 'asserts' | 'denies' | 'questions' | 'supports' | 'other' | string; // names of the reader, docs/what-a-page-says.md
export type RootKind = 'statement' | 'witness' | 'document' | 'own_reporting' | 'unknown';

export interface Problem { type: string; title: string; status: number; detail?: string; next?: string;  // `next`: what to do now, in human words
  became?: string[] }          // 410: the ids of what has become of a claim or an agent that was merged or split

// POST /logout {} -> LoggedOut ends this session, in all tabs of the browser.
export interface LoggedOut { ended: boolean }

// GET /session.json
export interface Session {
  token: string;               // for X-Stemma-Token
  who: string;                 // name under which decisions are made; empty until said (POST /session {who})
  case: CaseSummary;
}

export interface CaseSummary {
  name: string; path: string; identity: string;
  program: string; reader: string; schema: number;
  generation: number;          // goes up whenever the answers change; every answer carries it as ETag
  state: 'ready' | 'linking' | 'reading' | 'gone' | 'read_only';
  documents: number; claims: number; agents: number; attributions: number; decisions: number; failures: number;
}

// Words of a page that justify something. `quote` is what stands at `span`; both are absent for a reason without words of its own.
export interface Reason { text: string; document?: string; span?: Span; quote?: string }

export interface Independent { supporting: number; supporting_unknown: number; denying: number; denying_unknown: number }

export interface DocumentRef {
  id: string; title: string | null; outlet: string; published: string | null; language: string; direction: 'ltr' | 'rtl';
}
export interface AgentRef { id: string; name: string; kind: string }

// GET /claims.json?q=&sort=contested|fragile|reported|newest|label&agent=&outlet=&root_kind=&side=&status=&from=&to=&offset=&limit=
// status: contested (both sides), fragile (reported by 3 or more, rests on 1), unknown (an unknown root), denied, single, decided (a decision touches it), unreviewed.
// A facet's counts are of the list as filtered by all other facets.
export interface ClaimPage {
  total: number; offset: number; generation: number;
  items: ClaimRow[];
  facets: Record<'status' | 'outlet' | 'agent' | 'root_kind' | 'month', { value: string; label: string; count: number }[]>; // the 30 largest each
}
export interface ClaimRow {
  id: string; label: string; direction: 'ltr' | 'rtl';
  headline: string;            // "Reported by 10 · rests on 1 · denied by 3"
  reported_by: number; independent: Independent; supporting_at_most: number; denying_at_most: number;
  outlets: number; first: string | null; last: string | null;
  fragile: number; contested: number; // what the orders sort by, larger first
  reviewed: number; members: number;  // members that a person has accepted or corrected
}

// What was done to one saying. quiet: without a notice; null where the two are not captures of one page. a, b: where it stands in the one on the left and on the right.
export interface SayingEdit { kind: 'added' | 'dropped' | 'number' | 'hedge' | 'stance' | 'speaker' | 'reworded'; claim: string | null; text: string; a: Span | null; b: Span | null; quiet: boolean | null; why: Reason[] }

// GET /claims/{id}.json?without=ROOT,ROOT&without_fold=ROOT:N
export interface ClaimView extends ClaimRow {
  generation: number;
  label_at: { document: DocumentRef; span: Span };
  member_list: Member[];
  roots: RootView[];
  graph: Graph;
  denials: DenialCell[];
  figures: FigureSeries[];     // those with a point in this claim
  edits: (SayingEdit & { before: DocumentRef; after: DocumentRef })[]; // what pages changed in it from one capture to the next
  may_be_one: { a: string; b: string; why: Reason }[]; // roots that a hint would make one: never folded
  switched: Switched | null;   // with ?without or ?without_fold
  decisions: DecisionView[];   // that touch this claim
  near: ClaimRow[];            // claims that share members' words or agents: what merging is offered with, at most 10
}
export interface Member {
  attribution: string; document: DocumentRef;
  side: Side; stance: Stance; negated: boolean; certainty: string; source_kind: string; own_voice: boolean;
  agent: AgentRef | null; chain: AgentRef[]; // on whose word, nearest first
  before: string; quote: string; after: string; // the sentence around the content, and the content's words (may be joined by " ... ")
  source: Span[]; cue: Span[]; content: Span[];
  root: string | null; reaches: string[]; confidence: number; rule: string;
  review: 'none' | 'accepted' | 'corrected'; why: Reason[];
}
export interface RootView {
  id: string; label: string; kind: RootKind; side: Side; agent: AgentRef | null; not_seen: boolean;
  members: number; ends: { label: string; kind: RootKind; withdrawn: boolean; members: number }[];
  folds: { a: number; b: number; proved: boolean; why: Reason }[];
  why: Reason[];
}
// From copies to roots, top to bottom. Node ids are unique in the graph. `copy` edges go from the copy to what it took its text from.
export interface Graph {
  nodes: { id: string; kind: 'document' | 'agent' | 'root' | 'not_seen'; label: string; side: Side | null; document?: string; agent?: string; root?: string; members: string[] }[];
  edges: { from: string; to: string; kind: 'copy' | 'relies' | 'says' | 'chain' | 'fold'; why: Reason[] }[];
}
export interface Switched { independent: Independent; supporting_at_most: number; denying_at_most: number; headline: string; fall: string[]; move: string[] } // attribution ids
// One cell of the matrix: what an agent has said to this claim.
export interface DenialCell { agent: AgentRef | null; attribution: string; document: DocumentRef; how: 'asserts' | 'denies' | 'blanket' | 'may_cover' | 'later'; quote: string; why: Reason[] }

export interface FigureValue { value: number | null; low: number | null; high: number | null; bound: string; unit: string | null }
// to: what it stands so to.
export interface FigurePoint extends FigureValue { as_of: string | null; as_of_stated: boolean; document: DocumentRef; span: Span; quote: string; agent: AgentRef | null; claim: string | null;
  root: string | null; stand: string; to: (FigureValue & { outlet: string }) | null; superseded: boolean; why: Reason | null }
// GET /figures/{id}.json?offset=&limit=    A claim has the first 200 points of each of its series.
export interface FigureSeries { id: string; quantity: string; total: number; offset: number; points: FigurePoint[]; changed: Reason[] }
// GET /figures.json?offset=&limit=&q=      low, high: the lowest and the highest figure
export interface FigureRow { id: string; quantity: string; total: number; low: number | null; high: number | null; unit: string | null; outlets: number; rivals: number; changed: number }
export interface FigurePage { total: number; offset: number; generation: number; items: FigureRow[] }

// GET /documents.json?q=&outlet=&offset=&limit=&sort=published|title|outlet
export interface DocumentPage { total: number; offset: number; generation: number; items: (DocumentRef & { attributions: number; copies: number; withdrawn: boolean; warnings: number })[] }

// GET /documents/{id}.json
export interface DocumentView extends DocumentRef {
  generation: number;
  path: string; part: string | null; sha256: string; format: string; url: string | null; authors: string[]; publisher: string | null; agency: string | null; modified: string | null;
  captured: string | null; withdrawn: boolean; warnings: string[]; text: string;
  blocks: { kind: string; span: Span }[];
  attributions: Attribution[];
  passages: { other: DocumentRef; here: Span; there: Span; role: 'child' | 'parent'; how: string; words: number }[]; // shared with copies and sources
  relations: { kind: 'copy_of' | 'copied_by' | 'relies_on' | 'relied_on_by' | 'capture_of' | 'copy_of_absent' | 'may_be_kin'; other: DocumentRef | null; outlet: string | null; how: string | null; why: Reason[] }[];
  figures: { span: Span; value: number | null; quantity: string }[]; times: { span: Span; start: string | null; end: string | null }[];
}
export interface Attribution {
  id: string; source: Span[]; cue: Span[]; content: Span[]; parent: string | null; own_voice: boolean;
  agent: AgentRef | null; stance: Stance; negated: boolean; certainty: string; source_kind: string; confidence: number; rule: string;
  links: { kind: string; span: Span; agent: AgentRef | null }[];  // the chain inside the document
  claims: { id: string; label: string; side: Side }[];
  review: 'none' | 'accepted' | 'corrected' | 'rejected';
}
// GET /documents/{id}/original            the bytes as they came, as a download (never rendered)
// GET /documents/{id}/look                the original look: for an <iframe sandbox>, no scripts, no network
// GET /documents/{id}/difference.json?with=ID
export interface Difference { generation: number; a: DocumentRef; b: DocumentRef; rows: { kind: 'same' | 'changed' | 'only_a' | 'only_b'; a: Span | null; b: Span | null; a_text: string; b_text: string;
  a_marks: Span[]; b_marks: Span[] }[]; // marks: code points of a_text, b_text that differ
  captures: boolean;            // one page at two times, the one next after the other
  notice: { corrects: boolean; document: string; span: Span; quote: string } | null; // where the later capture says that it was changed
  edits: SayingEdit[] }

// GET /documents/{id}/custody.json    the log of custody as far as it is about the document, its original, and decisions on it; oldest first
export interface Custody { generation: number; entries: { seq: number; at: string; action: string; words: string; erased: boolean; hash: string }[] }

// GET /agents.json?q=&kind=&offset=&limit=      GET /agents/{id}.json
export interface AgentPage { total: number; offset: number; generation: number; items: AgentRow[]; facets: Record<'kind', { value: string; label: string; count: number }[]> }
export interface AgentRow extends AgentRef { aliases: string[]; role: string | null; vague: boolean; attributions: number; documents: number; speaks_as: AgentRef | null; candidates: AgentRef[] }
export interface AgentView extends AgentRow { generation: number; voices: AgentRef[]; alike: AgentRef[]; affiliation: AgentRef | null; why: Reason[]; says: { claim: string; label: string; side: Side; attribution: string; document: DocumentRef; quote: string }[]; says_total: number; decisions: DecisionView[] } // says: offset, limit; newest first

// GET /timeline.json?kind=said|happened&from=&to=&claim=&offset=&limit=    (limit up to 10,000 here: the view is one canvas)
export interface TimelinePage { total: number; offset: number; generation: number; first: string | null; last: string | null;
  items: { date: string; end: string | null; earliest: string; latest: string; said: boolean; label: string; what: string | null; outlet: string; document: string; span: Span; claims: string[]; claims_total: number }[] } // label: the words that say when; what: the label of the first of `claims`, at most 160 code points; outlet: the document's; claims: at most 12 of claims_total

// GET /search.json?q=&offset=&limit=
export interface SearchPage { generation: number; claims: (ClaimRow & { marks: Span[] })[]; documents: { document: DocumentRef; span: Span; snippet: string; marks: Span[] }[] }

// GET /not-seen.json
export interface NotSeen { generation: number; failures: { path: string; what: string; at: string }[]; languages: { language: string; documents: number }[]; reports_not_in_case: { outlet: string; relied_on_by: number; why: Reason[] }[];
  unknown_roots: ClaimRow[]; empty_captures: DocumentRef[]; silent: DocumentRef[]; days_disputed: number; flawed: { flaw: string; documents: number }[]; decisions_not_applied: { decision: DecisionView; what: string }[];
  accuracy: { what: string; measure: string; value: number; asked: number | null; on: string }[];
  totals: { failures: number; reports_not_in_case: number; unknown_roots: number; empty_captures: number; silent: number } } // of each list the first 100

// Decisions. GET /decisions.json   POST /decisions {decisions: NewDecision[], key?: string} -> Decided; with a key of before: what was decided then
// POST /undo {}, POST /redo {}: the last decision (or the last undo) of this session's `who`; repeated calls go further back.
// GET /decisions/export  (a patch: one line of JSON a decision)    POST /decisions/import  (the patch as body) -> Decided, with the numbers of what is new here
export type DecisionKind = 'merge' | 'split' | 'copy' | 'not-a-copy' | 'same-agent' | 'not-same-agent' | 'stance' | 'side' | 'cut-denial' | 'same-root' | 'not-same-root' | 'not-withdrawn' | 'undo'
  | 'accept' | 'reject' | 'spans' | 'speaker' | 'label' | 'redact' | 'verdict';
// label, redact: `first` is a document, a person, or a passage DOCUMENT:FROM-TO; of label `value` says which.
// Subjects are ids: of a claim, an attribution, an agent, a document, a root, as the kind needs (stemma decide --help).
// same-root: the roots `first` and `second` of the claim `value` are one occasion. not-same-root: fold number `second` (from 0) of the root `first` of the
// claim `value` is none. copy: `first` took its text from `second`. undo: `first` is the number. stance, side: `value` is its name.
// label: `first` (a document, an agent, an attribution for its source) is to be protected as `value` says: witness, survivor, minor, detained or private. redact: `first` is taken
// out of all that leaves the case. verdict: what a person finds of the claim `first`, in their own words (`value`): it changes no count.
// accept: `first` is right as it is. reject: `first` is no attribution. spans: `spans` are the right ones. speaker: `second` (an agent) or the words at `spans.source` are who says it.
export interface NewDecision { kind: DecisionKind; first: string; second?: string; value?: string; spans?: { source: Span[]; cue: Span[]; content: Span[] }; why?: string }
export interface DecisionView { number: number; kind: DecisionKind; words: string; first: string | null; second: string | null; value: string | null; by: string; at: string; why: string;
  holds: boolean; undone_by: number | null; applied: boolean | null; note: string | null } // applied: null while linking has not seen it yet
export interface DecisionPage { total: number; generation: number; items: DecisionView[] } // newest first
export interface Decided { numbers: number[]; generation: number; state: CaseSummary['state'] } // saved; the answers follow when an event says so

// Import. POST /import?path=NAME with the file's bytes as body, once a file, then POST /import/start {} -> Job. GET /import.json -> Job
export interface Job { state: 'idle' | 'receiving' | 'reading' | 'linking' | 'done' | 'failed'; files_done: number; files_total: number; bytes_done: number; bytes_total: number; documents: number; attributions: number;
  failed: { path: string; what: string }[]; current: string | null; seconds_left: number | null; problem: Problem | null }

// Handing over. GET /hand-over.json -> HandOver. POST /hand-over {what, bom?, allow?, why?} -> HandOver begins the pre-flight, or the one file that leaves in a form; one at
// a time (409). `allow` (labels, ids, "decision 7") lets out what is protected, with the reason that the log keeps. GET /hand-over/file is what was made, until
// another is made, POST /hand-over/stop {} throws it away or stops what runs, or the server ends.
export type HandOverForm = 'csv' | 'jsonl' | 'warc' | 'wacz' | 'ftm' | 'annotations' | 'prov' | 'graphml' | 'claimreview' | 'case' | 'html';
export interface HandOver { state: 'idle' | 'working' | 'done' | 'failed' | 'stopped'; what: 'preflight' | HandOverForm | null; phase: 'protecting' | 'checking' | 'writing' | 'packing' | 'noting' | null; by: string;
  checked: { at: string; total: number; findings: Finding[]; not_judged: number } | null; // of the last pre-flight of this server: the first 500
  made: Made | null; problem: Problem | null }
export interface Finding { kind: string; document: string; words: string; who: string; why: string; fix: NewDecision } // for one's own eyes: `who` is the real name
// not_judged: documents that the pre-flight cannot judge for their language. digest: what a dossier says of itself. rows: what is in it, counted again in the files. left_out: what is not, and why. findings: of the pre-flight, still open. noted: in the log of custody.
export interface Made { file: string; bytes: number; sha256: string; digest: string | null; at: string; documents: number; rows: { of: string; count: number }[]; left_out: { what: string; count: number; why: string }[];
  marks: number; pseudonyms: number; findings: number; not_judged: number; noted: boolean }

// GET /events (text/event-stream). Ids are numbers; Last-Event-ID resumes; nothing is lost for a stream that keeps up or resumes within 1,000 events.
//   event: generation  data: {"generation": n, "state": ..., "changed": {"claims": [ids gone or new, at most 100]}}
//   event: progress    data: Job
//   event: claims      data: {"items": ClaimRow[]}   while a job reads: claims found so far that are new
//   event: decided     data: {"numbers": [..], "by": ".."}
//   event: handover    data: {"state": .., "what": .., "phase": ..}   of HandOver
//   event: ended       data: {}                       the session has: nothing more will come
//   event: gone        data: Problem                  the case was moved away or the disk is full
// GET /openapi.json: OpenAPI 3.1 of all of this.
