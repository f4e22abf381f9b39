#include "link/captures.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/time.h"
#include "base/utf8.h"
#include "link/lists.h"
#include "link/partition.h"
#include "link/shingles.h"

namespace stemma::link {
namespace {

constexpr std::size_t looked_at = 4;  // captures before one: a page that was another thing for a day comes back

/// Parameters by which a page knows where its reader comes from.
bool is_campaign(std::string_view parameter) {
  static constexpr std::array<std::string_view, 6> names = {"fbclid=", "gclid=", "mc_cid=", "mc_eid=", "ref=", "utm_"};
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return parameter.starts_with(n); });
}

/// Which of several articles of one saved page: the anchor behind the address of its part.
std::string_view anchor(const Document& d) {
  const auto at = d.part.rfind('#');
  return at == std::string::npos ? std::string_view() : std::string_view(d.part).substr(at + 1, d.part.find(" (", at) - at - 1);
}

class Finder {
 public:
  explicit Finder(const Pile& pile) : pile_(pile), grams_(pile.size()), cut_(pile.size(), false), same_(pile.size()) {}

  Captures run() {
    std::map<std::pair<std::string, std::string_view>, std::vector<std::uint32_t>> by_address;
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<std::uint32_t>> by_title;
    for (std::uint32_t d = 0; d < pile_.size(); ++d) {
      const Document& doc = pile_.document(d);
      if (std::string key = address_key(doc.url.value); !key.empty()) by_address[{std::move(key), anchor(doc)}].push_back(d);
      if (!pile_.outlet[d].empty() && !doc.title.empty()) by_title[{pile_.outlet[d], fold(doc.title.value), doc.published.value}].push_back(d);
    }
    for (auto& [key, documents] : by_address) join(documents, [&](std::uint32_t a, std::uint32_t b) { return one_address(a, b); });
    for (auto& [key, documents] : by_title) join(documents, [&](std::uint32_t a, std::uint32_t b) { return one_title(a, b); });
    return collect();
  }

 private:
  template <class Same>
  void join(std::vector<std::uint32_t>& documents, Same same) {
    if (documents.size() < 2) return;
    in_order(documents);
    for (std::size_t i = 1; i < documents.size(); ++i)
      for (std::size_t k = i; k-- > i - std::min(i, looked_at);)
        if (same_.head(documents[k]) != same_.head(documents[i]) && same(documents[k], documents[i])) {
          same_.join(documents[k], documents[i]);
          break;
        }
  }

  void in_order(std::vector<std::uint32_t>& documents) const {
    std::sort(documents.begin(), documents.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(time(a), a) < std::pair(time(b), b); });
  }
  std::pair<bool, std::int64_t> time(std::uint32_t d) const {
    const auto at = instant(edition_date(pile_.document(d)));
    return {!at, at.value_or(0)};
  }

  /// Distinct 5-grams that are no house text.
  const std::vector<std::uint64_t>& own_grams(std::uint32_t d) {
    if (!cut_[d]) {
      grams_[d] = link::grams(pile_.texts[d]);
      make_set(grams_[d]);
      std::erase(grams_[d], 0u);
      cut_[d] = true;
    }
    return grams_[d];
  }
  bool equal(std::uint32_t a, std::uint32_t b) const { return pile_.texts[a].words == pile_.texts[b].words; }
  /// Of 1000: how much of the shorter one stands in the other.
  std::size_t shared(std::uint32_t a, std::uint32_t b) {
    if (equal(a, b)) return 1000;
    const auto &x = own_grams(a), &y = own_grams(b);
    const auto shorter = std::min(x.size(), y.size());
    if (shorter == 0) return 0;
    std::size_t both = 0;
    for (auto i = x.begin(), k = y.begin(); i != x.end() && k != y.end();) {
      both += *i == *k;
      if (*i < *k) ++i;
      else if (*k < *i) ++k;
      else ++i, ++k;
    }
    return both * 1000 / shorter;
  }

  /// Two articles of one saved file are two articles, unless the file is an archive of captures.
  bool one_file(std::uint32_t a, std::uint32_t b) const {
    const Document &x = pile_.document(a), &y = pile_.document(b);
    return x.sha256 == y.sha256 && edition_date(x) == edition_date(y);
  }
  /// A copy elsewhere may give the address of what it was taken from as its own.
  bool one_address(std::uint32_t a, std::uint32_t b) {
    const bool one_outlet = pile_.outlet[a] == pile_.outlet[b] || pile_.outlet[a].empty() || pile_.outlet[b].empty();
    return one_outlet && !one_file(a, b) && shared(a, b) >= 100;
  }
  bool one_title(std::uint32_t a, std::uint32_t b) {
    const Document &x = pile_.document(a), &y = pile_.document(b);
    if (one_file(a, b) || (!x.url.empty() && !y.url.empty())) return false;
    const bool dated = edition_of(x) || edition_of(y);
    return equal(a, b) || (dated && shared(a, b) >= 600);
  }

  Captures collect() {
    Captures out;
    out.page.assign(pile_.size(), -1);
    out.place.assign(pile_.size(), 0);
    std::map<std::uint32_t, std::vector<std::uint32_t>> sets;
    for (std::uint32_t d = 0; d < pile_.size(); ++d) sets[same_.head(d)].push_back(d);
    for (auto& [head, documents] : sets) {
      if (documents.size() < 2) continue;
      in_order(documents);
      for (std::uint32_t i = 0; i < documents.size(); ++i) {
        out.page[documents[i]] = static_cast<std::int32_t>(out.pages.size());
        out.place[documents[i]] = i;
      }
      out.pages.push_back(std::move(documents));
    }
    return out;
  }

  const Pile& pile_;
  std::vector<std::vector<std::uint64_t>> grams_;  // made when first asked for
  std::vector<bool> cut_;
  Partition same_;
};

}  // namespace

Captures find_captures(const Pile& pile) { return Finder(pile).run(); }

const std::string& edition_date(const Document& d) {
  for (const Stated* s : {&d.captured, &d.modified, &d.published})
    if (instant(s->value)) return s->value;
  static const std::string none;
  return none;
}

bool dates_tell(const Pile& pile, std::uint32_t a, std::uint32_t b) {
  const auto x = instant(edition_date(pile.document(a))), y = instant(edition_date(pile.document(b)));
  return x && y && *x != *y;
}

std::string address_key(std::string_view url) {
  if (const auto at = url.find("://"); at != std::string_view::npos) url.remove_prefix(at + 3);
  url = url.substr(0, url.find('#'));
  const auto query_at = std::min(url.find('?'), url.size());
  std::string_view path = url.substr(0, query_at), query = url.substr(query_at);
  const auto host_end = std::min(path.find('/'), path.size());
  std::string out = fold(path.substr(0, host_end));
  if (out.starts_with("www.")) out.erase(0, 4);
  while (!path.empty() && path.back() == '/' && path.size() > host_end) path.remove_suffix(1);
  out += path.substr(std::min(host_end, path.size()));
  char mark = '?';
  while (!query.empty()) {
    query.remove_prefix(1);
    const auto end = std::min(query.find('&'), query.size());
    if (const auto one = query.substr(0, end); !one.empty() && !is_campaign(one)) out += mark, out += one, mark = '&';
    query.remove_prefix(end);
  }
  return out;
}

}  // namespace stemma::link
