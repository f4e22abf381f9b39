#include "report/citations.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "base/utf8.h"
#include "report/json_parts.h"
#include "report/phrases.h"
#include "report/view.h"

namespace stemma::report {
namespace {

std::string clean(std::string_view s) { return printable(squeeze(s)); }

/// "2031", "2031-05", "2031-05-06": the date part of an ISO date or date-time, as far as it is one.
std::string date_of(const Stated& s) {
  std::string out;
  for (const char c : s.value.substr(0, 10)) {
    if (c == 'T') break;
    out += c;
  }
  const auto digits = [&](std::size_t from, std::size_t n) { return std::all_of(out.begin() + static_cast<std::ptrdiff_t>(from), out.begin() + static_cast<std::ptrdiff_t>(from + n), [](char c) { return c >= '0' && c <= '9'; }); };
  const bool year = out.size() >= 4 && digits(0, 4), month = year && out.size() >= 7 && out[4] == '-' && digits(5, 2), day = month && out.size() == 10 && out[7] == '-' && digits(8, 2);
  return day ? out : month ? out.substr(0, 7) : year ? out.substr(0, 4) : std::string();
}

Json csl_date(const Stated& s) {
  Json parts = Json::array();
  for (const auto part : split(date_of(s), "-")) {
    int n = 0;
    std::from_chars(part.data(), part.data() + part.size(), n);
    parts.push_back(n);
  }
  Json out{{"date-parts", Json::array({std::move(parts)})}};
  if (s.unsure) out["circa"] = true;
  return out;
}

/// "borealpress2031-7790c1a5": outlet, year, and as much of the document's id as tells it from all others. Stable: the id never changes.
std::vector<std::string> keys(const Dossier& d) {
  std::vector<std::string> out;
  std::set<std::string> known;
  for (const Reading& r : d.readings) {
    const Document& doc = r.document;
    std::string name;
    for (const char c : ascii_lower(outlet(doc)))
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) name += c;
    name = name.substr(0, 24) + date_of(doc.published).substr(0, 4);
    const std::string_view id = std::string_view(doc.id).substr(std::min<std::size_t>(1, doc.id.size()));
    std::string key = fmt::format("{}-{}", name, id.substr(0, 8));
    if (!known.insert(key).second) known.insert(key = fmt::format("{}-{}", name, id));
    out.push_back(std::move(key));
  }
  return out;
}

bool is_article(const Document& doc) { return !doc.publisher.empty() || !doc.agency.empty(); }

std::string note_of(const Document& doc) {
  return clean(fmt::format("{}SHA-256 of the original: {}", date_of(doc.published).empty() ? "undated; " : doc.published.unsure ? "date unsure; " : "", doc.sha256));
}

/// Text in which TeX sees no markup, balanced in braces: BibTeX counts them also behind a backslash.
std::string tex(std::string_view raw) {
  std::string out;
  for (const char c : clean(raw)) {
    switch (c) {
      case '\\': out += "\\textbackslash{}"; break;
      case '{': out += "\\textbraceleft{}"; break;
      case '}': out += "\\textbraceright{}"; break;
      case '~': out += "\\textasciitilde{}"; break;
      case '^': out += "\\textasciicircum{}"; break;
      case '%': case '&': case '$': case '#': case '_': out += '\\'; [[fallthrough]];
      default: out += c;
    }
  }
  return out;
}

/// For the field `url`, which biblatex takes as it stands.
std::string url_field(std::string_view raw) {
  std::string out;
  for (const char c : clean(raw)) {
    if (c == '{' || c == '}' || c == '\\' || c == ' ' || c == '"' || c == '<' || c == '>') out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    else out += c;
  }
  return out;
}

}  // namespace

std::string csl_json(const Dossier& d) {
  Json out = Json::array();
  const auto names = keys(d);
  for (std::size_t i = 0; i < d.readings.size(); ++i) {
    const Document& doc = d.readings[i].document;
    Json one{{"id", names[i]}, {"type", is_article(doc) ? "article-newspaper" : "webpage"}, {"title", clean(doc.title.empty() ? doc.id : doc.title.value)}};
    Json authors = Json::array();
    for (const Author& a : doc.authors) authors.push_back({{"literal", clean(a.value)}});
    if (!authors.empty()) one["author"] = std::move(authors);
    one["container-title"] = outlet(doc);
    if (!doc.agency.empty() && clean(doc.agency.value) != outlet(doc)) one["source"] = clean(doc.agency.value);
    if (!date_of(doc.published).empty()) one["issued"] = csl_date(doc.published);
    if (!date_of(doc.captured).empty()) one["accessed"] = csl_date(doc.captured);
    if (!doc.url.empty()) one["URL"] = clean(doc.url.value);
    if (doc.language.size() == 2) one["language"] = doc.language;
    one["archive"] = clean(d.case_name);
    one["archive_location"] = doc.id;
    one["note"] = note_of(doc);
    out.push_back(std::move(one));
  }
  return dump(out, 1) + "\n";
}

std::string bibtex(const Dossier& d) {
  std::string out;
  const auto names = keys(d);
  for (std::size_t i = 0; i < d.readings.size(); ++i) {
    const Document& doc = d.readings[i].document;
    out += fmt::format("@{}{{{},\n  title = {{{{{}}}}},\n", is_article(doc) ? "article" : "online", names[i], tex(doc.title.empty() ? doc.id : doc.title.value));
    const auto field = [&](std::string_view name, const std::string& value) {
      if (!value.empty()) out += fmt::format("  {} = {{{}}},\n", name, value);
    };
    std::string authors;
    for (const Author& a : doc.authors) authors += fmt::format("{}{{{}}}", authors.empty() ? "" : " and ", tex(a.value));
    field("author", authors);
    field(is_article(doc) ? "journaltitle" : "organization", tex(outlet(doc)));
    if (is_article(doc)) field("entrysubtype", "newspaper");
    const std::string published = date_of(doc.published);
    field("date", published.empty() || !doc.published.unsure ? published : published + "?");
    field("url", url_field(doc.url.value));
    field("urldate", date_of(doc.captured));
    field("note", tex(note_of(doc)));
    field("annotation", tex(fmt::format("{} of {}", doc.id, d.case_name)));
    out += "}\n\n";
  }
  return out;
}

}  // namespace stemma::report
