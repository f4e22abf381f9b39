#include "report/dossier_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/utf8.h"
#include "report/phrases.h"
#include "report/seal.h"

namespace stemma::report {
namespace {

/// A footnote, captured passage, log entry, document or claim of the page.
struct Item {
  std::string kind, id, leads_to;  ///< the first link in it
  std::map<std::string, std::string> fields;
};

std::string attribute(const HtmlToken& t, std::string_view name) {
  for (const auto& [n, value] : t.attributes)
    if (n == name) return value;
  return {};
}

/// Reads the items off the page, as their classes name them (docs/formats/dossier-html.md). What stands in one field is its exact text.
class Items {
 public:
  std::vector<Item> read(std::string_view canonical) {
    HtmlTokens tokens(canonical);
    for (HtmlToken t; tokens.next(t);) {
      if (t.kind == HtmlToken::Kind::open) open(t);
      else if (t.kind == HtmlToken::Kind::close) close();
      else if (t.kind == HtmlToken::Kind::text && !field_.empty() && !named_) items_.back().fields[field_] += t.text;
    }
    return std::move(items_);
  }

 private:
  static bool is_kind(std::string_view css_class) { return equals_any(css_class, {"note", "passage", "entry", "document", "claim"}); }

  void open(const HtmlToken& t) {
    if (t.name == "br") return;
    ++depth_;
    const std::string classes = attribute(t, "class");
    const std::string first(split(classes, " ").empty() ? std::string_view() : split(classes, " ").front());
    if (item_depth_ == 0 && is_kind(first)) {
      items_.push_back({first, attribute(t, "id"), {}, {}});
      item_depth_ = depth_;
      return;
    }
    if (item_depth_ == 0) return;
    Item& item = items_.back();
    const std::string to = attribute(t, "href");
    if (item.leads_to.empty() && to.starts_with('#')) item.leads_to = to.substr(1);
    if (const std::string code = attribute(t, "data-c"); !code.empty() && !field_.empty()) {
      std::uint32_t c = 0;
      std::from_chars(code.data(), code.data() + code.size(), c, 16);
      append_utf8(item.fields[field_], c);
      named_ = true;
      named_depth_ = depth_;
    } else if (item.kind == "document" && (t.name == "dt" || t.name == "dd")) {
      if (t.name == "dt") item.fields["dt"].clear();
      begin(t.name == "dt" ? "dt" : "= " + item.fields["dt"]);
    } else if (field_.empty() && item.kind != "document" && (t.name == "code" || equals_any(first, {"at", "words", "headline"}))) {
      begin(first);
    }
  }
  void begin(std::string name) {
    field_ = std::move(name);
    field_depth_ = depth_;
    items_.back().fields[field_];
  }
  void close() {
    if (named_ && depth_ == named_depth_) named_ = false;
    if (!field_.empty() && depth_ == field_depth_) field_.clear();
    if (depth_ == item_depth_) item_depth_ = 0;
    if (depth_ > 0) --depth_;
  }

  std::vector<Item> items_;
  std::string field_;
  bool named_ = false;  ///< inside <i data-c>, whose text is the character's name
  std::size_t depth_ = 0, item_depth_ = 0, field_depth_ = 0, named_depth_ = 0;
};

/// "12–40, 50–60" -> {{12, 40}, {50, 60}}
std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges(std::string_view s) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto part : split(s, ",")) {
    const auto dash = part.find("–");
    if (dash == std::string_view::npos) continue;
    const std::string_view a = trim(part.substr(0, dash)), b = trim(part.substr(dash + std::string_view("–").size()));
    std::uint32_t from = 0, to = 0;
    std::from_chars(a.data(), a.data() + a.size(), from);
    std::from_chars(b.data(), b.data() + b.size(), to);
    out.emplace_back(from, to);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const Dossier& now, DossierCheck& out) : d_(now), out_(out) {
    for (std::uint32_t i = 0; i < d_.readings.size(); ++i) by_id_[d_.readings[i].document.id] = i;
    for (const Claim& c : d_.model.claims) claims_[c.id] = &c;
  }

  void run(const std::vector<Item>& items) {
    std::uint64_t last = 0;
    for (const Item& item : items)
      if (item.kind == "document") document(item);
    for (const Item& item : items) {
      if (item.kind == "passage") passage(item);
      if (item.kind == "note") note(item);
      if (item.kind == "entry") last = entry(item);
    }
    const std::uint64_t since = d_.custody.size() > last ? d_.custody.size() - last : 0;
    if (last > 0 && since > 0) out_.notes.push_back(fmt::format("the case has gone on since: {} behind the last one in the dossier", count(since, "log entry", "log entries")));
    for (const Item& item : items)
      if (item.kind == "claim") claim(item, since > 0);
  }

 private:
  void wrong(std::string item, std::string what) { out_.problems.push_back({std::move(item), std::move(what)}); }
  static std::string field(const Item& item, const std::string& name) {
    const auto found = item.fields.find(name);
    return found == item.fields.end() ? std::string() : found->second;
  }

  void document(const Item& item) {
    ++out_.documents;
    const auto found = by_id_.find(item.id);
    if (found == by_id_.end()) return wrong("document " + item.id, "is not in the case");
    const Document& doc = d_.readings[found->second].document;
    if (field(item, "= SHA-256 of the original") != doc.sha256) wrong("document " + item.id, "its original has another SHA-256 in the case");
    if (item.fields.contains("= Redacted")) {
      redacted_.insert(item.id);
      out_.notes.push_back(fmt::format("document {} was redacted for this dossier: its words cannot be compared with the case", item.id));
    } else if (field(item, "= SHA-256 of its text") != sha256_hex(doc.text)) {
      wrong("document " + item.id, "its text is another one in the case: it was changed, or read anew since");
    }
  }
  void passage(const Item& item) {
    ++out_.passages;
    if (redacted_.contains(item.leads_to)) return;
    const auto found = by_id_.find(item.leads_to);
    const auto at = ranges(field(item, "at"));
    if (found == by_id_.end() || at.size() != 1) return wrong("captured passage " + item.id.substr(1), "names no document of the case and place in it");
    const std::string& text = d_.readings[found->second].document.text;
    const CodePointIndex& points = points_.try_emplace(found->second, text).first->second;
    const std::uint32_t all = points.code_point(static_cast<std::uint32_t>(text.size()));
    const bool inside = at[0].first <= at[0].second && at[0].second <= all;
    if (!inside || std::string_view(text).substr(points.byte(at[0].first), points.byte(at[0].second) - points.byte(at[0].first)) != field(item, "words"))
      wrong("captured passage " + item.id.substr(1), fmt::format("the case has other words there (document {}, characters {}–{})", item.leads_to, at[0].first, at[0].second));
  }
  void note(const Item& item) {
    ++out_.quotations;
    const auto found = by_id_.find(item.leads_to);
    if (found == by_id_.end()) return wrong("footnote " + item.id.substr(1), "its document is not in the case");
    const Document& doc = d_.readings[found->second].document;
    if (field(item, "original") != doc.sha256) wrong("footnote " + item.id.substr(1), "its original has another SHA-256 in the case");
  }
  std::uint64_t entry(const Item& item) {
    ++out_.entries;
    std::uint64_t seq = 0;
    const std::string number = item.id.substr(std::min<std::size_t>(3, item.id.size()));
    std::from_chars(number.data(), number.data() + number.size(), seq);
    if (seq == 0 || seq > d_.custody.size()) wrong("log entry " + number, "is not in the log of the case: its end was cut off, or this is another case");
    else if (d_.custody[seq - 1].hash != field(item, "hash")) wrong("log entry " + number, "has another hash in the case: the log was written anew, or this is another case");
    return seq;
  }
  void claim(const Item& item, bool gone_on) {
    ++out_.claims;
    const auto found = claims_.find(item.id);
    std::string what;
    if (found == claims_.end()) what = "no claim of the case is called so now";
    else if (const std::string said = field(item, "headline"); said != headline(*found->second)) what = fmt::format("the dossier says “{}”, the case now “{}”", said, headline(*found->second));
    if (what.empty()) return;
    if (gone_on) out_.notes.push_back(fmt::format("claim {}: {}", item.id, what));
    else wrong("claim " + item.id, what);
  }

  const Dossier& d_;
  DossierCheck& out_;
  std::map<std::string, std::uint32_t, std::less<>> by_id_;
  std::map<std::string, const Claim*, std::less<>> claims_;
  std::map<std::uint32_t, CodePointIndex> points_;
  std::set<std::string> redacted_;
};

/// The words of a piece, to name the place by.
std::string words_of(std::string_view piece) {
  std::string out;
  HtmlTokens tokens(piece);
  for (HtmlToken t; tokens.next(t);)
    if (t.kind == HtmlToken::Kind::text) out += t.text;
  return quoted(ellipsize(printable(squeeze(out)), 60));
}

void check_seal(std::string_view html, std::string_view body, DossierCheck& out) {
  const Seal now = seal(body);
  out.digest = now.digest;
  const auto value = [&](std::string_view key) {
    const auto at = html.rfind(key);
    if (at == std::string_view::npos) return std::string_view();
    const auto from = at + key.size();
    return html.substr(from, std::min(html.find('"', from), html.size()) - from);
  };
  if (value("{\"digest\":\"") == now.digest) return;
  const std::string_view stated = value("\"pieces\":\"");
  const auto pieces = pieces_of(body);
  const auto before = [&](std::size_t i) { return stated.substr(std::min(i * 8, stated.size()), 8); };
  std::size_t from = 0, to = pieces.size();
  if (pieces.size() * 8 != stated.size()) {
    while (from < to && now.pieces[from] == before(from)) ++from;
    for (std::size_t end = stated.size() / 8; to > from && end > from && now.pieces[to - 1] == before(end - 1); --end) --to;
    out.problems.push_back({"the dossier", fmt::format("something was {} at {}", pieces.size() * 8 > stated.size() ? "put in" : "left out", words_of(pieces[std::min(from, pieces.size() - 1)]))});
  }
  for (std::size_t i = from; i < to && pieces.size() * 8 == stated.size(); ++i)
    if (now.pieces[i] != before(i)) out.problems.push_back({"the dossier", fmt::format("was changed at {}", words_of(pieces[i]))});
  if (out.problems.empty()) out.problems.push_back({"the dossier", "its digest is not the one that it states"});
}

}  // namespace

Result<DossierCheck> check_dossier(std::string_view html, const Dossier& now) {
  const auto begin = html.find(sealed_begin), end = html.rfind(sealed_end);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
    return fail(ErrorKind::malformed, "this is no dossier of Stemma, or its end is missing", Error::nowhere, "take the file that stemma report --html wrote");
  DossierCheck out;
  const std::string body = canonical(html.substr(begin, end + 6 - begin));
  check_seal(html, body, out);
  Comparison(now, out).run(Items().read(body));
  return out;
}

}  // namespace stemma::report
