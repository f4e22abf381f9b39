#include "ingest/html/main_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"
#include "ingest/html/root.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

/// "2", "3.", "4/6": the number of an item or a picture, set apart by its style sheet.
bool is_number(std::string_view text) {
  if (text.find_first_not_of("0123456789./ #") != std::string_view::npos) return false;
  return text.size() <= 3 || (text.size() <= 5 && text.find('/') != std::string_view::npos);  // four digits are a year
}

class Selection {
 public:
  explicit Selection(const Page& page) : page_(page), pieces_(page.pieces) {
    const Shingles article(page.facts.article_body);
    if (!article.empty())
      for (const Piece& p : pieces_) agreement_.push_back(article.share(p.text));
    main_.root = find_root(page, agreement_);
    for (const Stated& p : page.facts.publishers) sites_.insert(fold(p.value));
    for (const Piece& p : pieces_)
      if (is_prose(p)) ++flow_[p.shape == Shape::item ? page.tree[page.tree[p.node].parent].parent : page.tree[p.node].parent];
  }

  MainText run() {
    find_headline();
    choose();
    trim();
    type();
    around();
    if (headline_ != none) main_.parts.insert(main_.parts.begin(), {BlockKind::headline, headline_});
    return std::move(main_);
  }

 private:
  static constexpr std::uint32_t none = ~0u;

  bool in_root(const Piece& p) const { return page_.tree.inside(p.node, main_.root); }

  /// The visible heading that says what the page's own metadata calls its title; else the h1 nearest before the text.
  void find_headline() {
    std::vector<std::string> titles = compared_titles(page_.facts);
    titles.push_back(fold(page_.facts.html_title));
    std::uint32_t first = none;
    for (std::uint32_t i = 0; i < pieces_.size() && first == none; ++i)
      if (in_root(pieces_[i]) && !page_.furniture_of(pieces_[i]) && is_prose(pieces_[i]) && pieces_[i].shape != Shape::item) first = i;
    double best = 0;
    std::uint32_t limit = first == none ? static_cast<std::uint32_t>(pieces_.size()) : first;
    for (std::uint32_t i = 0; i < limit; ++i) {
      const Piece& p = pieces_[i];
      const bool named = (page_.hints[p.node] & hint_headline) != 0;
      if ((p.shape != Shape::heading && !named) || p.text.size() > 500) continue;
      const std::string text = fold(p.text);
      double score = 0;
      for (const std::string& t : titles) {
        if (t == text) score = std::max(score, 8.0);
        else if (text.size() > 12 && t.find(text) != std::string::npos)
          score = std::max(score, 6.0 * static_cast<double>(text.size()) / static_cast<double>(t.size()));
        else if (t.size() > 12 && text.find(t) != std::string::npos) score = std::max(score, 5.0);
      }
      if (p.heading == Tag::h1) score += 2;
      if (named) score += 1;
      if (page_.furniture_of(p)) score -= 4;
      if (score < 2 || (p.heading == Tag::h1 && score < 3 && p.words < 2)) continue;
      if (score >= best) {  // of equals the one nearest to the text
        best = score;
        headline_ = i;
      }
    }
  }

  void choose() {
    std::uint32_t skip_end = 0;  // node behind the box of links that is being left out
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      const Piece& p = pieces_[i];
      if (!in_root(p) || i == headline_ || p.first < skip_end) continue;
      if (headline_ != none && i < headline_) continue;
      if ((p.shape == Shape::heading || (p.strong && p.words <= 6)) && (heads_links(p.text) || is_more_of_site(p.text)) &&
          !page_.furniture_of(p)) {
        skip_end = box_end(p.node);
        continue;
      }
      if (keep(i)) chosen_.push_back(i);
    }
    drop_repeats();
  }

  /// "More Tidewater Lantern": a heading over other stories of the site.
  bool is_more_of_site(std::string_view heading) const {
    const std::string s = fold(heading);
    return s.starts_with("more ") && sites_.contains(s.substr(5));
  }

  /// End of the largest element around a heading that holds nothing chosen so far.
  std::uint32_t box_end(std::uint32_t node) const {
    const std::uint32_t last = chosen_.empty() ? main_.root : pieces_[chosen_.back()].node;
    const Tree& tree = page_.tree;
    while (node != main_.root && tree[node].parent != main_.root && !tree.inside(last, tree[node].parent)) node = tree[node].parent;
    return page_.tree[node].end;
  }

  /// A quotation pulled out of the text, or the text a second time: every shingle of it stands elsewhere.
  void drop_repeats() {
    ShingleCounts counts;
    for (const std::uint32_t i : chosen_) counts.add(pieces_[i].text);
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t i : chosen_) {
      const Piece& p = pieces_[i];
      const bool pulled = p.shape == Shape::quote || p.shape == Shape::heading || p.strong || p.slanted || p.words > 150;
      if (pulled && p.words >= 8 && counts.repeated(p.text)) {
        counts.remove(p.text);
        continue;
      }
      kept.push_back(i);
    }
    chosen_ = std::move(kept);
  }

  /// Between paragraphs of running text in elements of the same tag and class.
  bool like_its_neighbours(std::uint32_t i) const {
    const auto like = [&](std::uint32_t k) {
      const Piece &p = pieces_[i], &q = pieces_[k];
      return is_prose(q) && !page_.furniture_of(q) && page_.tree[p.node].tag == page_.tree[q.node].tag &&
             page_.tree.attribute(p.node, "class") == page_.tree.attribute(q.node, "class");
    };
    return (i > 0 && like(i - 1)) || (i + 1 < pieces_.size() && like(i + 1));
  }

  /// An element that holds several paragraphs of running text directly.
  bool in_flow(std::uint32_t node, std::uint32_t fewest = 4) const {
    const auto at = flow_.find(node);
    return at != flow_.end() && at->second >= fewest;
  }

  /// A table of data between the paragraphs of a text.
  bool table_in_flow(std::uint32_t node) const {
    while (node != main_.root && page_.tree[node].tag != Tag::table) node = page_.tree[node].parent;
    for (int up = 0; up < 3 && node != main_.root; ++up) {
      node = page_.tree[node].parent;
      if (in_flow(node, 2)) return true;
    }
    return false;
  }

  bool keep(std::uint32_t i) const {
    const Piece& p = pieces_[i];
    const std::uint32_t furniture = page_.furniture_of(p);
    if (is_promotion(p.text)) return false;
    if (!agreement_.empty() && agreement_[i] > 0.8 && !(furniture & (hint_pull | hint_hidden | hint_comments))) return true;
    if (furniture & ~hint_signoff) return false;
    if (is_number(p.text)) return false;
    if (is_post_signature(p.text) && (p.shape == Shape::quote || p.shape == Shape::plain)) return true;
    if (is_boilerplate(p.text) || is_dateline_only(p.text) || is_copyright(p.text) || is_contribution(p.text)) return false;
    if (p.shape == Shape::caption) return !is_picture_credit(p.text);
    if (p.words <= 14 && is_picture_credit(p.text)) return false;
    if (p.shape == Shape::heading) return p.links * 2 < p.text.size() || in_flow(page_.tree[p.node].parent);
    if (p.shape == Shape::cell && p.words < 8 && !ends_sentence(p.text)) return p.links * 2 < p.text.size() && table_in_flow(p.node);
    const double link_share = static_cast<double>(p.links) / static_cast<double>(p.text.size());
    const bool of_the_text = p.words > 12 || (p.words >= 5 && p.shape == Shape::plain && like_its_neighbours(i));
    if (link_share > 0.7 && !(ends_sentence(p.text) && of_the_text)) return false;
    if (p.shape == Shape::item && link_share > 0.5 && p.words < 20) return false;
    return true;
  }

  /// A whole sentence in the flow of the text before it, though much of it is linked.
  bool is_linked_prose(std::uint32_t i, std::uint32_t before) const {
    const Piece &p = pieces_[i], &b = pieces_[before];
    const Node &n = page_.tree[p.node], &m = page_.tree[b.node];
    return p.shape == Shape::plain && p.words >= 12 && ends_sentence(p.text) && p.links * 10 <= p.text.size() * 7 && b.words >= 12 &&
        ends_sentence(b.text) &&
           n.tag == m.tag && n.parent == m.parent;
  }

  /// A heading of the text itself: beside the paragraph that it heads.
  bool heads(std::uint32_t heading, std::uint32_t text) const {
    const Piece& p = pieces_[heading];
    return p.shape == Shape::heading && p.heading != Tag::h1 && p.words >= 2 &&
        page_.tree[p.node].parent == page_.tree[pieces_[text].node].parent;
  }

  /// Labels before the first and behind the last running text are no text.
  void trim() {
    const auto solid = [&](std::uint32_t i) {
      const Piece& p = pieces_[i];
      return (!agreement_.empty() && agreement_[i] > 0.8) || (is_prose(p) && (!is_byline(p.text) || is_signoff(p.text))) ||
          (p.shape == Shape::item && p.words > 5 && p.links == 0);
    };
    std::size_t begin = 0, end = chosen_.size();
    while (begin < end && !solid(chosen_[begin])) {
      const Piece& p = pieces_[chosen_[begin]];
      if (ends_sentence(p.text) && p.shape != Shape::caption && p.words > 3 && !is_byline(p.text)) break;
      ++begin;
    }
    if (begin > 0 && begin < end && heads(chosen_[begin - 1], chosen_[begin])) --begin;
    while (end > begin && !solid(chosen_[end - 1]) && (end < begin + 2 || !is_linked_prose(chosen_[end - 1], chosen_[end - 2]))) {
      const Piece& p = pieces_[chosen_[end - 1]];
      if (p.shape == Shape::plain && ((ends_sentence(p.text) && p.links == 0) || is_signoff(p.text))) break;
      --end;
    }
    chosen_.assign(chosen_.begin() + static_cast<std::ptrdiff_t>(begin), chosen_.begin() + static_cast<std::ptrdiff_t>(end));
  }

  void type() {
    std::unordered_set<std::string> seen;
    if (headline_ != none) seen.insert(fold(pieces_[headline_].text));
    std::unordered_set<std::string> descriptions;
    for (const Stated& d : page_.facts.descriptions) descriptions.insert(fold(d.value));

    // The standfirst may stand outside the root, between the headline and the text.
    const std::uint32_t first = chosen_.empty() ? static_cast<std::uint32_t>(pieces_.size()) : chosen_.front();
    if (headline_ != none && !chosen_.empty()) {
      const std::size_t intro = introduction(first);
      for (std::uint32_t i = headline_ + 1; i < first; ++i) {
        const Piece& p = pieces_[i];
        std::optional<BlockKind> kind;
        if (is_standfirst(i, descriptions)) kind = BlockKind::standfirst;
        else if (is_key_point(i)) kind = BlockKind::list;
        else if (intro > 0 && is_introduction(p)) kind = intro > 1 ? BlockKind::paragraph : BlockKind::standfirst;
        if (kind && seen.insert(fold(p.text)).second) main_.parts.push_back({*kind, i});
      }
    }
    bool body_began = false;
    for (const std::uint32_t i : chosen_) {
      const Piece& p = pieces_[i];
      const BlockKind kind = kind_of(i, body_began);
      // An exact repeat is a template's doing: the standfirst in the body, a quotation pulled out, the headline again.
      if (p.words > 12 || kind == BlockKind::subheading || p.shape == Shape::quote) {
        if (!seen.insert(fold(p.text)).second) continue;
      }
      body_began = body_began || kind == BlockKind::paragraph;
      main_.parts.push_back({kind, i});
    }
    // A heading with nothing under it heads what was left out.
    std::vector<TextPart> kept;
    for (std::size_t k = 0; k < main_.parts.size(); ++k) {
      if (main_.parts[k].kind == BlockKind::subheading && (k + 1 == main_.parts.size() || heads_nothing(k))) continue;
      kept.push_back(main_.parts[k]);
    }
    main_.parts = std::move(kept);
  }

  /// Headings one below the other: the upper one is kept only if it is of higher rank. A line in bold is of the lowest.
  bool heads_nothing(std::size_t k) const {
    if (main_.parts[k + 1].kind != BlockKind::subheading) return false;
    const auto rank = [&](std::size_t at) {
      const Tag t = pieces_[main_.parts[at].piece].heading;
      return is_heading(t) ? static_cast<int>(t) - static_cast<int>(Tag::h1) : 6;
    };
    return rank(k + 1) <= rank(k);
  }

  /// A paragraph outside the root.
  bool is_introduction(const Piece& p) const {
    return !in_root(p) && p.shape == Shape::plain && page_.tree[p.node].tag == Tag::p && p.words >= 5 && ends_sentence(p.text) &&
           p.links * 2 <= p.text.size() && !page_.furniture_of(p) && !is_boilerplate(p.text) && !is_byline(p.text) &&
           !is_dateline_only(p.text) && !is_picture_credit(p.text) && !is_promotion(p.text);
  }

  /// How many paragraphs of running text stand between headline and text: the beginning of one that goes on elsewhere, in a gallery, say.
  /// A single one is a standfirst.
  std::size_t introduction(std::uint32_t first) const {
    std::size_t found = 0;
    for (std::uint32_t i = headline_ + 1; i < first; ++i) found += is_introduction(pieces_[i]) && is_prose(pieces_[i]);
    return found;
  }

  /// A sentence of the list that sums the report up between headline and text.
  bool is_key_point(std::uint32_t i) const {
    const Piece& p = pieces_[i];
    return p.shape == Shape::item && p.words >= 8 && p.links == 0 && !page_.furniture_of(p) && !is_boilerplate(p.text) &&
           !is_byline(p.text) && !is_picture_credit(p.text);
  }

  bool is_standfirst(std::uint32_t i, const std::unordered_set<std::string>& descriptions) const {
    const Piece& p = pieces_[i];
    if (p.words < 5 || p.links * 2 > p.text.size() || p.shape == Shape::caption || is_boilerplate(p.text) || is_byline(p.text) ||
        is_dateline_only(p.text)) return false;
    if (descriptions.contains(fold(p.text))) return true;
    if (page_.furniture_of(p)) return false;
    for (std::uint32_t n = p.node, up = 0; up < 2 && n != 0; ++up, n = page_.tree[n].parent)
      if (page_.hints[n] & hint_standfirst) return true;
    return p.shape == Shape::heading && p.heading != Tag::h1 && (i == headline_ + 1 || (p.words >= 12 && ends_sentence(p.text)));
  }

  BlockKind kind_of(std::uint32_t i, bool body_began) const {
    const Piece& p = pieces_[i];
    const std::uint32_t hints = page_.hints[p.node];
    if (is_correction(p.text) || (hints & hint_correction)) return BlockKind::correction;
    if (hints & hint_speaker) return BlockKind::speaker;
    switch (p.shape) {
      case Shape::caption: return BlockKind::caption;
      case Shape::quote: return BlockKind::quote;
      case Shape::item: return BlockKind::list;
      case Shape::cell:
        if (p.words < 8 && !ends_sentence(p.text)) return BlockKind::list;
        break;
      case Shape::heading:
        if (!body_began && headline_ != none && p.words >= 8 && p.heading != Tag::h1) return BlockKind::standfirst;
        return p.words > 40 ? BlockKind::paragraph : BlockKind::subheading;
      default: break;
    }
    if (p.strong && p.words <= 6 && p.text.ends_with(':')) return BlockKind::speaker;
    if (!body_began && (hints & hint_standfirst)) return BlockKind::standfirst;
    if (p.strong && p.words <= 12 && !ends_sentence(p.text)) return BlockKind::subheading;
    return BlockKind::paragraph;
  }

  void around() {
    std::vector<bool> in_text(pieces_.size());
    for (const TextPart& t : main_.parts) in_text[t.piece] = !is_signoff(pieces_[t.piece].text);  // text, but it says who wrote, too
    if (headline_ != none) in_text[headline_] = true;
    const std::uint32_t first = chosen_.empty() ? 0 : chosen_.front(), last = chosen_.empty() ? 0 : chosen_.back();
    const std::uint32_t top = headline_ != none && headline_ < first ? headline_ : first;
    for (std::uint32_t i = top > 6 ? top - 6 : 0; i < first && main_.above.size() < 40; ++i)
      if (!in_text[i]) main_.above.push_back(i);
    std::size_t behind = 0;
    for (std::uint32_t i = first; i < pieces_.size() && main_.below.size() < 60 && behind < 12; ++i) {
      if (in_text[i]) continue;
      behind += i > last;
      main_.below.push_back(i);
    }
  }

  const Page& page_;
  const std::vector<Piece>& pieces_;
  std::vector<double> agreement_;
  std::unordered_map<std::uint32_t, std::uint32_t> flow_;  ///< pieces of running text by the element around theirs
  std::unordered_set<std::string> sites_;  ///< names of the site, folded
  MainText main_;
  std::vector<std::uint32_t> chosen_;
  std::uint32_t headline_ = none;
};

}  // namespace

MainText find_main_text(const Page& page) { return Selection(page).run(); }

}  // namespace stemma::ingest
