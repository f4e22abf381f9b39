#include "ingest/html/hints.h"

#include <algorithm>
#include <array>
#include <string>

namespace stemma::ingest {
namespace {

// A name of more words than this is a title made into an address ("why-she-promoted-the-film"), not a role. The ids of headings and
// sections are often made so.
constexpr std::size_t max_words = 6, max_words_of_id = 4;

struct Word {
  std::string_view word;  // one word of a name, or two neighbours joined
  std::uint32_t hints;
};

// Sorted by word. General habits of page authors: read off class names of many sites, none of them by its own name.
constexpr Word words[] = {
    {"actions", hint_share},
    {"ad", hint_promotion},
    {"addthis", hint_share},
    {"adsbygoogle", hint_promotion},
    {"adslot", hint_promotion},
    {"ads", hint_promotion},
    {"advert", hint_promotion},
    {"advertisement", hint_promotion},
    {"advertising", hint_promotion},
    {"articlebody", hint_body},
    {"articlecontent", hint_body},
    {"articledate", hint_date},
    {"articlemeta", hint_meta},
    {"articletext", hint_body},
    {"aside", hint_aside},
    {"author", hint_byline},
    {"authorbio", hint_byline},
    {"authorbox", hint_byline},
    {"authors", hint_byline},
    {"bio", hint_byline},
    {"blogtags", hint_tags},
    {"bodycopy", hint_body},
    {"bodytext", hint_body},
    {"breadcrumb", hint_navigation},
    {"breadcrumbs", hint_navigation},
    {"byline", hint_byline},
    {"bylines", hint_byline},
    {"by", hint_byline},
    {"brand", hint_masthead},
    {"byl", hint_byline},
    {"firma", hint_byline},
    {"caption", hint_caption},
    {"captions", hint_caption},
    {"categories", hint_tags},
    {"category", hint_tags},
    {"colophon", hint_footer},
    {"comment", hint_comments},
    {"commentlist", hint_comments},
    {"comments", hint_comments},
    {"consent", hint_promotion},
    {"contentbody", hint_body},
    {"contentmeta", hint_meta},
    {"contributor", hint_byline},
    {"contributors", hint_byline},
    {"cookie", hint_promotion},
    {"cookies", hint_promotion},
    {"copyright", hint_footer},
    {"correction", hint_correction},
    {"corrections", hint_correction},
    {"credit", hint_credit},
    {"credits", hint_credit},
    {"crumb", hint_navigation},
    {"crumbs", hint_navigation},
    {"date", hint_date},
    {"dateline", hint_none},
    {"datepublished", hint_date},
    {"dateposted", hint_date},
    {"datetime", hint_date},
    {"deck", hint_standfirst},
    {"dek", hint_standfirst},
    {"disclaimer", hint_footer},
    {"discussion", hint_comments},
    {"disqus", hint_comments},
    {"donate", hint_promotion},
    {"donation", hint_promotion},
    {"entrybody", hint_body},
    {"entrycontent", hint_body},
    {"entrydate", hint_date},
    {"entrymeta", hint_meta},
    {"entrysummary", hint_standfirst},
    {"entrytitle", hint_headline},
    {"foot", hint_footer},
    {"footer", hint_footer},
    {"gdpr", hint_promotion},
    {"headline", hint_headline},
    {"imagecaption", hint_caption},
    {"imagecredit", hint_credit},
    {"imagesource", hint_credit},
    {"imprint", hint_footer},
    {"inlinepromo", hint_promotion},
    {"jumplink", hint_navigation},
    {"keywords", hint_tags},
    {"lastupdated", hint_date},
    {"leaderboard", hint_promotion},
    {"legal", hint_footer},
    {"login", hint_navigation},
    {"mailinglist", hint_promotion},
    {"masthead", hint_masthead},
    {"mediacaption", hint_caption},
    {"menu", hint_navigation},
    {"modal", hint_promotion},
    {"morestories", hint_related},
    {"mostpopular", hint_related},
    {"mostread", hint_related},
    {"nav", hint_navigation},
    {"navbar", hint_navigation},
    {"navigation", hint_navigation},
    {"newsletter", hint_promotion},
    {"newsletters", hint_promotion},
    {"noprint", hint_navigation},
    {"nocontent", hint_promotion},
    {"onesignal", hint_promotion},
    {"outbrain", hint_related},
    {"pager", hint_navigation},
    {"pagination", hint_navigation},
    {"paywall", hint_promotion},
    {"photocaption", hint_caption},
    {"photocredit", hint_credit},
    {"popular", hint_related},
    {"popup", hint_promotion},
    {"postbody", hint_body},
    {"postcontent", hint_body},
    {"postdate", hint_date},
    {"postmeta", hint_meta},
    {"postnav", hint_navigation},
    {"posttags", hint_tags},
    {"promo", hint_promotion},
    {"promos", hint_promotion},
    {"promotion", hint_promotion},
    {"promoted", hint_promotion},
    {"pubdate", hint_date},
    {"published", hint_date},
    {"publishdate", hint_date},
    {"pull", hint_pull},
    {"pullout", hint_pull},
    {"pullquote", hint_pull},
    {"rating", hint_share},
    {"ratings", hint_share},
    {"readmore", hint_related},
    {"readnext", hint_related},
    {"recirc", hint_related},
    {"recirculation", hint_related},
    {"recommendation", hint_related},
    {"recommendations", hint_related},
    {"recommended", hint_related},
    {"rel", hint_related},
    {"related", hint_related},
    {"relatedarticles", hint_related},
    {"relatedposts", hint_related},
    {"relatedcontent", hint_related},
    {"relatedstories", hint_related},
    {"replies", hint_comments},
    {"reply", hint_comments},
    {"respond", hint_comments},
    {"seealso", hint_related},
    {"share", hint_share},
    {"sharebar", hint_share},
    {"sharedaddy", hint_share},
    {"sharing", hint_share},
    {"shares", hint_share},
    {"shoutbox", hint_comments},
    {"sronly", hint_hidden},
    {"screenreader", hint_hidden},
    {"screenreaders", hint_hidden},
    {"sidebar", hint_aside},
    {"signoff", hint_signoff},
    {"signup", hint_promotion},
    {"skiplink", hint_navigation},
    {"social", hint_share},
    {"socials", hint_share},
    {"speaker", hint_speaker},
    {"sponsor", hint_promotion},
    {"sponsored", hint_promotion},
    {"standfirst", hint_standfirst},
    {"storybody", hint_body},
    {"storycontent", hint_body},
    {"storydate", hint_date},
    {"storytext", hint_body},
    {"subheadline", hint_standfirst},
    {"subscribe", hint_promotion},
    {"subscription", hint_promotion},
    {"subtitle", hint_standfirst},
    {"taboola", hint_related},
    {"tagcloud", hint_tags},
    {"taglist", hint_tags},
    {"tags", hint_tags},
    {"timestamp", hint_date},
    {"toolbar", hint_navigation},
    {"tools", hint_share},
    {"topics", hint_tags},
    {"trending", hint_related},
    {"updated", hint_date},
    {"upsell", hint_promotion},
    {"visuallyhidden", hint_hidden},
    {"widget", hint_aside},
    {"yarpp", hint_related},
    {"youmaylike", hint_related},
    {"zergnet", hint_related},
};

/// Words by hash, open addressing: every class name of every page is looked up here, nearly always in vain.
class WordIndex {
 public:
  constexpr WordIndex() {
    for (std::size_t i = 0; i < std::size(words); ++i) {
      std::size_t at = slot(words[i].word);
      while (slots_[at] != 0) at = (at + 1) % slots_.size();
      slots_[at] = static_cast<std::uint16_t>(i + 1);
    }
  }
  std::uint32_t find(std::string_view word) const {
    for (std::size_t at = slot(word); slots_[at] != 0; at = (at + 1) % slots_.size())
      if (words[slots_[at] - 1].word == word) return words[slots_[at] - 1].hints;
    return 0;
  }

 private:
  static constexpr std::size_t slot(std::string_view word) {
    std::uint32_t hash = 2166136261u;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return (hash >> 16) % size;
  }
  static constexpr std::size_t size = 2048;
  static_assert(std::size(words) * 4 < size);
  std::array<std::uint16_t, size> slots_{};
};

std::uint32_t look_up(std::string_view word) {
  static constexpr WordIndex index;
  return index.find(word);
}

/// Reads a name list such as "article-body__content relatedLinks js-share" word by word, and neighbours joined ("most" + "read").
std::uint32_t read_names(std::string_view names, std::size_t most_words) {
  std::uint32_t found = 0;
  std::array<char, 64> joined;  // the previous word, then the current one
  std::size_t previous = 0, current = 0, parts = 0;
  std::uint32_t in_name = 0;    // hints of the name in hand
  const auto flush = [&] {
    while (current > 0 && joined[previous + current - 1] >= '0' && joined[previous + current - 1] <= '9') --current;
    if (current == 0) return;
    in_name |= look_up({joined.data() + previous, current});
    if (previous > 0) in_name |= look_up({joined.data(), previous + current});
    std::copy_n(joined.data() + previous, current, joined.data());
    previous = current;
    current = 0;
    ++parts;
  };
  const auto end_name = [&](std::string_view name) {
    flush();
    if (parts <= most_words) found |= in_name;
    // Alone: "overflow-hidden" and "hidden-xs" are of the layout.
    if (name == "hidden" || name == "is-hidden") found |= hint_hidden;
    previous = parts = 0;
    in_name = 0;
  };
  char last = ' ';
  names = names.substr(0, 1024);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    const bool up = c >= 'A' && c <= 'Z', low = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
    if (c == ' ') {
      end_name(names.substr(begin, i - begin));
      begin = i + 1;
    } else if (!up && !low && !digit) {
      flush();
    } else {
      if (up && last >= 'a' && last <= 'z') flush();
      if (current < joined.size() / 2) joined[previous + current++] = up ? static_cast<char>(c + 32) : c;
    }
    last = c;
  }
  end_name(names.substr(begin));
  return found;
}

std::uint32_t role_hints(std::string_view role) {
  if (role == "navigation" || role == "menubar" || role == "menu" || role == "toolbar" || role == "search" ||
      role == "tablist") return hint_navigation;
  if (role == "banner") return hint_masthead;
  if (role == "contentinfo") return hint_footer;
  if (role == "complementary") return hint_aside;
  if (role == "dialog" || role == "alertdialog" || role == "alert") return hint_promotion;
  return 0;
}

std::uint32_t tag_hints(Tag tag) {
  switch (tag) {
    case Tag::nav: case Tag::menu: case Tag::form: case Tag::button: case Tag::label: case Tag::fieldset: return hint_navigation;
    case Tag::footer: return hint_footer;
    case Tag::aside: return hint_aside;
    case Tag::dialog: return hint_promotion;
    case Tag::figcaption: return hint_caption;
    case Tag::time: return hint_date;
    default: return 0;
  }
}

std::uint32_t itemprop_hints(std::string_view p) {
  if (p == "articleBody" || p == "text") return hint_body;
  if (p == "headline") return hint_headline;
  if (p == "author" || p == "creator") return hint_byline;
  if (p == "datePublished" || p == "dateModified" || p == "dateCreated") return hint_date;
  if (p == "keywords") return hint_tags;
  if (p == "caption") return hint_caption;
  if (p == "alternativeHeadline") return hint_standfirst;
  if (p == "publisher" || p == "sourceOrganization" || p == "copyrightHolder") return hint_meta;
  if (p == "comment") return hint_comments;
  return 0;
}

}  // namespace

std::uint32_t hints_of(const Tree& tree, std::uint32_t node) {
  const Node& n = tree[node];
  std::uint32_t found = tag_hints(n.tag);
  if (n.attributes == 0) return found;
  if (n.hidden) found |= hint_hidden;
  // Names on the outermost elements speak of the layout ("has-sidebar"), not of the content.
  const bool outermost = n.tag == Tag::html || n.tag == Tag::body || n.tag == Tag::main;
  for (const auto& [name, value, ns] : tree.attributes(node)) {
    if (name == "role") found |= role_hints(value);
    else if (name == "itemprop") found |= itemprop_hints(value);
    // A few words in a line that are hidden from screen readers are seen: a drop cap, a bullet. Not so the name of an icon.
    else if (name == "aria-hidden") found |= value == "true" && (is_block(n.tag) || n.tag == Tag::i) ? hint_hidden : 0u;
    else if (outermost) continue;
    else if (name == "id") found |= read_names(value, max_words_of_id);
    else if (name == "class" || name == "data-testid" || name == "data-component") found |= read_names(value, max_words);
    else if (name == "rel" && value == "author") found |= hint_byline;
    else if (name == "rel" && (value == "tag" || value == "category tag")) found |= hint_tags;
  }
  return found;
}

}  // namespace stemma::ingest
