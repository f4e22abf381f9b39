// Quotations: the words in their paragraph, who says them marked, and the footnote that proves them.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

constexpr std::uint32_t around = 120;      // bytes of context before and behind
constexpr std::uint32_t longest = 1600;    // bytes of a quotation with its source; beyond, only the content
constexpr std::uint32_t longest_captured = 8000, margin = 600;  // bytes of a captured passage; around a quotation out of a longer one

enum class Part { source, cue };
struct Piece {
  ByteSpan span;
  Part part;
};

/// `at` moved to the next place, away from `from`, where a word begins; never over `limit` bytes away.
std::uint32_t context_begin(std::string_view s, std::uint32_t block, std::uint32_t from) {
  if (from - block <= around) return block;
  std::uint32_t at = from - around;
  while (at < from && s[at] != ' ') ++at;
  return at < from ? at + 1 : from;
}
std::uint32_t context_end(std::string_view s, std::uint32_t block_end, std::uint32_t from) {
  if (block_end - from <= around) return block_end;
  std::uint32_t at = from + around;
  while (at > from && s[at] != ' ') --at;
  return at;
}

ByteSpan block_at(const Document& d, std::uint32_t at) {
  for (const Block& b : d.blocks)
    if (at < b.span.end) return {std::min(b.span.begin, at), b.span.end};
  return {0, static_cast<std::uint32_t>(d.text.size())};
}

}  // namespace

std::string HtmlDossier::decorated(AttributionRef ref, ByteSpan within) {
  const Document& doc = document(d_, ref.document);
  const Attribution& a = attribution(d_, ref);
  std::vector<Piece> pieces;
  for (const ByteSpan s : a.source) pieces.push_back({s, Part::source});
  for (const ByteSpan s : a.cue) pieces.push_back({s, Part::cue});
  std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) { return x.span < y.span; });
  const auto plain = [&](std::uint32_t from, std::uint32_t to) { return from < to ? text(slice(doc, {from, to})) : std::string(); };
  std::string out;
  std::uint32_t at = within.begin;
  for (const Piece& p : pieces) {
    const std::uint32_t from = std::max(at, p.span.begin), to = std::min(within.end, p.span.end);
    if (from >= to) continue;
    out += plain(at, from) + fmt::format(fmt::runtime(p.part == Part::source ? "<b>{}</b>" : "<i>{}</i>"), plain(from, to));
    at = to;
  }
  return out + plain(at, within.end);
}

std::string HtmlDossier::passage(AttributionRef ref) {
  const Document& doc = document(d_, ref.document);
  const Attribution& a = attribution(d_, ref);
  std::uint32_t begin = a.content.front().begin, end = 0;
  for (const Spans* spans : {&a.source, &a.cue, &a.content})
    for (const ByteSpan s : *spans) begin = std::min(begin, s.begin), end = std::max(end, s.end);
  if (end - begin > longest) return fmt::format("<mark>{}</mark>", text(words(doc, a.content, 1500)));

  const ByteSpan first_block = block_at(doc, begin), last_block = block_at(doc, end > 0 ? end - 1 : 0);
  const std::uint32_t first = context_begin(doc.text, first_block.begin, begin);
  const std::uint32_t last = std::max(end, context_end(doc.text, last_block.end, end));
  std::string out = first > first_block.begin ? "… " : "";
  std::uint32_t at = first;
  for (const ByteSpan s : a.content) {
    const ByteSpan inside{std::max(at, s.begin), s.end};
    if (inside.begin >= inside.end) continue;
    out += decorated(ref, {at, inside.begin}) + fmt::format("<mark>{}</mark>", decorated(ref, inside));
    at = inside.end;
  }
  out += decorated(ref, {at, last});
  return last < last_block.end ? out + " …" : out;
}

std::size_t HtmlDossier::capture(std::uint32_t index, ByteSpan span) {
  const Document& doc = document(d_, index);
  ByteSpan held{std::min(block_at(doc, span.begin).begin, span.begin), std::max(block_at(doc, span.end > 0 ? span.end - 1 : 0).end, span.end)};
  // A "paragraph" may be a whole plain text file: then what stands around the words is enough.
  if (held.end - held.begin > longest_captured) {
    held.begin = span.begin - held.begin > margin ? static_cast<std::uint32_t>(character_start(doc.text, span.begin - margin)) : held.begin;
    held.end = held.end - span.end > margin ? static_cast<std::uint32_t>(character_start(doc.text, span.end + margin)) : held.end;
  }
  const auto [found, fresh] = passage_of_.try_emplace({index, held}, captured_.size());
  if (fresh) captured_.push_back({index, held});
  return found->second;
}

const CodePointIndex& HtmlDossier::points(std::uint32_t index) { return points_.try_emplace(index, document(d_, index).text).first->second; }

std::string HtmlDossier::reach(std::uint32_t index, ByteSpan span) {
  const CodePointIndex& at = points(index);
  return fmt::format("{}–{}", at.code_point(span.begin), at.code_point(span.end));
}

std::string HtmlDossier::note(AttributionRef ref) {
  const auto [found, fresh] = note_of_.try_emplace(ref, notes_.size() + 1);
  if (fresh) {
    notes_.push_back(ref);
    note_passages_.emplace_back();
    for (const ByteSpan s : attribution(d_, ref).content) note_passages_.back().push_back(capture(ref.document, s));
  }
  return fmt::format("<sup><a href=\"#n{0}\" role=\"doc-noteref\" aria-label=\"quotation {0}\">{0}</a></sup>", found->second);
}

std::string HtmlDossier::quotation(AttributionRef ref) {
  const Document& doc = document(d_, ref.document);
  const bool known = doc.language.size() == 2;
  return fmt::format("<blockquote{} dir=\"auto\">{}{}</blockquote>\n", known ? fmt::format(" lang=\"{}\"", text(doc.language)) : "", passage(ref), note(ref));
}

std::string HtmlDossier::brief(AttributionRef ref) {
  const Document& doc = document(d_, ref.document);
  const Attribution& a = attribution(d_, ref);
  const std::string who = introduction(doc, a);
  return fmt::format("{}{}{}", who.empty() ? "" : foreign(who, doc.language) + ": ", foreign(quoted(words(doc, a.content, 280)), doc.language), note(ref));
}

std::string HtmlDossier::signed_link(std::uint32_t index) {
  linked_.insert(index);
  const Document& doc = document(d_, index);
  return fmt::format("<a href=\"#{}\">{}</a>, {}", text(doc.id), foreign(outlet(doc), ""), text(when(doc.published.value)));
}

std::string HtmlDossier::reason(const Reason& r) {
  std::string out = text(squeeze(r.text));
  if (!r.span.empty()) {
    const Document& from = document(d_, r.document);
    linked_.insert(r.document);
    out += fmt::format(" <span class=\"evidence\">{} (<a href=\"#{}\">{}</a>, {})</span>", foreign(quoted(words(from, r.span, 240)), from.language),
                       text(from.id), foreign(outlet(from), ""), place(from, r.span.begin));
  }
  return out;
}

std::string HtmlDossier::folded_reasons(const std::vector<Reason>& why) {
  if (why.empty()) return {};
  return fmt::format("<details class=\"reasons\"><summary>{}</summary>\n{}</details>\n", text(squeeze(why.front().text)), reasons(why));
}

std::string HtmlDossier::reasons(const std::vector<Reason>& why) {
  const auto some = distinct(why);
  if (some.empty()) return {};
  std::string out = "<ul class=\"why\">\n";
  for (const Reason* r : some) out += fmt::format("<li>{}</li>\n", reason(*r));
  return out + "</ul>\n";
}

}  // namespace stemma::report
