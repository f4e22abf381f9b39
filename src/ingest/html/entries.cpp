#include "ingest/html/entries.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t fewest = 3;
constexpr std::size_t prefix = 40;  // bytes of folded text by which an entry is known

/// The time of day that a line begins or ends with ("10:42 Key event", "10.42am", "Posted at 10:42"), as "10:42".
std::optional<std::string> clock(std::string_view line) {
  const auto digit = [&](std::size_t i) { return i < line.size() && line[i] >= '0' && line[i] <= '9'; };
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!digit(i) || (i > 0 && (digit(i - 1) || line[i - 1] == '.' || line[i - 1] == ':' || line[i - 1] == '-'))) continue;
    std::size_t at = i;
    int hour = 0, minute = 0;
    while (digit(at) && at < i + 3) hour = 10 * hour + (line[at++] - '0');
    const bool parted = at < line.size() && (line[at] == ':' || line[at] == '.' || line[at] == 'h');
    if (parted && digit(at + 1) && digit(at + 2) && !digit(at + 3)) {
      minute = 10 * (line[at + 1] - '0') + (line[at + 2] - '0');
      at += 3;
    } else {
      at = std::string_view::npos;
    }
    const std::size_t behind = at == std::string_view::npos ? i + (digit(i + 1) ? 2 : 1) : at;
    std::string_view rest = line.substr(std::min(behind, line.size()));
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    const auto half = [&](char c) {  // "am", "PM", "a.m."
      return rest.size() >= 2 && (rest[0] == c || rest[0] == c - 32) && (rest[1] == 'm' || rest[1] == 'M' || rest[1] == '.');
    };
    const bool am = half('a'), pm = half('p');
    if (at == std::string_view::npos && !am && !pm) continue;
    if (hour > 23 || minute > 59 || ((am || pm) && (hour == 0 || hour > 12))) continue;
    if (am || pm) hour = hour % 12 + (pm ? 12 : 0);
    std::string out = "00:00";
    out[0] = static_cast<char>('0' + hour / 10);
    out[1] = static_cast<char>('0' + hour % 10);
    out[3] = static_cast<char>('0' + minute / 10);
    out[4] = static_cast<char>('0' + minute % 10);
    return out;
  }
  return std::nullopt;
}

struct Mark {
  std::uint32_t node = 0;  ///< the element that gives the time
  std::string time;        ///< ISO with a time of day, or "10:42"
};

class Finder {
 public:
  Finder(const Page& page, MainText& main) : page_(page), tree_(page.tree), main_(main) {
    const auto& parts = main_.parts;
    while (first_ < parts.size() && (parts[first_].kind == BlockKind::headline || parts[first_].kind == BlockKind::standfirst)) ++first_;
    prose_before_.resize(parts.size() + 1);
    for (std::size_t k = 0; k < parts.size(); ++k) prose_before_[k + 1] = prose_before_[k] + (is_prose(piece(k)) || piece(k).words >= 9);
  }

  std::vector<EntryParts> run() {
    if (first_ == main_.parts.size()) return {};
    find_marks();
    std::vector<EntryParts> out = between_marks();
    if (out.size() < fewest || !convincing(out)) return stated();
    drop_labels(out);
    confirm(out);
    return out;
  }

 private:
  const Piece& piece(std::size_t part) const { return page_.pieces[main_.parts[part].piece]; }

  /// The first part that begins at a node or behind it.
  std::size_t part_at(std::uint32_t node) const {
    const auto begin = main_.parts.begin() + static_cast<std::ptrdiff_t>(first_);
    return static_cast<std::size_t>(std::lower_bound(begin, main_.parts.end(), node, [&](const TextPart& t, std::uint32_t n) {
                                      return page_.pieces[t.piece].first < n;
                                    }) - main_.parts.begin());
  }

  void find_marks() {
    constexpr std::uint32_t elsewhere = hint_comments | hint_related | hint_promotion | hint_navigation | hint_aside | hint_hidden |
                                        hint_footer;
    const std::uint32_t end = tree_[main_.root].end;
    auto next = page_.pieces.begin();
    for (std::uint32_t i = main_.root; i < end; ++i) {
      if (page_.furniture[i] & elsewhere) continue;
      if (tree_[i].tag == Tag::time || (page_.hints[i] & hint_date)) {
        std::string time(tree_.attribute(i, "datetime"));
        auto iso = parse_date(time);
        if (!iso || iso->find('T') == std::string::npos) iso = tree_[i].end - i < 20 ? clock(tree_.text(i, 60)) : std::nullopt;
        if (!iso) continue;
        marks_.push_back({i, *iso});
        i = tree_[i].end - 1;
      } else if (tree_[i].tag == Tag::text) {
        while (next != page_.pieces.end() && next->first < i) ++next;
        if (next == page_.pieces.end() || next->first != i || next->words > 8 || next->text.size() > 80 || is_prose(*next)) continue;
        const char c = next->text.front();
        if (c >= '0' && c <= '9')
          if (auto time = clock(next->text); time && next->text.find_first_of(":.hap") <= 3) marks_.push_back({i, *time});
      }
    }
  }

  /// The largest element around a mark that holds no other.
  std::uint32_t container(std::size_t k) const {
    std::uint32_t n = marks_[k].node;
    const std::uint32_t before = k > 0 ? marks_[k - 1].node : 0, after = k + 1 < marks_.size() ? marks_[k + 1].node : ~0u;
    while (n != main_.root) {
      const std::uint32_t up = tree_[n].parent;
      if (up <= main_.root || (k > 0 && before >= up) || after < tree_[up].end) break;
      n = up;
    }
    return n;
  }

  std::vector<EntryParts> between_marks() {
    // Of marks with no text between them, the first counts: "published" before "updated".
    std::vector<Mark> apart;
    for (Mark& m : marks_)
      if (apart.empty() || prose_between(apart.back().node, m.node)) apart.push_back(std::move(m));
    marks_ = std::move(apart);
    std::vector<EntryParts> out;
    std::vector<std::uint32_t> begins;
    for (std::size_t k = 0; k < marks_.size(); ++k) begins.push_back(container(k));
    for (std::size_t k = 0; k < marks_.size(); ++k) {
      const std::uint32_t stop = k + 1 < marks_.size() ? begins[k + 1] : tree_[main_.root].end;
      const std::uint32_t inside = tree_[begins[k]].end;
      const std::uint32_t end = prose_between(begins[k], inside) ? std::min(inside, stop) : stop;
      EntryParts e;
      e.begin = part_at(begins[k]);
      e.end = part_at(end);
      if (e.begin == e.end || !prose_between(begins[k], end)) continue;
      e.published = {marks_[k].time, marks_[k].time.size() > 5 ? "<time>" : "time of entry"};
      label(e, begins[k], end);
      teasers_ += has_linked_title(begins[k], end);
      out.push_back(std::move(e));
    }
    return out;
  }

  /// An entry of a list of stories: its title leads to the story.
  bool has_linked_title(std::uint32_t begin, std::uint32_t end) const {
    for (auto p = page_.first_piece(begin); p != page_.pieces.end() && p->first < end && !is_prose(*p); ++p)
      if (p->words >= 3 && is_linked(*p)) return true;
    return false;
  }

  bool prose_between(std::uint32_t begin, std::uint32_t end) const { return prose_before_[part_at(begin)] < prose_before_[part_at(end)]; }

  bool is_label(std::size_t part) const {
    const Piece& p = piece(part);
    if (p.words > 8 || is_prose(p) || p.shape == Shape::heading) return false;
    if (p.text.front() >= '0' && p.text.front() <= '9' && clock(p.text)) return true;
    return is_byline(p.text);
  }

  void label(EntryParts& e, std::uint32_t begin, std::uint32_t end) const {
    for (std::size_t k = e.begin; k < e.end && k < e.begin + 3; ++k)
      if (main_.parts[k].kind == BlockKind::subheading && !is_label(k)) {
        e.title = {piece(k).text, "heading"};
        break;
      }
    for (std::uint32_t i = begin; i < end && e.authors.empty(); ++i) {
      if (!(page_.hints[i] & hint_byline) || tree_[i].end - i > 30 ||
          (page_.furniture[i] & (hint_comments | hint_related | hint_credit))) continue;
      const std::string line = tree_.text(i, 160);
      for (std::string& name : parse_byline(is_byline(line) ? line : "By " + line))
        e.authors.push_back({{std::move(name), "byline"}, false});
    }
  }

  /// Does a page look like a live blog?
  bool convincing(const std::vector<EntryParts>& entries) const {
    std::size_t inside = 0, all = 0, up = 0, down = 0;
    for (std::size_t k = first_; k < main_.parts.size(); ++k) all += piece(k).text.size();
    for (std::size_t k = 0; k < entries.size(); ++k) {
      for (std::size_t p = entries[k].begin; p < entries[k].end; ++p) inside += piece(p).text.size();
      if (k == 0) continue;
      const std::string &a = entries[k - 1].published.value, &b = entries[k].published.value;
      if (a.size() == 5 || b.size() == 5) {
        const std::string x = a.size() == 5 ? a : a.substr(11, 5), y = b.size() == 5 ? b : b.substr(11, 5);
        up += x <= y;
        down += x >= y;
      } else {
        up += a <= b;
        down += a >= b;
      }
    }
    if (page_.facts.live) return 2 * inside >= all;
    return 2 * teasers_ <= entries.size() && 5 * inside >= 3 * all && 5 * std::max(up, down) >= 4 * (entries.size() - 1) &&
           std::none_of(entries.begin(), entries.end(), [&](const EntryParts& e) { return main_.parts[e.begin].kind == BlockKind::quote; });
  }

  /// The lines of times and names are said by Entry; they are no text.
  void drop_labels(std::vector<EntryParts>& entries) {
    std::vector<TextPart> kept(main_.parts.begin(), main_.parts.begin() + static_cast<std::ptrdiff_t>(entries.front().begin));
    std::vector<EntryParts> out;
    std::size_t at = entries.front().begin;
    for (EntryParts& e : entries) {
      for (; at < e.begin; ++at) kept.push_back(main_.parts[at]);
      const std::size_t begin = kept.size();
      bool text = false;
      for (; at < e.end; ++at) {
        if (!text && is_label(at)) continue;
        text = text || is_prose(piece(at));
        kept.push_back(main_.parts[at]);
      }
      e.begin = begin;
      e.end = kept.size();
      if (e.begin < e.end) out.push_back(std::move(e));
    }
    for (; at < main_.parts.size(); ++at) kept.push_back(main_.parts[at]);
    main_.parts = std::move(kept);
    entries = std::move(out);
  }

  /// Structured data tell the day and zone that the page leaves out, and the names.
  void confirm(std::vector<EntryParts>& entries) const {
    std::unordered_map<std::string, const Update*> updates;
    for (const Update& u : page_.facts.updates)
      for (const std::string* words : {&u.title, &u.body})
        if (words->size() >= 8) updates.emplace(fold(*words).substr(0, prefix), &u);
    if (updates.empty()) return;
    for (EntryParts& e : entries)
      for (std::size_t k = e.begin; k < e.end && k < e.begin + 3; ++k) {
        const auto at = updates.find(fold(piece(k).text).substr(0, prefix));
        if (at == updates.end()) continue;
        const Update& u = *at->second;
        if (auto date = parse_date(u.published)) e.published = {std::move(*date), "json-ld"};
        if (e.title.empty() && !u.title.empty()) e.title = {u.title, "json-ld"};
        if (e.authors.empty())
          for (const Signature& a : u.authors) e.authors.push_back(a);
        break;
      }
  }

  /// Entries that structured data give, found by their headline or first words.
  std::vector<EntryParts> stated() const {
    std::unordered_map<std::string, std::size_t> parts;
    for (std::size_t k = first_; k < main_.parts.size(); ++k) parts.emplace(fold(piece(k).text).substr(0, prefix), k);
    std::vector<EntryParts> out;
    for (const Update& u : page_.facts.updates) {
      const auto date = parse_date(u.published);
      for (const std::string& words : {u.title, u.body}) {
        const auto at = words.size() < 8 ? parts.end() : parts.find(fold(words).substr(0, prefix));
        if (at == parts.end()) continue;
        EntryParts e;
        e.begin = at->second;
        if (!u.title.empty()) e.title = {u.title, "json-ld"};
        if (date) e.published = {*date, "json-ld"};
        for (const Signature& a : u.authors) e.authors.push_back(a);
        out.push_back(std::move(e));
        break;
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const EntryParts& a, const EntryParts& b) { return a.begin < b.begin; });
    out.erase(std::unique(out.begin(), out.end(), [](const EntryParts& a, const EntryParts& b) { return a.begin == b.begin; }), out.end());
    for (std::size_t k = 0; k < out.size(); ++k) out[k].end = k + 1 < out.size() ? out[k + 1].begin : main_.parts.size();
    return out.size() < fewest ? std::vector<EntryParts>() : out;
  }

  const Page& page_;
  const Tree& tree_;
  MainText& main_;
  std::size_t first_ = 0;  ///< part behind headline and standfirst
  std::vector<std::size_t> prose_before_;  ///< parts of running text before each part
  std::vector<Mark> marks_;
  std::size_t teasers_ = 0;  ///< entries whose title is a link
};

}  // namespace

std::vector<EntryParts> find_entries(const Page& page, MainText& main) { return Finder(page, main).run(); }

}  // namespace stemma::ingest
