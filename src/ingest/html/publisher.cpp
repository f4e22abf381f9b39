#include "ingest/html/publisher.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/html/title.h"
#include "ingest/meta/names.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

bool fit_for_name(std::string_view s) {
  if (s.size() < 2 || s.size() > 80 || s.find("://") != std::string_view::npos || s.starts_with('@')) return false;
  return std::count(s.begin(), s.end(), ' ') < 9;
}

/// "The Tidewater Lantern Trust" out of "© 2031 The Tidewater Lantern Trust. All rights reserved."
std::string copyright_name(std::string_view line) {
  std::string s = squeeze(line);
  auto at = s.find("©");
  at = at == std::string::npos ? 0 : at + 2;
  std::string_view rest = std::string_view(s).substr(at);
  for (bool more = true; more;) {
    more = false;
    rest = trim(rest);
    for (const std::string_view word : {"Copyright", "copyright", "©", "(c)", "(C)", "by ", "-", "–", ","})
      if (rest.starts_with(word)) { rest.remove_prefix(word.size()); more = true; }
    while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') { rest.remove_prefix(1); more = true; }
  }
  std::size_t end = rest.size();
  for (const std::string_view stop : {". ", " | ", " · ", ", ", " - ", " – ", " All ", " all "})
    end = std::min(end, rest.find(stop));
  rest = trim(rest.substr(0, end));
  while (!rest.empty() && (rest.back() == '.' || (rest.back() >= '0' && rest.back() <= '9') || rest.back() == ' ')) rest.remove_suffix(1);
  for (const std::string_view form : {" Trust", " Cooperative", " Inc", " Ltd", " LLC", " Limited", " Group", " Media Group"})
    if (rest.ends_with(form)) rest.remove_suffix(form.size());
  return std::string(trim(rest));
}

/// Names in the page's own furniture: brand, home link, logo; then what copyright lines name.
class Publishers {
 public:
  Publishers(const Page& page, const MainText& main, std::string_view url)
      : page_(page), tree_(page.tree), host_(outlet_letters(host_of(url))) {
    const bool headed = !main.parts.empty();
    article_ = headed ? page.pieces[main.parts.front().piece].first : tree_.size();
    if (headed && main.parts.front().kind == BlockKind::headline) headline_ = fold(page.pieces[main.parts.front().piece].text);
    parts_ = &main.parts;
    mastheads();
    for (const Piece& p : page.pieces)
      if (shown_.size() < 40 && is_copyright(p.text))
        if (std::string name = copyright_name(p.text); fit_for_name(name)) shown_.push_back({std::move(name), "copyright"});
  }

  Stated run() {
    Stated best = stated();
    if (best.empty() || (!best.origin.starts_with("json-ld") && !belongs(best.value)))  // "World" as the site's name
      if (Stated titled = from_title(); best.empty() || (!titled.empty() && belongs(titled.value))) best = std::move(titled);
    if (best.empty()) best = at_home();
    if (best.empty() && !shown_.empty()) best = shown_.front();
    if (best.empty()) best = from_top_lines();
    return best.empty() ? best : fullest(std::move(best));
  }

 private:
  /// The first name stated, unless it has nothing to do with the page's host and another one has: templates put a slogan, an agency or the
  /// owner there. An agency that is not at home here does not publish what another name stands on.
  Stated stated() const {
    const Stated *first = nullptr, *at_home = nullptr, *no_agency = nullptr;
    for (const Stated& p : page_.facts.publishers) {
      if (!fit_for_name(p.value)) continue;
      if (!first) first = &p;
      if (!p.origin.starts_with("json-ld") && p.origin != "og:site_name") continue;  // apps and owners have names of their own
      if (!at_home && belongs(p.value)) at_home = &p;
      if (!no_agency && !known_agency(p.value)) no_agency = &p;
    }
    if (!first) return {};
    if (belongs(first->value)) return *first;
    if (at_home) return *at_home;
    return known_agency(first->value) && no_agency ? *no_agency : *first;
  }

  /// The name in masthead or imprint that the page's host carries.
  Stated at_home() const {
    for (const Stated& s : shown_)
      if (belongs(s.value)) return s;
    return {};
  }

  bool belongs(std::string_view name) const {
    const std::string letters = outlet_letters(name);
    if (letters.size() < 3 || host_.size() < 3) return false;
    return host_.find(letters) != std::string::npos || letters.find(host_) != std::string::npos || acronym_of(upper(host_), name);
  }
  static std::string upper(std::string_view s) {
    std::string out(s);
    for (char& c : out)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return out;
  }
  /// "https://www.news.lantern.example/x" -> "news.lantern".
  static std::string host_of(std::string_view url) {
    const auto scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    std::string host = ascii_lower(url.substr(0, url.find_first_of("/:?#")));
    for (const std::string_view prefix : {"www.", "m.", "amp."})
      if (host.starts_with(prefix)) host.erase(0, prefix.size());
    return host;
  }

  void mastheads() {
    for (std::uint32_t i = 0; i < tree_.size() && i < article_; ++i) {
      const Node& n = tree_[i];
      const auto href = tree_.attribute(i, "href");
      const bool home = n.tag == Tag::a && (href == "/" || href.ends_with(".com/") || tree_.attribute(i, "rel") == "home");
      if (!home && !(page_.hints[i] & hint_masthead)) continue;
      std::string name = tree_.text(i, 120);
      for (std::uint32_t k = i; name.empty() && k < n.end; ++k)
        if (tree_[k].tag == Tag::img) name = squeeze(tree_.attribute(k, "alt"));
      const std::string plain = fold(name);
      if (fit_for_name(name) && plain != "home" && plain != "logo" && plain != "homepage" && plain != headline_)
        shown_.push_back({std::move(name), "masthead"});
      if (shown_.size() > 20) return;
    }
  }

  /// What <title> says beside the headline: "Dam bursts | The Lantern", "The Lantern: Dam bursts".
  Stated from_title() const {
    const std::string title = squeeze(page_.facts.html_title), plain = fold(title);
    if (!headline_.empty() && plain.size() > headline_.size() + 3 && fold(title).find(headline_) != std::string::npos) {
      for (const std::string_view separator : {" | ", " – ", " — ", " - ", " :: ", " » ", " · ", ": "}) {
        const auto first = title.find(separator), last = title.rfind(separator);
        if (last == std::string::npos) continue;
        if (fold(title.substr(0, last)) == headline_) return named(title.substr(last + separator.size()));
        if (fold(title.substr(first + separator.size())) == headline_) return named(title.substr(0, first));
      }
    }
    std::vector<std::string> names;
    for (const Stated& s : shown_) names.push_back(s.value);
    std::string site;
    clean_title(title, names, true, &site);
    if (fit_for_name(site)) return named(site);
    // A title that is not the headline, nor shares a word with it, names the site alone.
    const auto words = std::count(title.begin(), title.end(), ' ') + 1;
    if (!headline_.empty() && words <= 5 && headline_.find(plain) == std::string::npos && like_outlet(title)) return named(title);
    return {};
  }
  static Stated named(std::string_view name) { return fit_for_name(name) ? Stated{std::string(name), "<title>"} : Stated{}; }

  /// The first short lines of a page that names its publisher nowhere else.
  Stated from_top_lines() const {
    std::vector<std::string> lines;
    for (std::uint32_t i = 0; i < article_ && lines.size() < 8; ++i) {
      const Node& n = tree_[i];
      if (n.tag != Tag::p && n.tag != Tag::div && n.tag != Tag::b && n.tag != Tag::strong && n.tag != Tag::center &&
          !is_heading(n.tag)) continue;
      if (page_.furniture[i] & (hint_promotion | hint_navigation | hint_share)) continue;
      const bool emphasised_first = i + 1 < n.end && (tree_[i + 1].tag == Tag::b || tree_[i + 1].tag == Tag::strong);
      if (emphasised_first) continue;  // the emphasised part is the name, and has its own turn
      std::string line = n.end - i < 12 ? tree_.text(i, 100) : std::string();
      while (!line.empty() && (line.back() == '.' || line.back() == ' ' || (line.back() >= '0' && line.back() <= '9'))) line.pop_back();
      const auto words = std::count(line.begin(), line.end(), ' ') + 1;
      if (fit_for_name(line) && words <= 6 && line.find_first_of("0123456789|>:?!") == std::string::npos && fold(line) != headline_ &&
          !is_boilerplate(line)) lines.push_back(std::move(line));
    }
    if (lines.empty()) return {};
    const std::string title = squeeze(page_.facts.html_title);
    const std::string start = title.substr(0, title.find_first_of(" /-:|"));
    for (const std::string& line : lines)
      if (start.size() > 1 && initials(line) == start) return {line, "top of page"};
    std::string text;
    for (const TextPart& t : *parts_) text += page_.pieces[t.piece].text + "\n";
    const std::string lower = ascii_lower(text);
    for (const std::string& line : lines) {  // a banner in capitals is written out where the text names the outlet
      const auto at = lower.find(ascii_lower(line));
      if (at != std::string::npos) return {text.substr(at, line.size()), "top of page"};
    }
    return {lines.front(), "top of page"};
  }

  /// "Committee on Places of Custody" -> "CPC": the capitals that begin words.
  static std::string initials(std::string_view name) {
    std::string s;
    for (std::size_t i = 0; i < name.size(); ++i)
      if (name[i] >= 'A' && name[i] <= 'Z' && (i == 0 || name[i - 1] == ' ')) s += name[i];
    return s;
  }
  /// The fullest form of the same name: with "The" where the page itself writes it so.
  Stated fullest(Stated best) const {
    const std::string full = "the " + fold(best.value);
    const auto fits = [&](std::string_view s) { return s.size() == best.value.size() + 4 && s.starts_with("The ") && fold(s) == full; };
    for (const auto* list : {&page_.facts.publishers, &shown_})
      for (const Stated& s : *list)
        if (fits(s.value)) return s;
    for (std::uint32_t i = 0; i < tree_.size(); ++i)
      if (tree_[i].tag == Tag::text && tree_[i].text.size() < 100 && fits(trim(tree_[i].text)))
          return {std::string(trim(tree_[i].text)), best.origin};
    return best;
  }

  const Page& page_;
  const Tree& tree_;
  std::string host_;
  std::uint32_t article_ = 0;
  const std::vector<TextPart>* parts_ = nullptr;
  std::string headline_;
  std::vector<Stated> shown_;
};

}  // namespace

Stated find_publisher(const Page& page, const MainText& main, std::string_view url) { return Publishers(page, main, url).run(); }

}  // namespace stemma::ingest
