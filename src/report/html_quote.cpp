// Quotations: the words in their paragraph, who says them marked, and the footnote that proves them.
#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"
#include "report/html_parts.h"
#include "report/phrases.h"

namespace stemma::report {
namespace {

constexpr std::uint32_t around = 120;      // bytes of context before and behind
constexpr std::uint32_t longest = 1600;    // bytes of a passage; beyond, only the content

enum class Part { source, cue, content };
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

std::string HtmlDossier::passage(AttributionRef ref) {
  const Document& doc = document(d_, ref.document);
  const Attribution& a = attribution(d_, ref);
  std::vector<Piece> pieces;
  for (const ByteSpan s : a.source) pieces.push_back({s, Part::source});
  for (const ByteSpan s : a.cue) pieces.push_back({s, Part::cue});
  for (const ByteSpan s : a.content) pieces.push_back({s, Part::content});
  std::sort(pieces.begin(), pieces.end(), [](const Piece& x, const Piece& y) { return x.span < y.span; });
  std::uint32_t end = 0;
  for (const Piece& p : pieces) end = std::max(end, p.span.end);
  const std::uint32_t begin = pieces.front().span.begin;
  if (end - begin > longest) return fmt::format("<mark>{}</mark>", text(words(doc, a.content, 1500)));

  const std::uint32_t first = context_begin(doc.text, block_at(doc, begin).begin, begin);
  const std::uint32_t last = std::max(end, context_end(doc.text, block_at(doc, end > 0 ? end - 1 : 0).end, end));
  const auto plain = [&](std::uint32_t from, std::uint32_t to) { return from < to ? text(slice(doc, {from, to})) : std::string(); };
  std::string out = first > block_at(doc, begin).begin ? "… " : "";
  std::uint32_t at = first;
  for (const Piece& p : pieces) {
    out += plain(at, p.span.begin);
    const std::string inside = plain(std::max(at, p.span.begin), p.span.end);
    at = std::max(at, p.span.end);
    if (inside.empty()) continue;
    switch (p.part) {
      case Part::source: out += fmt::format("<b>{}</b>", inside); break;
      case Part::cue: out += fmt::format("<i>{}</i>", inside); break;
      case Part::content: out += fmt::format("<mark>{}</mark>", inside); break;
    }
  }
  out += plain(at, last);
  return last < block_at(doc, end > 0 ? end - 1 : 0).end ? out + " …" : out;
}

std::string HtmlDossier::note(AttributionRef ref) {
  const auto [found, fresh] = note_of_.try_emplace(ref, notes_.size() + 1);
  if (fresh) notes_.push_back(ref);
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
  const Document& doc = document(d_, index);
  return fmt::format("<a href=\"#{}\">{}</a>, {}", text(doc.id), foreign(outlet(doc), ""), text(when(doc.published.value)));
}

std::string HtmlDossier::reason(const Reason& r) {
  std::string out = text(squeeze(r.text));
  if (!r.span.empty()) {
    const Document& from = document(d_, r.document);
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
