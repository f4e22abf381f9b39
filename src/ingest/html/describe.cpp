#include "ingest/html/describe.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>
#include <unordered_set>

#include "base/time.h"
#include "base/utf8.h"
#include "ingest/html/phrases.h"
#include "ingest/html/publisher.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/names.h"

namespace stemma::ingest {
namespace {

/// A day or instant that a page can have been published on.
std::optional<std::string> sane_date(std::string_view s) {
  auto d = parse_date(s);
  if (!d) d = find_date(s);
  if (!d || d->size() < 4 || d->compare(0, 4, "1980") < 0 || d->compare(0, 4, "2100") > 0) return std::nullopt;
  return d;
}

/// The date in an address: /2031/05/06/, /2031-05-06-, /20310506/.
std::optional<std::string> url_date(std::string_view url) {
  const auto digit = [&](std::size_t i) { return i < url.size() && url[i] >= '0' && url[i] <= '9'; };
  for (std::size_t i = 1; i + 8 <= url.size(); ++i) {
    if (digit(i - 1) || !(url.substr(i, 2) == "19" || url.substr(i, 2) == "20") || !digit(i + 2) || !digit(i + 3)) continue;
    std::size_t at = i + 4;
    std::string iso(url.substr(i, 4));
    const bool parted = at < url.size() && (url[at] == '/' || url[at] == '-' || url[at] == '_');
    bool ok = true;
    for (int part = 0; part < 2 && ok; ++part) {
      if (parted) {
        if (at >= url.size() || (url[at] != '/' && url[at] != '-' && url[at] != '_')) { ok = false; break; }
        ++at;
      }
      std::string two;
      while (digit(at) && two.size() < 2) two += url[at++];
      if (two.empty() || (!parted && two.size() < 2)) { ok = false; break; }
      iso += two.size() == 1 ? "-0" + two : "-" + two;
    }
    if (ok && !digit(at))
      if (auto d = parse_date(iso)) return d;
  }
  return std::nullopt;
}

class Describer {
 public:
  Describer(const Page& page, const MainText& main, const PageContext& context, Document& document)
      : page_(page), facts_(page.facts), main_(main), context_(context), d_(document) {}

  std::vector<std::string> run() {
    url();
    d_.publisher = find_publisher(page_, main_);
    title();
    authors();
    dates();
    language();
    withdrawn();
    return lines();
  }

 private:
  std::string_view piece(std::uint32_t i) const { return page_.pieces[i].text; }

  void url() {
    for (const Stated& u : facts_.urls)
      if (u.value.starts_with("http")) { d_.url = u; return; }
    if (!context_.url.empty()) d_.url = {context_.url, "capture"};
  }

  void title() {
    std::vector<std::string> names;
    for (const Stated& p : facts_.publishers) names.push_back(p.value);
    if (!d_.publisher.empty()) names.push_back(d_.publisher.value);
    if (!main_.parts.empty() && main_.parts.front().kind == BlockKind::headline) {
      d_.title = {std::string(piece(main_.parts.front().piece)), "headline"};
      const std::string shown = fold(d_.title.value);
      for (const Stated& t : facts_.titles)  // say where else it is stated
        if (fold(t.value) == shown) { d_.title.origin = t.origin; break; }
      return;
    }
    for (const Stated& t : facts_.titles) {
      std::string v = clean_title(t.value, names, !t.origin.starts_with("json-ld"));
      if (v.empty() || (!d_.publisher.empty() && same_outlet(v, d_.publisher.value))) continue;
      d_.title = {std::move(v), t.origin};
      return;
    }
    std::string v = clean_title(facts_.html_title, names, true);
    if (v.empty() || (!d_.publisher.empty() && same_outlet(v, d_.publisher.value))) return;
    d_.title = {std::move(v), "<title>"};
  }

  void add_author(std::string name, const std::string& origin) {
    name = squeeze(name);
    const std::string plain = fold(name);
    for (const std::string_view no : {"getty", "shutterstock", "istock", "alamy", "no author", "unknown", "anonymous", "staff writer", "editorial"})
      if (plain.find(no) != std::string::npos) return;
    if (name.empty() || (!d_.publisher.empty() && same_outlet(name, d_.publisher.value))) return;
    for (const Stated& a : d_.authors)
      if (fold(a.value) == plain) return;
    d_.authors.push_back({std::move(name), origin});
  }

  void authors() {
    for (const auto& source : facts_.authors) {
      for (const Stated& a : source) {
        if (a.value.find("://") != std::string::npos || a.value.find('@') != std::string::npos) continue;
        const auto names = parse_byline(without_publisher(a.value));
        for (const std::string& name : names) add_author(name, a.origin);
        if (names.empty() && single_name(a.value)) add_author(a.value, a.origin);
      }
      if (!d_.authors.empty()) return;
    }
    // rel=author and bylines that stand near the article.
    const Tree& tree = page_.tree;
    for (std::uint32_t i = main_.root; i < tree[main_.root].end; ++i)
      if (tree[i].tag == Tag::a && tree.attribute(i, "rel") == "author" && !(page_.furniture[i] & (hint_comments | hint_related)))
        for (std::string& name : parse_byline("By " + tree.text(i, 200))) add_author(std::move(name), "rel=author");
    if (!d_.authors.empty()) return;
    for (const std::uint32_t i : main_.above) byline(i);
    if (!d_.authors.empty()) return;
    named_elements();
    if (!d_.authors.empty()) return;
    for (const std::uint32_t i : main_.above) bare_name(i);
    if (!d_.authors.empty()) return;
    for (const std::uint32_t i : main_.below) {
      byline(i);
      if (!d_.authors.empty()) return;
    }
  }

  /// Elements inside the article or above its text whose name says author, though they stand in a line with other things.
  void named_elements() {
    const Tree& tree = page_.tree;
    const std::uint32_t end = main_.parts.empty() ? 0 : page_.pieces[main_.parts.back().piece].first;
    for (std::uint32_t i = 0; i < end; ++i) {
      if (!(page_.hints[i] & hint_byline) || tree[i].end - i > 30) continue;
      if (page_.furniture[i] & (hint_comments | hint_related | hint_credit | hint_caption | hint_aside | hint_navigation)) continue;
      const std::string text = tree.text(i, 160);
      if (text.size() < 100 && !is_picture_credit(text)) byline_names(text);
      if (!d_.authors.empty()) return;
    }
  }

  /// "Edda Marlowick, 6 May 2031" between headline and text: a line that begins with a name and holds little else.
  void bare_name(std::uint32_t i) {
    const Piece& p = page_.pieces[i];
    if (main_.parts.empty() || i < main_.parts.front().piece || p.words > 9 || p.text.size() > 100 || p.shape == Shape::heading) return;
    if (page_.furniture_of(p) & ~(hint_byline | hint_date | hint_meta)) return;
    const auto names = parse_byline(p.text);
    if (names.size() != 1 || !fold(p.text).starts_with(fold(names.front())) || like_outlet(names.front())) return;
    add_author(names.front(), "byline");
  }

  /// Style sheets put the space between "By" and the name that the markup lacks.
  static std::string spaced(std::string_view line) {
    std::string s(line);
    if (s.size() > 3 && (s.starts_with("By") || s.starts_with("BY")) && s[2] >= 'A' && s[2] <= 'Z') s.insert(2, 1, ' ');
    return s;
  }

  void byline(std::uint32_t i) {
    const Piece& p = page_.pieces[i];
    const std::uint32_t f = page_.furniture_of(p);
    if (p.text.size() > 200 || (f & (hint_comments | hint_related | hint_credit | hint_caption))) return;
    if (!(f & hint_byline) && !is_byline(p.text)) return;
    if (is_picture_credit(p.text)) return;
    byline_names(p.text);
  }

  /// The names of a line that calls itself a byline, if it is hardly more than names.
  void byline_names(std::string_view line) {
    const std::string text = without_publisher(spaced(line));
    const auto names = parse_byline(text);
    std::size_t named = 0;
    for (const std::string& n : names) named += n.size();
    if (names.empty() || names.size() > 6) return;
    if (!is_byline(text) && named * 2 < text.size() && !fold(text).starts_with(fold(names.front()))) return;
    for (const std::string& name : names) add_author(name, "byline");
  }

  std::string without_publisher(std::string_view line) const {
    std::string s(line);
    const std::string& name = d_.publisher.value;
    if (const auto at = name.empty() ? std::string::npos : s.find(name); at != std::string::npos && at > 0) s.replace(at, name.size(), "|");
    return s;
  }

  /// A pen name of one word, where structured data gives it as the author.
  static bool single_name(std::string_view s) {
    s = trim(s);
    if (s.size() < 3 || s.size() > 20 || s[0] < 'A' || s[0] > 'Z' || s.find_first_of(" .,/@") != std::string_view::npos || like_outlet(s) || known_agency(s)) return false;
    const std::string plain = fold(s);
    return plain != "admin" && plain != "editor" && plain != "staff" && plain != "author" && plain != "guest" && plain != "null" && plain != "none" && plain != "newsdesk" && plain != "editors" && plain != "webmaster";
  }

  void dates() {
    for (const Stated& s : facts_.published)
      if (auto d = sane_date(s.value)) { d_.published = {std::move(*d), s.origin}; break; }
    local_time();
    for (const Stated& s : facts_.modified)
      if (auto d = sane_date(s.value)) { d_.modified = {std::move(*d), s.origin}; break; }
    if (!d_.published.empty()) return;
    if (time_elements() || visible_lines()) return;
    for (const std::string& u : {d_.url.value, context_.url})
      if (auto d = url_date(u)) { d_.published = {std::move(*d), "url"}; return; }
  }

  /// The same instant told in local time names the day that readers saw; it is as exact, so it is preferred to UTC.
  void local_time() {
    const std::string& utc = d_.published.value;
    if (!utc.ends_with("Z") && !utc.ends_with("+00:00")) return;
    const auto same = instant(utc);
    const Tree& tree = page_.tree;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      if (tree[i].tag != Tag::time) continue;
      const auto d = parse_date(tree.attribute(i, "datetime"));
      if (!d || d->ends_with("Z") || d->ends_with("+00:00") || d->size() < 20 || instant(*d) != same) continue;
      d_.published = {*d, "<time>"};
      return;
    }
  }

  /// <time> near the article: above the text first, then anywhere in the root.
  bool time_elements() {
    const Tree& tree = page_.tree;
    const std::uint32_t text = main_.parts.size() > 1 ? page_.pieces[main_.parts[1].piece].first : tree.size();
    std::optional<std::string> later;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
      if (tree[i].tag != Tag::time && !(page_.hints[i] & hint_date)) continue;
      if (page_.furniture[i] & (hint_comments | hint_related | hint_aside | hint_navigation | hint_footer)) continue;
      std::string_view value = tree.attribute(i, "datetime");
      if (value.empty()) value = tree.attribute(i, "content");
      if (value.empty() && tree[i].tag == Tag::time) value = tree.attribute(i, "title");
      auto d = value.empty() ? std::nullopt : sane_date(value);
      if (!d && tree[i].end - i < 40) d = find_date(tree.text(i, 200));
      if (!d) continue;
      if (i < text || tree.inside(i, main_.root)) {
        if (i < text) { d_.published = {std::move(*d), tree[i].tag == Tag::time ? "<time>" : "visible date"}; return true; }
        if (!later) later = std::move(d);
      }
    }
    if (!later) return false;
    d_.published = {std::move(*later), "<time>"};
    return true;
  }

  bool visible_lines() {
    for (const auto* list : {&main_.above, &main_.below})
      for (const std::uint32_t i : *list) {
        const Piece& p = page_.pieces[i];
        if (p.text.size() > 200 || (page_.furniture_of(p) & (hint_comments | hint_related | hint_caption | hint_credit)) || is_copyright(p.text)) continue;
        if (auto d = find_date(p.text)) { d_.published = {std::move(*d), "visible date"}; return true; }
      }
    return false;
  }

  void language() {
    std::string declared = to_lower(facts_.language.substr(0, facts_.language.find_first_of("-_, ")));
    if (declared.size() != 2 || declared[0] < 'a' || declared[0] > 'z' || declared[1] < 'a' || declared[1] > 'z') declared.clear();
    const std::string_view text = std::string_view(d_.text).substr(0, 20'000);
    bool reliable = false;
    std::string seen;
    if (text.size() > 60) {
      std::size_t size = text.size();
      while (size > 0 && size < d_.text.size() && (static_cast<unsigned char>(d_.text[size]) & 0xC0) == 0x80) --size;
      CLD2::Language top3[3];
      int percent[3], bytes = 0;
      const CLD2::Language best = CLD2::DetectLanguageSummary(text.data(), static_cast<int>(size), true, top3, percent, &bytes, &reliable);
      seen = CLD2::LanguageCode(best);
      if (const auto dash = seen.find('-'); dash != std::string::npos) seen.resize(dash);
      if (seen.size() != 2 || seen == "un") reliable = false;
      reliable = reliable && percent[0] >= 70;
    }
    // A template's lang="en" stands on many a page in another language; long text is better evidence.
    if (reliable && (declared.empty() || (seen != declared && text.size() > 400))) d_.language = seen;
    else d_.language = declared.empty() ? "und" : declared;
  }

  void withdrawn() {
    d_.withdrawn = facts_.withdrawn;
    for (const auto* list : {&main_.above, &main_.below})
      for (const std::uint32_t i : *list)
        if (!(page_.furniture_of(page_.pieces[i]) & (hint_comments | hint_related))) d_.withdrawn = d_.withdrawn || is_withdrawal(piece(i));
    for (const Block& b : d_.blocks) d_.withdrawn = d_.withdrawn || is_withdrawal(slice(d_, b.span));
    for (const Stated& t : facts_.titles) {
      const std::string s = fold(t.value);
      d_.withdrawn = d_.withdrawn || s.starts_with("withdrawn:") || s.starts_with("retracted:") || s.starts_with("[withdrawn]") || s.starts_with("[retracted]");
    }
  }

  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    std::unordered_set<std::string_view> seen;
    const auto add = [&](std::string_view line) {
      if (line.size() <= 300 && out.size() < 60 && seen.insert(line).second) out.emplace_back(line);
    };
    for (const std::string& c : facts_.credits) add(c);
    for (const auto& source : facts_.authors)
      for (const Stated& a : source)
        if (a.value.find("://") == std::string::npos) add(a.value);
    for (const auto* list : {&main_.above, &main_.below})
      for (const std::uint32_t i : *list)
        if (!(page_.furniture_of(page_.pieces[i]) & (hint_comments | hint_related | hint_navigation | hint_masthead | hint_credit | hint_caption))) add(piece(i));
    for (const Piece& p : page_.pieces)
      if (is_copyright(p.text) || is_signoff(p.text)) add(p.text);
    return out;
  }

  const Page& page_;
  const Facts& facts_;
  const MainText& main_;
  const PageContext& context_;
  Document& d_;
};

}  // namespace

std::vector<std::string> describe(const Page& page, const MainText& main, const PageContext& context, Document& document) {
  return Describer(page, main, context, document).run();
}

std::string clean_title(std::string_view title, const std::vector<std::string>& names, bool guess, std::string* site) {
  std::string t = squeeze(title);
  const auto known = [&](std::string_view part) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return same_outlet(part, n); });
  };
  for (const std::string_view separator : {" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", ": "}) {
    const auto last = t.rfind(separator);
    if (last == std::string::npos) continue;
    const std::string_view head = std::string_view(t).substr(0, last), tail = std::string_view(t).substr(last + separator.size());
    const auto first = t.find(separator);
    const std::string_view front = std::string_view(t).substr(0, first), rest = std::string_view(t).substr(first + separator.size());
    if (known(tail)) {
      if (site) *site = tail;
      return clean_title(head, names, false);
    }
    if (known(front)) {
      if (site) *site = front;
      return clean_title(rest, names, false);
    }
    if (!guess || separator == ": " || separator == " / ") continue;
    // Unknown, but short and behind a bar: a site's name.
    const auto words = [](std::string_view s) { return std::count(s.begin(), s.end(), ' ') + 1; };
    if (words(tail) <= 5 && words(head) >= 3 && words(head) > words(tail) && (separator != " - " || words(tail) <= 4) && tail.find_first_of("?!") == std::string_view::npos) {
      if (site) *site = tail;
      return std::string(head);
    }
  }
  return t;
}

}  // namespace stemma::ingest
