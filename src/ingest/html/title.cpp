#include "ingest/html/title.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "ingest/meta/names.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

constexpr std::string_view separators[] = {" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", ": "};

std::set<std::string> word_set(std::string_view s) {
  const std::string plain = fold(s);
  std::set<std::string> words;
  for (const ByteSpan w : word_spans(plain)) words.emplace(slice(std::string_view(plain), w));
  return words;
}

/// Share of the words of the shorter title that stand in the longer one.
double likeness(std::string_view a, std::string_view b) {
  const auto x = word_set(a), y = word_set(b);
  if (x.empty() || y.empty()) return 0;
  const auto shared = std::count_if(x.begin(), x.end(), [&](const std::string& w) { return y.contains(w); });
  return static_cast<double>(shared) / static_cast<double>(std::min(x.size(), y.size()));
}

class Titles {
 public:
  explicit Titles(const Subject& subject) : s_(subject), page_(subject.page), d_(subject.document) {
    std::vector<std::string> names;
    for (const Stated& p : page_.facts.publishers) names.push_back(p.value);
    if (!d_.publisher.empty() && d_.publisher.origin != "top of page") names.push_back(d_.publisher.value);
    const auto add = [&](std::string_view title, const std::string& origin, bool guess) {
      std::string v = clean_title(title, names, guess);
      if (v.empty() || (!d_.publisher.empty() && same_outlet(v, d_.publisher.value))) return;
      stated_.push_back({std::move(v), origin});
    };
    for (const Stated& t : page_.facts.titles) add(t.value, t.origin, !t.origin.starts_with("json-ld") && page_.facts.publishers.empty());
    add(page_.facts.html_title, "<title>", true);
  }

  void run() {
    if (!s_.main.parts.empty() && s_.main.parts.front().kind == BlockKind::headline) {
      d_.title = shown(s_.main.parts.front().piece);
      if (Stated other = named_heading(agreement(d_.title.value)); !other.empty()) d_.title = std::move(other);
    } else if (!stated_.empty()) {
      d_.title = stated_.front();
    } else {
      d_.title = first_heading();
    }
    if (d_.title.empty()) return;
    for (const Stated& t : stated_)
      if (!t.origin.starts_with("microdata") && likeness(t.value, d_.title.value) < 0.5) add_conflict(d_, "title", d_.title, t);
  }

 private:
  /// The visible headline, and where else it is stated.
  Stated shown(std::uint32_t piece) const {
    Stated title{without_label(piece), "headline"};
    const std::string plain = fold(title.value);
    for (const auto* list : {&page_.facts.titles, &stated_})
      for (const Stated& t : *list)
        if (fold(t.value) == plain) {
          title.origin = t.origin;
          return title;
        }
    return title;
  }

  /// "Politics | Dam bursts", "Jun 17 Dam bursts" -> "Dam bursts", if the label is an element of its own or cut off by a bar, and what is
  /// left is how the page states its title.
  std::string without_label(std::uint32_t piece) const {
    const Piece& p = page_.pieces[piece];
    const std::string plain = fold(p.text);
    for (const Stated& t : page_.facts.titles)
      if (!t.origin.starts_with("microdata") && fold(t.value) == plain) return p.text;
    for (const Stated& t : stated_) {
      const std::string bare = fold(t.value);
      if (bare.size() + 2 > plain.size() || word_count(bare) < 2 || bare.size() * 2 < plain.size()) continue;
      const bool behind = plain.ends_with(bare), before = plain.starts_with(bare);
      if (!behind && !before) continue;
      std::string label = behind ? plain.substr(0, plain.size() - bare.size()) : plain.substr(bare.size());
      const bool barred = label.find_first_of("|/") != std::string::npos;
      while (!label.empty() && std::string_view(" |/-:").find(label.back()) != std::string_view::npos) label.pop_back();
      if (barred || own_element(p.node, fold(label))) return t.value;
    }
    return without_glued_label(p);
  }

  /// "<span>Live</span>Dam bursts": style sheets part what the text does not.
  std::string without_glued_label(const Piece& p) const {
    const Tree& tree = page_.tree;
    for (std::uint32_t i = p.node + 1; i < tree[p.node].end && i < p.node + 10; ++i) {
      if (tree[i].tag == Tag::text) continue;
      const std::string label = tree.text(i, 60);
      if (label.empty() || label.size() >= p.text.size() || !p.text.starts_with(label) || p.text[label.size()] == ' ') continue;
      const std::string rest = p.text.substr(label.size()), plain = fold(rest);
      if (word_count(plain) < 3) continue;
      if (std::any_of(stated_.begin(), stated_.end(), [&](const Stated& t) { return fold(t.value).ends_with(plain); })) return rest;
    }
    return p.text;
  }

  /// Whether an element, or what stands before or behind a line break, is this label and nothing else.
  bool own_element(std::uint32_t node, const std::string& label) const {
    const Tree& tree = page_.tree;
    for (std::uint32_t i = node + 1; i < tree[node].end && i < node + 60; ++i)
      if (fold(tree[i].tag == Tag::text ? tree[i].text.substr(0, 200) : std::string_view(tree.text(i, 200))) == label) return true;
    return false;
  }

  /// The first statement that means this title; the number of statements if none does.
  std::size_t agreement(std::string_view title) const {
    const auto at = std::find_if(stated_.begin(), stated_.end(), [&](const Stated& t) { return likeness(t.value, title) >= 0.5; });
    return static_cast<std::size_t>(at - stated_.begin());
  }

  /// A heading that says what one of the first `better` statements says, or, if nothing agrees with the headline, a part of <title>.
  Stated named_heading(std::size_t better) const {
    if (stated_.empty()) return {};
    std::vector<Stated> wanted(stated_.begin(), stated_.begin() + static_cast<std::ptrdiff_t>(better));
    if (better < stated_.size()) return heading_of(wanted);
    std::string rest = squeeze(page_.facts.html_title);
    for (const std::string_view separator : separators)
      for (std::size_t at; separator != ": " && separator != " / " &&
          (at = rest.find(separator)) != std::string::npos;) rest.replace(at, separator.size(), "\n");
    for (std::size_t from = 0; from < rest.size();) {
      const std::size_t end = std::min(rest.find('\n', from), rest.size());
      wanted.push_back({squeeze(rest.substr(from, end - from)), "<title>"});
      from = end + 1;
    }
    if (Stated heading = heading_of(wanted); !heading.empty()) return heading;
    return heading_of(wanted, true);
  }

  /// The heading, or any line, that says one of these, the first of them if several do.
  Stated heading_of(const std::vector<Stated>& wanted, bool any_line = false) const {
    std::map<std::string, std::size_t> rank;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      if (std::string plain = fold(wanted[i].value); word_count(plain) >= 3) rank.emplace(std::move(plain), i);
    Stated best;
    std::size_t best_rank = wanted.size();
    for (const Piece& p : page_.pieces) {
      const bool heading = p.shape == Shape::heading || (page_.hints[p.node] & hint_headline);
      if ((!heading && !any_line) || p.text.size() > 500 ||
          (page_.furniture_of(p) & (hint_comments | hint_related))) continue;
      const auto at = rank.find(fold(p.text));
      if (at == rank.end() || at->second >= best_rank) continue;
      best_rank = at->second;
      best = {p.text, wanted[best_rank].origin};
    }
    return best;
  }

  /// Of a page that states no title: the first of its headings of the highest rank.
  Stated first_heading() const {
    const Piece* best = nullptr;
    for (const Piece& p : page_.pieces)
      if (p.shape == Shape::heading && word_count(p.text) >= 2 && p.text.size() < 200 && !page_.furniture_of(p) &&
          !heads_links(p.text) && (!best || p.heading < best->heading)) best = &p;
    return best ? Stated{best->text, "heading", true} : Stated();
  }

  const Subject& s_;
  const Page& page_;
  Document& d_;
  std::vector<Stated> stated_;  // without the name of the site, in order
};

}  // namespace

void find_title(const Subject& subject) { Titles(subject).run(); }

std::string clean_title(std::string_view title, const std::vector<std::string>& names, bool guess, std::string* site) {
  std::string t = squeeze(title);
  for (const std::string_view end : {" -", " |", " –", " —", " »", " ·"})  // a template without its headline
    if (t.ends_with(end)) {
      t.resize(t.size() - end.size());
      if (site) *site = t;
      return {};
    }
  const auto known = [&](std::string_view part) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& n) { return same_outlet(part, n); });
  };
  std::string_view site_separator;  // behind which the site's name stood
  const auto cut = [&](std::string_view separator) -> std::optional<std::string> {
    const auto last = t.rfind(separator), first = t.find(separator);
    if (last == std::string::npos) return std::nullopt;
    const std::string_view whole = t, head = whole.substr(0, last), tail = whole.substr(last + separator.size());
    const std::string_view front = whole.substr(0, first), rest = whole.substr(first + separator.size());
    if (known(tail)) {
      if (site) *site = tail;
      site_separator = separator;
      return std::string(head);
    }
    if (known(front)) {
      if (site) *site = front;
      guess = false;
      return std::string(rest);
    }
    if (!guess || separator == ": " || separator == " / ") return std::nullopt;
    // "Dam bursts | World | The Lantern": the section, once the site is off.
    const std::size_t section = separator == " | " ? 2 : 1;
    if (separator == site_separator && word_count(tail) <= section && word_count(head) >= 3) return std::string(head);
    if (!site_separator.empty()) return std::nullopt;
    // Unknown, but short and behind a bar: a site's name.
    const std::size_t longest = separator == " - " ? 4 : 5;
    if (word_count(tail) > longest || word_count(head) < 3 || word_count(head) <= word_count(tail)) return std::nullopt;
    if (tail.find_first_of("?!") != std::string_view::npos) return std::nullopt;
    if (site) *site = tail;
    site_separator = separator;
    return std::string(head);
  };
  bool again = true;
  for (int round = 0; round < 4 && again; ++round) {  // "Dam bursts | World | The Lantern | Lantern"
    again = false;
    for (const std::string_view separator : separators)
      if (auto shorter = cut(separator)) {
        again = true;
        t = std::move(*shorter);
        break;
      }
  }
  return t;
}

}  // namespace stemma::ingest
