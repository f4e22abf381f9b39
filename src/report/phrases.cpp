#include "report/phrases.h"

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/time.h"
#include "base/utf8.h"

namespace stemma::report {
namespace {

std::string clean(std::string_view s) { return printable(squeeze(s)); }

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  return url.starts_with("www.") ? url.substr(4) : url;
}

/// 1204 -> "1,204"
std::string grouped(std::uint64_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  return s;
}

bool counts_as_paragraph(BlockKind kind) {
  return kind == BlockKind::paragraph || kind == BlockKind::quote || kind == BlockKind::list || kind == BlockKind::correction;
}

std::string with_role(std::string_view name, std::string_view role, std::string_view body) {
  std::string inside(role);
  if (!body.empty() && body != name) inside += (inside.empty() ? "" : ", ") + std::string(body);
  return inside.empty() ? clean(name) : clean(fmt::format("{} ({})", name, inside));
}

}  // namespace

std::string outlet(const Document& d) {
  if (!d.publisher.empty()) return clean(d.publisher.value);
  if (!d.agency.empty()) return clean(d.agency.value);
  if (const auto host = host_of(d.url.value); !host.empty()) return clean(host);
  const auto slash = d.path.find_last_of('/');
  return clean(slash == std::string::npos ? d.path : d.path.substr(slash + 1));
}

std::string when(std::string_view iso) {
  static constexpr std::array<std::string_view, 12> months{"January", "February", "March", "April", "May", "June", "July",
                                                           "August", "September", "October", "November", "December"};
  if (iso.empty()) return "undated";
  const auto day = parse_iso_day(iso);
  if (!day || !valid(*day)) return clean(iso);
  std::string out = fmt::format("{} {} {}", day->day, months[static_cast<std::size_t>(day->month - 1)], day->year);
  if (iso.size() >= 16 && iso[10] == 'T') out += ", " + clean(iso.substr(11, 5));
  return out;
}

namespace {

/// 1234567 -> "1,234,567"; up to three decimals, and those that stand for nothing left out.
std::string grouped(double n) {
  if (std::abs(n) >= 1e15) return fmt::format("{:g}", n);
  std::string s = fmt::format("{:.3f}", n);
  s.erase(s.find_last_not_of('0') + 1);
  if (s.back() == '.') s.pop_back();
  const std::size_t point = std::min(s.find('.'), s.size()), first = s[0] == '-' ? 1 : 0;
  for (std::size_t i = point; i > first + 3; i -= 3) s.insert(i - 3, ",");
  return s;
}

}  // namespace

std::string figure_words(const Figure& f) {
  const auto with_unit = [&](const std::optional<double>& n) {
    if (!n) return std::string();
    if (f.kind == FigureKind::money) return (f.unit.empty() ? "" : clean(f.unit) + " ") + grouped(*n);
    const bool shown = f.kind == FigureKind::measure || f.kind == FigureKind::percentage;
    return grouped(*n) + (shown && !f.unit.empty() ? " " + clean(f.unit) : "");
  };
  const auto number = f.value ? f.value : f.low ? f.low : f.high;
  switch (f.bound) {
    case Bound::exact: return with_unit(number);
    case Bound::at_least: return "at least " + with_unit(number);
    case Bound::more_than: return "more than " + with_unit(number);
    case Bound::at_most: return "up to " + with_unit(f.value ? f.value : f.high);
    case Bound::less_than: return "less than " + with_unit(f.value ? f.value : f.high);
    case Bound::about: return "about " + with_unit(number);
    case Bound::between: return grouped(f.low.value_or(0)) + " to " + with_unit(f.high);
    case Bound::vague: return "some (at least " + with_unit(f.low) + ")";
  }
  return with_unit(number);
}

std::string signature(const Document& d) { return outlet(d) + ", " + when(d.published.value); }

std::string place(const Document& d, std::uint32_t at) {
  std::size_t paragraph = 0;
  for (const Block& block : d.blocks) {
    paragraph += counts_as_paragraph(block.kind);
    if (at >= block.span.end) continue;
    return counts_as_paragraph(block.kind) ? fmt::format("paragraph {}", paragraph) : std::string(name(block.kind));
  }
  return "text";
}

std::string original_place(const Document& d, ByteSpan span) {
  const std::uint32_t page = page_number(d, span.begin);
  const auto at = source_span(d.map, span);
  if (!at || at->end <= at->begin) return page == 0 ? "" : fmt::format("page {} of the PDF", page);
  const auto bytes = [](std::uint64_t begin, std::uint64_t end) { return fmt::format("bytes {}–{}", grouped(begin), grouped(end - 1)); };
  const std::string_view what = d.format == "pdf" ? "the PDF" : d.format == "html" ? "the page" : "the original";
  std::string out = page == 0 ? "" : fmt::format("page {}, ", page);
  if (d.source.codings.empty()) return out + fmt::format("{} of {}", bytes(d.source.offset + at->begin, d.source.offset + at->end), what);
  std::string codings;
  for (const std::string& c : d.source.codings) codings += (codings.empty() ? "" : ", ") + printable(c);
  return out + fmt::format("{} of what {} of the original hold ({})", bytes(at->begin, at->end),
                           bytes(d.source.offset, d.source.offset + std::max<std::uint64_t>(d.source.length, 1)), codings);
}

std::string words(const Document& d, const Spans& spans, std::size_t columns) {
  std::string out;
  for (const ByteSpan s : spans) {
    if (!out.empty()) out += " … ";
    out += slice(d, s);
    if (out.size() > columns * 8) break;
  }
  return ellipsize(clean(out), columns);
}

std::string words(const Document& d, ByteSpan span, std::size_t columns) { return words(d, Spans{span}, columns); }

std::string quoted(std::string_view text) {
  for (const std::string_view open : {"“", "\"", "«", "„"})
    if (text.starts_with(open)) return std::string(text);
  return fmt::format("“{}”", text);
}

std::string title(const Claim& c, std::size_t columns) {
  const std::string label = clean(c.label);
  std::string_view words_of = label;
  if (words_of.starts_with("that ") && words_of.size() > 5) words_of.remove_prefix(5);
  while (words_of.size() > 1 && (words_of.back() == ',' || words_of.back() == ' ')) words_of.remove_suffix(1);
  return ellipsize(words_of, columns);
}

std::string headline(const Claim& c) {
  const Independent& n = c.independent;
  std::string out = c.reported_by > 0 ? fmt::format("Reported by {} · rests on {}", c.reported_by, n.supporting) : "Not reported here";
  if (n.supporting_unknown > 0) out += fmt::format(" · {} unknown", n.supporting_unknown);
  if (n.denying > 0) out += fmt::format(" · denied by {}", n.denying);
  if (n.denying_unknown > 0) out += fmt::format(" · denied by {} unknown", n.denying_unknown);
  return out;
}

std::string headline_explained(const Claim& c) {
  const Independent& n = c.independent;
  std::string out;
  if (c.reported_by > 0) {
    out = fmt::format("{} it on. ", count(c.reported_by, "document passes", "documents pass"));
    if (c.dropped_by > 0) out += fmt::format("The newest capture of {} no longer does. ", count(c.dropped_by, "of these", "of these"));
    if (n.supporting > 0) out += fmt::format("Behind them {} known.", count(n.supporting, "origin is", "origins are"));
    else out += "No origin behind them is known.";
    if (c.supporting_at_least < n.supporting && !c.may_be_one.empty()) out += fmt::format(" They may be {} only.", c.supporting_at_least);
    if (n.supporting_unknown > 0) out += fmt::format(" {} named by nobody.", count(n.supporting_unknown, "origin is", "origins are"));
  } else {
    out = "No document of the case passes it on; it is known from what denies it or speaks about it.";
  }
  if (n.denying + n.denying_unknown > 0) out += fmt::format(" {} it.", count(n.denying + n.denying_unknown, "origin denies", "origins deny"));
  return out;
}

std::string_view words(How how) {
  switch (how) {
    case How::verbatim: return "verbatim copy";
    case How::cut: return "shortened copy";
    case How::light_edit: return "lightly edited copy";
    case How::rewritten: return "rewritten";
    case How::translated: return "translated";
    case How::update: return "update";
    case How::correction: return "correction";
  }
  return "copy";
}

std::string_view words(EditKind kind) {
  switch (kind) {
    case EditKind::added: return "new";
    case EditKind::dropped: return "gone";
    case EditKind::number: return "another number";
    case EditKind::hedge: return "more or less sure";
    case EditKind::stance: return "another stance";
    case EditKind::speaker: return "another speaker";
    case EditKind::reworded: return "other words";
  }
  return "changed";
}

std::string captures_words(const CaptureEdit& e, const Document& before, const Document& after) {
  const auto date = [](const Document& d) {
    for (const Stated* s : {&d.captured, &d.modified, &d.published})
      if (!s->empty()) return when(s->value);
    return std::string("undated");
  };
  return fmt::format("{}, {} → {}{}", outlet(after), date(before), date(after), e.dated ? "" : " (which came first is not known)");
}

std::string notice_words(const CaptureEdit& e) {
  if (e.notice.empty()) return "changed quietly: nothing in it says so";
  return e.corrects ? "it says that it was corrected" : "it says that it was updated";
}

std::string may_be_one(const Claim& c, const MayBeOne& m) {
  const auto label = [&](std::uint32_t r) { return clean(c.roots[r].label); };
  return fmt::format("May also be one: {} and {}", label(m.a), label(m.b));
}

std::string_view words(RootKind kind) {
  switch (kind) {
    case RootKind::statement: return "statement";
    case RootKind::witness: return "witness account";
    case RootKind::document: return "document";
    case RootKind::own_reporting: return "the outlet's own reporting";
    case RootKind::unknown: return "origin unknown";
  }
  return "origin unknown";
}

std::string_view words(Stance stance) {
  switch (stance) {
    case Stance::asserts: return "says";
    case Stance::alleges: return "alleges";
    case Stance::denies: return "denies";
    case Stance::confirms: return "confirms";
    case Stance::doubts: return "doubts";
    case Stance::demands: return "demands";
    case Stance::commits: return "commits to";
    case Stance::expects: return "expects";
    case Stance::believes: return "believes";
    case Stance::asks: return "asks";
    case Stance::declares: return "declares";
  }
  return "says";
}

std::string agent_words(const CaseModel& model, std::int32_t agent) {
  if (agent < 0) return {};
  const CaseAgent& a = model.agents[static_cast<std::size_t>(agent)];
  return with_role(a.name, a.role, a.affiliation < 0 ? "" : model.agents[static_cast<std::size_t>(a.affiliation)].name);
}

std::string agent_words(const Reading& reading, std::int32_t agent) {
  if (agent < 0) return {};
  const Agent& a = reading.agents[static_cast<std::size_t>(agent)];
  return with_role(a.name, a.role, a.affiliation < 0 ? "" : reading.agents[static_cast<std::size_t>(a.affiliation)].name);
}

std::string language_name(std::string_view code) {
  if (code.empty() || code == "und") return "unknown language";
  icu::UnicodeString name;
  icu::Locale(std::string(code).c_str()).getDisplayLanguage(icu::Locale::getEnglish(), name);
  std::string out;
  return clean(name.toUTF8String(out));  // a code that ICU does not know comes back as it is
}

bool is_read(std::string_view language) { return language == "en" || language == "und" || language.empty(); }

std::string flawed(CaptureFlaw flaw, std::uint64_t n) {
  const std::string_view words = [&] {
    switch (flaw) {
      case CaptureFlaw::bot_wall: return n == 1 ? "is a check for robots or a refusal, not the report" : "are checks for robots or refusals, not the report";
      case CaptureFlaw::consent_page: return n == 1 ? "asks for consent; the report is not in it" : "ask for consent; the report is not in them";
      case CaptureFlaw::empty_body: return n == 1 ? "holds no text; scripts may have made what readers saw" : "hold no text; scripts may have made what readers saw";
      case CaptureFlaw::paywall_stub: return n == 1 ? "holds the first lines only; the rest is for subscribers" : "hold the first lines only; the rest is for subscribers";
    }
    return "";
  }();
  return fmt::format("{} {}", count(n, "page", "pages"), words);
}

std::string count(std::uint64_t n, std::string_view one, std::string_view many) { return fmt::format("{} {}", n, n == 1 ? one : many); }

std::string percent(float share) { return fmt::format("{:.0f} %", share * 100); }

}  // namespace stemma::report
