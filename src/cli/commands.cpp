#include "cli/commands.h"

#include <charconv>

#include <fmt/format.h>

#include "cli/verbs.h"

namespace stemma::cli {
namespace {

constexpr Operand a_case{"CASE", Takes::case_file, false, "the case file (*.stemma)"};
constexpr Option threads{0, "threads", Takes::number, "N", "files read at a time (default: as many as the machine has cores)"};
constexpr Option another_model{0, "model", Takes::file, "FILE", "a language model to use in place of the one in the program"};
constexpr Option as_json{0, "json", Takes::nothing, "", "print JSON for scripts instead"};

// Of every command by which something leaves the case.
constexpr Option allow{0, "allow", Takes::text, "WHAT", "let out all the same what is labelled so, or has this id: witness, survivor, minor, detained, private, a document, a person; several with commas"};
constexpr Option pseudonyms{0, "pseudonyms", Takes::file, "FILE", "the key of the pseudonyms (default: NAME.pseudonyms beside the case)"};
constexpr Option new_pseudonyms{0, "new-pseudonyms", Takes::nothing, "", "the key is lost: call people otherwise from now on"};

// Of every command that signs.
constexpr Option owners_key{0, "key", Takes::file, "FILE", "your key (PKCS#8, PEM) in place of signing-key.pem in ~/.config/stemma"};
constexpr Option passphrase_file{0, "passphrase-file", Takes::file, "FILE", "the first line of FILE is the passphrase of your key (/dev/stdin and pipes will do); else the terminal asks for it"};

constexpr Option let_out_by{0, "by", Takes::text, "NAME", "with --allow: who lets it out (default: $USER)"};
constexpr Option let_out_why{0, "why", Takes::text, "TEXT", "with --allow: for what reason; the log keeps it"};

std::vector<Command> table() {
  return {
      {"add", "Read files, folders, web archives and feeds into a case",
       "Reads saved pages (HTML), PDFs, plain text, wire copy, e-mails (.eml), news items (NewsML-G2, NITF, ninjs), web archives (WARC, WACZ), "
       "feeds (RSS, Atom, JSON Feed) and JSONL into CASE, which is made if it is not there. Contents decide what a file is, not its name; "
       "gzip and zstd are undone. Folders are read with all that is in them. The bytes of every file are kept unchanged under their SHA-256.\n\n"
       "Files that are there already are skipped, so the same command can be given again: after an interruption it goes on where it "
       "stopped. A file that cannot be read is listed and the rest goes on. Ctrl-C finishes the file in hand.",
       {a_case, {"FILE", Takes::file, true, "files or folders to read"}},
       {{0, "from", Takes::text, "WHO", "from whom you have the files; the case's log keeps it"},
        {0, "how", Takes::text, "WORDS", "on what way they came to you: saved, by mail, on a stick"},
        threads, {'q', "quiet", Takes::nothing, "", "no progress and no summary; failures are still listed"}, as_json, another_model},
       {{"stemma add flood.stemma saved-pages/", "read a folder into a case, which is made if need be"},
        {"stemma add flood.stemma crawl.warc.gz feed.xml notes.pdf", "archives and feeds give many documents each"},
        {"stemma add --quiet flood.stemma inbox/ || echo some failed", "in a script: exit code 1 says that some files failed"}},
       run_add},
      {"report", "Print the dossier of a case",
       "Shows who copied whom; then each claim with its count, the words of those who pass it on, on whose word they do, and its denials "
       "beside it; then what the dossier cannot see. A count says how many known origins stand behind the reports, not whether they are right.\n\n"
       "For a case of one document: who says what in it, inside whose words, on whose word.\n\n"
       "The page holds quotations, the passages that they stand in, hashes and the log of custody, and checks itself in any browser, offline; it says what it cannot "
       "check. Pass its digest on by another way than the page. What a page leaves out is said in it.",
       {a_case},
       {{0, "html", Takes::file, "FILE", "write one self-contained page that checks itself, fit for printing (- for standard output)"},
        {0, "markdown", Takes::nothing, "", "print Markdown"},
        {0, "csl", Takes::file, "FILE", "write the documents as references, in CSL-JSON (- for standard output)"},
        {0, "bibtex", Takes::file, "FILE", "the same for BibLaTeX"},
        {0, "json", Takes::nothing, "", "print everything as JSON"},
        {0, "claims", Takes::number, "N", "claims shown, the most contested and most reported first (default: 12 on the terminal; 500 in a page or Markdown, and no more than 2,500 reports of them; 0 shows all)"},
        {0, "claim", Takes::text, "ID", "a page or Markdown about this claim only; several with commas"}, allow, let_out_by, let_out_why, pseudonyms, new_pseudonyms},
       {{"stemma report flood.stemma", "read it on the terminal"},
        {"stemma report flood.stemma --html dossier.html", "one file to print or hand over, with footnotes and hashes"},
        {"stemma report flood.stemma --html gate.html --claim c4f2e1,c90b7a", "about two claims, with what belongs to them"},
        {"stemma report flood.stemma --csl flood.json --bibtex flood.bib", "the documents, for a bibliography"}},
       run_report},
      {"why", "Explain a count: every chain, every fold, with the words that justify it",
       "ID names a claim, a document, or an attribution (document, full stop, number), as the other commands print it. It may be shortened as long as "
       "only one thing begins so.",
       {a_case, {"ID", Takes::text, false, "of a claim, document or attribution; may be shortened"}},
       {{0, "without", Takes::text, "ROOT", "of a claim: what its count would be without this root (an id)"},
        {0, "without-fold", Takes::number, "N", "with --without: only fold N of that root is cut"}, as_json},
       {{"stemma why flood.stemma c4f2e1", "why does this claim rest on two and not on nine?"},
        {"stemma why flood.stemma c4f2e1 --without r77ab", "what would be left if this source were set aside?"},
        {"stemma why flood.stemma d81c40", "what did this document copy, from whom, and what does it say?"},
        {"stemma why flood.stemma d81c40.7", "one attribution: its words, its chain, the claims that it belongs to"}},
       run_why},
      {"decide", "Say that the program is wrong, or right, and have it count so",
       "A decision is kept in the case beside what the program found, with who made it, when and why. Every later count honours it, whatever is added or read "
       "anew; none is ever lost: undo is a decision of its own. Nothing is kept that would change nothing. WHAT is one of:\n\n"
       "merge CLAIM CLAIM: the two are one claim. split CLAIM ATTRIBUTION...: these say another thing. side ATTRIBUTION CLAIM supports|denies|neutral: where it "
       "stands. stance ATTRIBUTION STANCE: what its source does (asserts, denies, doubts...). cut-denial ATTRIBUTION CLAIM: this denial does not speak of this claim.\n\n"
       "copy DOCUMENT DOCUMENT: the first took its text from the second. not-a-copy DOCUMENT DOCUMENT. not-withdrawn DOCUMENT. same-agent WHO WHO, not-same-agent "
       "WHO WHO: an id, a full name, or an attribution, for its source. same-root CLAIM ROOT ROOT: one occasion of saying. not-same-root CLAIM ROOT FOLD: two of them.\n\n"
       "accept ATTRIBUTION: read right. reject ATTRIBUTION: nobody says anything there. spans ATTRIBUTION source=FROM-TO,... cue=... content=...: these are its words (code "
       "points of the text, as --json prints them). speaker ATTRIBUTION WHO: WHO says it; a stretch FROM-TO of the text, if nobody of the case does.\n\n"
       "label WHAT witness|survivor|minor|detained|private: it is protected, and stays in when something leaves the case: a person bears a pseudonym, a document or "
       "passage is left out. redact WHAT: it is taken out of all that leaves. WHAT is a document, a person (id, name, or attribution for its source), or a passage "
       "DOCUMENT:FROM-TO.\n\n"
       "verdict CLAIM WORDS: what you find of it, in your own words (\"3/5 mostly right\" gives a number too). It changes no count, and leaves the case only as ClaimReview.\n\n"
       "undo NUMBER. list: all decisions and what became of them.\n\n"
       "Two people with a copy of the case each: export writes the decisions as lines of text, signed (docs/formats/decisions.md). import FILE takes over those of such a "
       "file, if it was made for this case or a copy of it, nobody has changed it, and the case knows the key of who signed it (--trust-key, once). Where the two decided "
       "differently it lists both sides and changes nothing until each is chosen; the choice is a decision too.",
       {a_case, {"WHAT", Takes::text, true, "the decision and what it is about"}},
       {{0, "by", Takes::text, "NAME", "who says so (default: $USER)"}, {0, "why", Takes::text, "TEXT", "for what reason"},
        {0, "since", Takes::number, "N", "export: only decisions after number N, and what they take back"},
        {0, "key", Takes::file, "FILE", "export: the key to sign with (default: signing-key.pem in ~/.config/stemma, made on first use)"},
        {0, "passphrase-file", Takes::file, "FILE", "export: the first line of FILE is the passphrase of the key; else the terminal asks for it"},
        {0, "unsigned", Takes::nothing, "", "export without a signature; import one that has none"},
        {0, "trust-key", Takes::text, "FINGERPRINT", "import: from now on this case knows the key of that fingerprint"},
        {0, "check", Takes::nothing, "", "import: say what it would do, and do nothing"},
        {0, "ours", Takes::text, "IDS", "import: of these disagreements (commas between; or all) what this case says stands"},
        {0, "theirs", Takes::text, "IDS", "import: of these what the patch says stands"},
        {0, "neither", Takes::text, "IDS", "import: of these neither stands"},
        as_json},
       {{"stemma decide flood.stemma merge c4f2e1 c90b7a --why 'both: the gate was open'", "two claims are one"},
        {"stemma decide flood.stemma undo 3", "decision 3 no longer holds"},
        {"stemma decide flood.stemma export --by 'Ada Quill' > ada.jsonl", "for a colleague who has a copy of the case"},
        {"stemma decide flood.stemma import ada.jsonl --theirs 4f2e1c", "take hers over; where she says otherwise, hers in this one"}},
       run_decide},
      {"serve", "Open a case as a page in the browser: the desk",
       "The desk shows claims, their members in their own words, sources, denials, figures, documents and people of CASE, takes decisions (who, when, why; every one "
       "can be undone), and reads files that are dropped on it. It is served to this machine only, at an address that it prints and opens; that link is good for one "
       "use. No request leaves the machine. docs/desk.md tells its addresses, all of which give JSON too.\n\n"
       "Others can reach it only if --listen or --behind-proxy say so, and then only with a password (make one with stemma self password) and TLS.",
       {a_case},
       {{0, "port", Takes::number, "N", "the port (default: one that is free)"},
        {0, "no-open", Takes::nothing, "", "only print the address, open no browser"},
        {0, "idle", Takes::number, "MINUTES", "a session ends when nobody has used it for so long (default 120)"},
        {0, "listen", Takes::text, "ADDRESS", "the address to listen on (default 127.0.0.1)"},
        {0, "host", Takes::text, "NAMES", "names by which browsers will reach it, separated by commas; requests for others are refused"},
        {0, "password-file", Takes::file, "FILE", "the Argon2id hash of the password"},
        {0, "tls-cert", Takes::file, "FILE", "certificate chain (PEM)"},
        {0, "tls-key", Takes::file, "FILE", "its private key (PEM)"},
        {0, "behind-proxy", Takes::nothing, "", "a proxy in front does the TLS"}},
       {{"stemma serve flood.stemma", "the desk, in your browser"},
        {"stemma serve flood.stemma --no-open --port 8021", "print the link, at a port of your choice"},
        {"stemma serve flood.stemma --listen 192.168.1.5 --password-file desk.hash --tls-cert cert.pem --tls-key key.pem", "for colleagues in your network"}},
       run_serve},
      {"search", "Search the words of a case",
       "Finds the claims that the words are about, in whatever form they stand there; then the paragraphs that hold all the words, best first, with "
       "the claims that they belong to. Letters match without regard to case and accents; words in double quotation marks match as a phrase.",
       {a_case, {"WORDS", Takes::text, true, "what to look for"}},
       {{'n', "limit", Takes::number, "N", "paragraphs shown (default 20)"}, as_json},
       {{"stemma search flood.stemma depot guards", "claims about it, and paragraphs with both words"},
        {"stemma search flood.stemma '\"night shift\"'", "the phrase"},
        {"stemma search flood.stemma gate --json -n 500", "many hits, for a script"}},
       run_search},
      {"verify", "Check that nothing in a case has changed",
       "Looks at every byte of the file, hashes every original again, checks the log of custody link by link, the text against its originals and every stamp. Says "
       "which bytes of the file are damaged, what lies there and since when it was last known good, also of a case that can no longer be opened. Changes nothing, except that a case "
       "of an older Stemma is upgraded first, as whenever it is opened, after a copy of it beside (restore --check checks such a file without that).\n\n"
       "A stamp proves that the log existed at a time, if the root certificate of its authority is given now or was kept with it.",
       {a_case},
       {{0, "trust", Takes::file, "FILE", "root certificates (PEM) of time-stamping authorities that you trust"},
        {0, "log", Takes::nothing, "", "note the result in the case's log, so that a later check can say since when something is wrong"},
        {0, "dossier", Takes::file, "FILE", "compare this dossier (report --html) with the case instead: what in it holds, and what was changed"},
        as_json},
       {{"stemma verify flood.stemma --dossier dossier.html", "does what I was handed stand so in the case?"},
        {"stemma verify flood.stemma", "exit code 0: all is as it was; 1: something is wrong, and it says what"},
        {"stemma verify flood.stemma --json > check.json", "keep the result"}},
       run_verify},
      {"log", "Tell what was done to a case, or to one item of it",
       "The log of custody in plain words: what was received, read, seen, decided, exported, stamped, deleted, and when. ITEM is the SHA-256 of an original, "
       "or the id of a document, a claim, an attribution or a speaker, and may be shortened.\n\n"
       "Of a claim it names the documents that it stands in, and tells how they came and were read, who opened them, what was decided on its words, its speakers and these documents, "
       "and what has been exported since they were there. What an export left out is told by the export itself.",
       {a_case, {"ITEM", Takes::text, false, "SHA-256 of an original, or id of a document, claim, attribution or speaker; may be shortened; or a speaker's full name", true}},
       {as_json},
       {{"stemma log flood.stemma", "everything"},
        {"stemma log flood.stemma d81c40", "what was done to one document, its original and its decisions"},
        {"stemma log flood.stemma c4f2e1", "what was done to all that a claim rests on"}},
       run_log},
      {"stamp", "Have an authority prove when the log of a case existed",
       "A time stamp (RFC 3161) over the newest entry of the log, and so over all before it. Stemma opens no connection: --request writes the request to a file, and "
       "--token takes the authority's reply; or --fetch runs a command of yours that gets the request on standard input and gives the reply on standard output. "
       "The reply is checked before it is kept; a stamp of another log, a broken or expired one is not kept.",
       {a_case},
       {{0, "request", Takes::file, "FILE", "write a request"},
        {0, "token", Takes::file, "FILE", "keep the reply to a request"},
        {0, "fetch", Takes::text, "COMMAND", "make a request, run COMMAND, keep its reply"},
        {0, "trust", Takes::file, "FILE", "root certificates (PEM) of the authority; kept with the stamp"}},
       {{"stemma stamp flood.stemma --request head.tsq", "then send head.tsq to an authority"},
        {"stemma stamp flood.stemma --token head.tsr --trust authority.pem", "keep what it sent back"},
        {"stemma stamp flood.stemma --fetch 'curl -s -H Content-Type:application/timestamp-query --data-binary @- https://authority.example/tsr'", "in one step"}},
       run_stamp},
      {"sign", "Sign the log of a case with your key",
       "An Ed25519 signature over the newest entry of the log, and so over all before it; the log names the key. The key is made on first use; you are asked then "
       "for a passphrase, which may be empty: without one the key signs for whoever has the file. A forgotten passphrase cannot be had back. stemma passphrase changes it.",
       {a_case},
       {owners_key, passphrase_file},
       {{"stemma sign flood.stemma", "before you hand it over"},
        {"stemma sign flood.stemma --passphrase-file <(pass show stemma)", "in a script, from a store of passwords"}},
       run_sign},
      {"passphrase", "Give your signing key a passphrase, change it or take it away",
       "Asks for the passphrase that the key has, if it has one, and twice for the new one; an empty one takes it away. It is the same key all the same: what it signed holds, and "
       "who knows its fingerprint need learn nothing. Copies of the key stay as they are. openssl pkey reads the file too.",
       {},
       {owners_key, passphrase_file, {0, "new-passphrase-file", Takes::file, "FILE", "the first line of FILE is the new one"}},
       {{"stemma passphrase", "of the key in your settings"},
        {"openssl pkey -in ~/.config/stemma/signing-key.pem -pubout", "the public key, for who checks signatures with openssl"}},
       run_passphrase},
      {"backup", "Copy a case to a file, also while it is being written to",
       "The copy is of one moment. It has its name only when it is whole, checked and on the disk: if it is interrupted or the disk is full, nothing is there, and an "
       "older back-up still is. The copy is a case like any other; restore checks it more thoroughly and makes a case of it again. The log of the case notes it.\n\n"
       "A back-up holds all that the case holds, names of witnesses too: keep it as well guarded, and best on another disk.",
       {a_case, {"FILE", Takes::file, false, "the back-up"}},
       {{0, "replace", Takes::nothing, "", "an older back-up of this case under that name may go"}, {'q', "quiet", Takes::nothing, "", "no progress"}, as_json},
       {{"stemma backup flood.stemma /media/stick/flood.stemma", "to another disk"},
        {"stemma backup flood.stemma flood.backup.stemma --replace", "every night, over the last one"}},
       run_backup},
      {"restore", "Check a back-up, and make a case of it again",
       "Copies FILE to CASE, hashes every original anew, checks the log of custody link by link and the text against its originals, and only then gives the copy its "
       "name. One of an older Stemma is upgraded. Nothing is ever restored over a file that is there. FILE itself is not changed.",
       {{"FILE", Takes::case_file, false, "the back-up"}, {"CASE", Takes::case_file, false, "the case to be made; not with --check", true}},
       {{0, "check", Takes::nothing, "", "only check FILE"}, {'q', "quiet", Takes::nothing, "", "no progress"}, as_json},
       {{"stemma restore /media/stick/flood.stemma flood.stemma", "after a disk has died"},
        {"stemma restore --check /media/stick/flood.stemma", "exit code 0: the back-up is whole; 1: something is wrong, and it says what"}},
       run_restore},
      {"preflight", "Find what a reader could still put together",
       "Looks at what would leave CASE, and finds what leads to somebody who is labelled or redacted all the same: a part of the name, initials, a misspelt name, kin, a trade or an "
       "office that only one person has, a place and a day, an age, a workplace, a picture's words, the same quotation or passage elsewhere, an address, a title. "
       "Each finding shows the words, whom they lead to and why, and the decision that takes them out. It is for your own eyes: it names people.\n\n"
       "It finds patterns, not all that somebody who was there could know: best in English, by lists of words in seventeen other languages. Documents in any other are listed as not judged.",
       {a_case},
       {{0, "fix", Takes::number, "N", "make the decision that takes finding N out"}, {0, "by", Takes::text, "NAME", "with --fix: who does it (default: $USER)"}, allow, as_json},
       {{"stemma preflight flood.stemma", "what is left, and how to take it out"}, {"stemma preflight flood.stemma --fix 3", "take finding 3 out; it can be undone"}},
       run_preflight},
      {"erase", "Erase an item for good, when consent is withdrawn",
       "The original of ITEM, all documents read from it, their words in the index and in what was linked, and what decisions and the custody log quote of it are erased, "
       "and the file is written anew, so that the bytes are gone from it. The log keeps that it was done: the hash, when, by whom, why. This cannot be undone.\n\n"
       "Copies of the case that were made before, exports and the files that were added still hold it: those beside the case are named. On solid-state disks blocks that a "
       "file no longer uses may live on; encrypt the disk.",
       {a_case, {"ITEM", Takes::text, false, "id of a document, or SHA-256 of an original; may be shortened. Documents of one file (an archive, a feed) go together"}},
       {{0, "why", Takes::text, "TEXT", "for what reason (needed; the log keeps it)"}, {0, "by", Takes::text, "NAME", "who does it (default: $USER)"}, as_json},
       {{"stemma erase flood.stemma d81c40 --why 'consent withdrawn' --by 'Ada Quill'", "one document, and the file that it was read from"}},
       run_erase},
      {"export", "Write a case for other programs",
       "json is one object (docs/formats/case-export.md), on standard output unless --output names a file. csv, jsonl and the others are folders or files that "
       "--output names (docs/formats/exports.md), each with a README of what is in it and what is not, and a manifest of hashes; what is there already is never "
       "written over. Offsets count Unicode code points. What was written is counted on standard error, and noted in the custody log.",
       {a_case},
       {{0, "format", Takes::choice, "json|case|csv|jsonl|warc|wacz|ftm|annotations|prov|graphml|claimreview", "the form (case: a new case that holds nothing but what may leave this one)"},
        {'o', "output", Takes::file, "PATH", "write to PATH instead of standard output"},
        {0, "bom", Takes::nothing, "", "with csv: begin each table with a byte order mark, as some spreadsheets need it for letters beyond ASCII"},
        allow, let_out_by, let_out_why, pseudonyms, new_pseudonyms},
       {{"stemma export flood.stemma --format json -o flood.json", "all documents, attributions, claims, roots and denials"},
        {"stemma export flood.stemma --format json | jq '.claims | length'", "through a pipe"},
        {"stemma export flood.stemma --format csv --bom -o flood-tables", "tables for a spreadsheet"}},
       run_export},
      {"read", "Read documents without a case, one line of JSON each",
       "For bulk work and pipes: nothing is kept. The lines come in the order of the input, whatever the number of threads. The keys are described in "
       "docs/formats/read.md. What cannot be read is named on standard error, the rest goes on, and the exit code is 1.\n\n"
       "With --from jsonl the input lines are {\"id\", \"text\", \"published\"?, \"title\"?}, and offsets are into that very text.",
       {{"FILE", Takes::file, true, "files or folders; with --from jsonl, - is standard input"}},
       {{0, "from", Takes::choice, "jsonl", "the input is lines of JSON that hold plain text"}, threads,
        {0, "timings", Takes::nothing, "", "say on standard error how long each stage took, as JSON"},
        another_model},
       {{"stemma read page.html | jq '.attributions[] | .stance'", "what one page says"},
        {"stemma read crawl/ > readings.jsonl", "a folder"},
        {"zcat texts.jsonl.gz | stemma read --from jsonl - > readings.jsonl", "plain texts through a pipe"}},
       run_read},
      {"dump", "Show what a stage of the reading saw",
       "A stable text form of the documents (ingest), the sentences, tokens, tags, trees, names and quotations (lang, as CoNLL-U), the attributions and agents (claims), or the families, claims and "
       "roots (link) of the given files. Offsets count code points. Meant for tests and bug reports.",
       {{"FILE", Takes::file, true, "files or folders"}},
       {{0, "stage", Takes::choice, "ingest|lang|claims|times|places|figures|events|link", "which stage (needed)"},
        {0, "from", Takes::choice, "conllu", "with --stage=lang: take words and sentences as the files cut them"},
        another_model},
       {{"stemma dump --stage=ingest page.html", "is the text right, are title and date?"},
        {"stemma dump --stage=claims page.html", "which rule found which attribution?"},
        {"stemma dump --stage=times page.html", "which day was read out of which words?"},
        {"stemma dump --stage=link saved-pages/", "what was folded, and why?"}},
       run_dump},
      {"self", "Write the program's own pages, check a model",
       "man: the man page. docs: docs/cli.md. completion: the completions of a shell (bash, zsh or fish). password: the Argon2id hash of a password read from "
       "standard input, for serve --password-file.\n\n"
       "model: checks the language model in the program, or one in a file: that it is whole, of a version and kind that this program reads, "
       "and that it gives what its own self-test says. Prints name, version, digest and the scores that its trainer wrote into it.",
       {{"WHAT", Takes::text, true, "man, docs, completion and a shell, password, or model and perhaps a FILE"}},
       {},
       {{"stemma self man > stemma.1", "the man page"},
        {"stemma self completion bash > /etc/bash_completion.d/stemma", "completions"},
        {"stemma self password > desk.hash", "asks for a password, keeps its hash"},
        {"stemma self model encoder.model", "is this model whole, and what does it score?"}},
       run_self, true},
  };
}

}  // namespace

std::string Arguments::value(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() || found->second.empty() ? std::string(otherwise) : found->second.front();
}

std::uint64_t Arguments::number(std::string_view name, std::uint64_t otherwise) const {
  const std::string digits = value(name);
  std::uint64_t n = otherwise;
  std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return n;
}

const std::vector<std::string>& Arguments::operands(std::string_view name) const { return values_.at(std::string(name)); }

std::span<const Command> commands() {
  static const std::vector<Command> all = table();
  return all;
}

const Command* find_command(std::string_view name) {
  for (const Command& c : commands())
    if (c.name == name) return &c;
  return nullptr;
}

std::string usage(const Command& c) {
  std::string out = fmt::format("stemma {}", c.name);
  for (const Operand& o : c.operands) out += o.optional ? fmt::format(" [{}]", o.name) : fmt::format(" {}{}", o.name, o.many ? "..." : "");
  return c.options.empty() ? out : out + " [options]";
}

constexpr std::size_t most_choices = 60;  // characters: more than that do not stand in one line with the option

std::string option_words(const Option& o) {
  std::string out = o.letter ? fmt::format("-{}, --{}", o.letter, o.name) : fmt::format("    --{}", o.name);
  if (o.takes == Takes::choice && o.value.size() > most_choices) out += " NAME";
  else if (o.takes != Takes::nothing) out += fmt::format(" {}", o.value);
  return out;
}

std::string option_help(const Option& o) {
  if (o.takes != Takes::choice || o.value.size() <= most_choices) return std::string(o.help);
  std::string names(o.value);
  for (std::size_t at = 0; (at = names.find('|', at)) != std::string::npos;) names.replace(at, 1, ", ");
  return fmt::format("{}: {}", o.help, names);
}

}  // namespace stemma::cli
