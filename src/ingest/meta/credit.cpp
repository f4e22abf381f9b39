#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "ingest/meta/date_grammar.h"
#include "ingest/meta/date_words.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/names.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kLongestCredit = 300;

/// Which names a wording lets count: it says itself that these are agencies; an outlet might stand there as well; or anybody.
enum class Names : std::uint8_t { any, outlets, agencies };

// How a credit line is worded. `lead` opens the names (at the start of the line, or after a full stop), `tail` closes them.
struct Formula {
  std::string_view lead, tail;
  Names names;
};
constexpr auto kFormulas = std::to_array<Formula>({
    {"compiled from reports by ", "", Names::any}, {"compiled from reports from ", "", Names::any},
    {"compiled from ", " reports", Names::any}, {"compiled with reports from ", "", Names::any},
    {"from reports by ", "", Names::any}, {"with agency reports from ", "", Names::any}, {"agency: ", "", Names::any},
    {"agencies: ", "", Names::any}, {"compiled by ", " from wire reports", Names::agencies},
    {"with reports from ", "", Names::outlets}, {"(with reports from ", "", Names::outlets},
    {"with inputs from ", "", Names::outlets}, {"(with inputs from ", "", Names::outlets},
    {"with reporting by ", "", Names::outlets}, {"with reporting from ", "", Names::outlets},
    {"with files from ", "", Names::outlets}, {"with additional reporting by ", "", Names::outlets},
    {"additional reporting by ", "", Names::outlets}, {"additional reporting from ", "", Names::outlets},
    {"con informaci\xC3\xB3n de ", "", Names::outlets}, {"this story was provided by ", "", Names::outlets},
    {"this article was provided by ", "", Names::outlets}, {"this story was originally published by ", "", Names::outlets},
    {"this article was originally published by ", "", Names::outlets},
    {"this article was first published by ", "", Names::outlets}, {"reporting by ", "", Names::agencies},
    {"credit: ", "", Names::agencies}, {"source: ", "", Names::agencies}, {"sources: ", "", Names::agencies},
    {"(source: ", "", Names::agencies}, {"distributed by ", "", Names::agencies}, {"provided by ", "", Names::agencies},
    {"avec ", "", Names::agencies},
});

void add(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

bool starts_upper(std::string_view s) {
  std::size_t at = 0;
  return !s.empty() && is_upper(next_code_point(s, at));
}

// Splits "A, B and C" (also by "/", "|", "·", ";").
std::vector<std::string> split_names(std::string text) {
  for (const std::string_view joint : {" and ", " & ", " y ", " et ", " und ", "\xC2\xB7", "\xE2\x80\xA2"})
    for (std::size_t at = 0; (at = text.find(joint, at)) != std::string::npos;) text.replace(at, joint.size(), "|");
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("|,;/()", i), text.size());
    if (std::string name = agency_name(std::string_view(text).substr(i, end - i)); !name.empty()) names.push_back(std::move(name));
    i = end + 1;
  }
  return names;
}

std::string without_dates(std::string text) {
  for (int n = 0; n < 3; ++n) {
    const auto date = scan_date(text, false);
    if (!date) break;
    text.replace(date->begin, date->end - date->begin, "|");
  }
  return text;
}

bool counts(std::string_view name, Names which) {
  if ((!starts_upper(name) && !known_agency(name)) || name.find("'s") != std::string_view::npos ||
      name.find("\xE2\x80\x99s") != std::string_view::npos) return false;
  if (which == Names::any || surely_agency(name) || known_agency(name)) return true;
  if (which == Names::agencies) return false;
  const auto words = split_words(name);
  if (words.size() > 5 || !like_outlet(name)) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view w) { return starts_upper(w) || w.size() <= 3; });
}

// "The Associated Press contributed to this report."
std::vector<std::string> contributed(std::string_view line, const std::string& lower) {
  const std::size_t at = lower.find(" contributed ");
  if (at == std::string::npos || at > 120) return {};
  const std::string_view rest = std::string_view(lower).substr(at);
  if (rest.find("report") == std::string_view::npos && rest.find("story") == std::string_view::npos &&
      rest.find("article") == std::string_view::npos) return {};
  std::string_view subject = line.substr(0, at);
  if (const std::size_t stop = subject.rfind(". "); stop != std::string_view::npos) subject.remove_prefix(stop + 2);
  std::vector<std::string> out;
  for (std::string& name : split_names(std::string(subject)))
    if (counts(name, Names::outlets)) add(out, std::move(name));
  return out;
}

enum Strength : int { none = 0, weak, strong };

// The agencies of one line, and how sure the wording is: strong for "Compiled from reports by", weak for a byline's organisation.
Strength credit_of(std::string_view raw, std::vector<std::string>& names) {
  const std::string line = squeeze(raw);
  if (line.empty() || line.size() > kLongestCredit || find_invalid_utf8(line) != std::string_view::npos) return none;
  const std::string lower = ascii_lower(line);

  for (const Formula& f : kFormulas) {
    std::size_t at = lower.find(f.lead);
    if (at == std::string::npos || (at > 0 && !(at >= 2 && (lower[at - 2] == '.' || lower[at - 2] == ';' || lower[at - 2] == '|'))))
      continue;
    at += f.lead.size();
    std::size_t end = line.size();
    for (const std::string_view stop : {"; ", ". ", " | ", " \xC2\xB7 ", " - "})
      end = std::min(end, line.find(stop, at));
    if (!f.tail.empty()) {
      const std::size_t tail = lower.find(f.tail, at);
      if (tail == std::string::npos) continue;
      end = std::min(end, tail);
    }
    for (std::string& name : split_names(line.substr(at, end - at)))
      if (counts(name, f.names)) add(names, std::move(name));
    if (!names.empty()) return f.names == Names::any ? strong : weak;
  }
  names = contributed(line, lower);
  if (!names.empty()) return weak;

  if (std::string holder = copyright_holder(line); !holder.empty()) {
    if (surely_agency(holder)) add(names, agency_name(holder));
    return names.empty() ? none : weak;
  }
  for (const std::string_view no : {"photo", "image", "picture", "getty", "video", "graphic", "map:", "editing by", "edited by",
                                    "read ", "more ", "newsletter", "subscribe", "follow",
                                    "related", "advert", "fotograf", "illustration"})
    if (lower.find(no) != std::string::npos) return none;

  // A line that is nothing but names: "(ALN)", "Nils Harrowgate, Boreal Press", "Boreal Press staff", "By Reuters".
  if (line.size() > 160) return none;
  std::string text = without_dates(line);
  if (ascii_lower(text).starts_with("by ")) text.erase(0, 3);
  const bool bracket = text.size() > 2 && text.front() == '(' && text.back() == ')';
  const auto pieces = split_names(text);
  if (pieces.size() > 5) return none;
  for (std::string name : pieces) {
    if (const auto stop = name.find(". "); stop != std::string::npos && stop > 3)
      name = agency_name(std::string_view(name).substr(stop + 2));
    if (ascii_lower(name).starts_with("by ")) name.erase(0, 3);
    if (split_words(name).size() > 6) continue;
    if (const std::string_view inside = agency_inside(name); !inside.empty()) add(names, std::string(inside));
    else if (surely_agency(name) || (bracket && (like_acronym(name) || known_agency(name)))) add(names, std::move(name));
  }
  return names.empty() ? none : weak;
}

void set_agency(Document& d, const std::vector<std::string>& names, std::string_view origin) {
  std::vector<std::string> kept;
  for (const std::string& n : names) add(kept, expand_acronym(n, d.publisher.value, d.text));
  for (const std::string& n : kept) d.agency.value += (d.agency.value.empty() ? "" : " / ") + n;
  if (!d.agency.value.empty()) d.agency.origin = origin;
}

// Names of a joined agency without the outlet itself, if anything is left.
std::vector<std::string> foreign_names(std::string_view joined, std::string_view publisher) {
  std::vector<std::string> all, others;
  for (std::size_t i = 0; i <= joined.size();) {
    const std::size_t end = std::min(joined.find(" / ", i), joined.size());
    all.emplace_back(joined.substr(i, end - i));
    i = end + 3;
  }
  for (const std::string& n : all)
    if (!same_outlet(n, publisher)) others.push_back(n);
  return others.empty() ? all : others;
}

void find_dateline(Document& d) {
  int paragraphs = 0;
  for (const Block& block : d.blocks) {
    if (block.kind != BlockKind::paragraph) continue;
    if (++paragraphs > 4) return;
    auto found = parse_dateline(slice(d, block.span), d.published.value);
    if (!found || (paragraphs > 1 && found->agency.empty())) continue;
    found->span.begin += block.span.begin;
    found->span.end += block.span.begin;
    d.dateline = std::move(found);
    return;
  }
}

}  // namespace

std::vector<std::string> parse_credit(std::string_view line) {
  std::vector<std::string> names;
  credit_of(line, names);
  return names;
}

std::string copyright_holder(std::string_view raw) {
  const std::string line = squeeze(raw.substr(0, std::min(raw.size(), kLongestCredit)));
  const std::string lower = ascii_lower(line);
  std::size_t at = lower.find("copyright"), skip = 9;
  if (at == std::string::npos || at > 20) at = lower.find("\xC2\xA9"), skip = 2;
  if (at == std::string::npos || at > 20) at = lower.find("(c) "), skip = 4;
  if (at == std::string::npos || at > 20) return {};
  std::string text = line.substr(at + skip);
  std::size_t end = text.size();
  for (const std::string_view stop : {". ", " All rights", " all rights", " \xC2\xB7", " |", "; ", " and may not", " - "})
    end = std::min(end, text.find(stop));
  text.resize(end);
  std::vector<std::string> words;
  for (const std::string_view w : split_words(text)) {
    const bool number = w.find_first_not_of("0123456789,.-\xE2\x80\x93") == std::string_view::npos;
    if (number || w == "\xC2\xA9" || w == "(c)" || w == "(C)" || w == "by" || w == "of") continue;
    words.emplace_back(w);
  }
  if (words.empty() || words.size() > 7 || !starts_upper(words.front())) return {};
  std::string name;
  for (const std::string& w : words) name += (name.empty() ? "" : " ") + w;
  while (!name.empty() && (name.back() == '.' || name.back() == ',') && name != "Inc.") name.pop_back();
  return name;
}

void credit_document(Document& d, const std::vector<std::string>& furniture) {
  if (!d.dateline) find_dateline(d);
  if (!d.agency.empty()) return;

  std::vector<std::pair<std::string_view, bool>> lines;  // and whether it is printed as part of the text
  for (const std::string& f : furniture) lines.emplace_back(f, false);
  const std::size_t blocks = d.blocks.size();
  for (std::size_t i = 0; i < blocks; ++i)
    if ((i < 3 || i + 3 >= blocks) && d.blocks[i].kind == BlockKind::paragraph && d.blocks[i].span.size() <= kLongestCredit)
      lines.emplace_back(slice(d, d.blocks[i].span), true);

  std::vector<std::string> weakly;
  for (const auto& [line, in_text] : lines) {
    std::vector<std::string> names;
    const Strength strength = credit_of(line, names);
    if (strength == strong) return set_agency(d, names, "credit line");
    for (std::string& n : names)
      if (!same_outlet(n, d.publisher.value)) add(weakly, std::move(n));
  }
  if (d.dateline && !d.dateline->agency.empty()) {
    const auto names = foreign_names(d.dateline->agency, d.publisher.value);
    return set_agency(d, names, "dateline");
  }
  if (d.publisher.empty()) std::erase_if(weakly, [](const std::string& n) { return !like_agency(n); });
  if (weakly.size() > 3) weakly.resize(3);
  set_agency(d, weakly, "byline");
}

}  // namespace stemma::ingest
