#include "ingest/html/authors.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/names.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t longest_line = 200;
constexpr std::size_t most_authors = 30;

using Names = std::vector<Author>;

/// Accounts of a system, agencies of pictures, and what templates print for nobody.
bool nobody(const std::string& plain) {
  for (const std::string_view no :
       {"getty", "shutterstock", "istock", "alamy", "no author", "unknown", "anonymous", "webmaster", "wordpress"})
    if (plain.find(no) != std::string::npos) return true;
  for (const std::string_view no : {"admin", "administrator", "site admin", "super user", "editor", "editors", "author", "authors",
                                    "guest", "null", "none", "user", "undefined",
                                    "default", "n/a", "root", "the editor", "about", "by"})
    if (plain == no) return true;
  return false;
}

bool has_person(const Names& names) {
  return std::any_of(names.begin(), names.end(), [](const Author& a) { return !a.organisation; });
}

bool holds(const Names& names, const Author& one) {
  return std::any_of(names.begin(), names.end(), [&](const Author& a) { return fold(a.value) == fold(one.value); });
}

void add(Names& names, Author author) {
  if (names.size() < most_authors && !holds(names, author)) names.push_back(std::move(author));
}

/// A pen name, or a name in a script without capitals: one to four words that begin with no small letter.
bool like_pen_name(std::string_view s) {
  const auto words = split_words(s);
  if (words.empty() || words.size() > 4 || s.size() < 3 || s.size() > 60 || has_role_word(s) ||
      s.find_first_of(",/@|<>=:?!()") != std::string_view::npos) return false;
  return std::all_of(words.begin(), words.end(), [](std::string_view w) {
    std::size_t at = 0;
    const char32_t c = next_code_point(w, at);
    std::string first;
    append_utf8(first, c);
    return is_letter(c) && (is_upper(c) || to_lower(first) == first) && !(c < 0x80 && !is_upper(c));
  });
}

/// "By" and the name with one space between: style sheets put it where the markup has none, or a colon.
std::string spaced(std::string_view line) {
  std::string s(line);
  if (const auto colon = s.find("by:"); colon < 12) s.replace(colon, 3, "by ");
  const bool glued = s.size() > 3 && (s.starts_with("By") || s.starts_with("BY")) && s[2] >= 'A' && s[2] <= 'Z';
  if (glued && !(s[1] == 'Y' && s.find(' ') > 3)) s.insert(2, 1, ' ');  // but "BYRON CALE"
  return s;
}

/// "<a href=...>Edda Marlowick</a>", as some templates write into JSON-LD.
std::string without_tags(std::string line) {
  for (std::size_t open = 0; (open = line.find('<', open)) != std::string::npos;) {
    const std::size_t close = line.find('>', open);
    if (close == std::string::npos) break;
    line.replace(open, close - open + 1, " ");
  }
  return line;
}

/// Library catalogues put the family name first: "Marlowick, Edda" -> "Edda Marlowick".
std::string given_name_first(std::string line, std::string_view origin) {
  const auto comma = line.find(',');
  if ((!origin.starts_with("citation_") && !origin.starts_with("dc")) || comma == std::string::npos || line.find(',',
      comma + 1) != std::string::npos) return line;
  const std::string_view family = trim(std::string_view(line).substr(0, comma)), given = trim(std::string_view(line).substr(comma + 1));
  if (like_person(family) || like_person(given)) return line;
  std::string flipped = std::string(given) + " " + std::string(family);
  return like_person(flipped) ? flipped : line;
}

class Authors {
 public:
  explicit Authors(const Subject& subject) : s_(subject), page_(subject.page), tree_(subject.page.tree), d_(subject.document) {
    const std::uint32_t end = s_.text_end();
    for (const auto& list : page_.facts.authors)
      if (Names names = read_list(list, end); !names.empty()) lists_.push_back({std::move(names), list.front().node == 0});
  }

  void run() {
    const Names stated = from_lists();
    Names shown;
    if (!has_person(stated)) shown = from_page();
    if (has_person(stated)) d_.authors = fuller(stated);
    else if (has_person(shown)) d_.authors = std::move(shown);
    else if (!stated.empty()) d_.authors = stated;
    else d_.authors = shown.empty() ? owner() : std::move(shown);
    if (has_person(d_.authors))
      std::erase_if(d_.authors, [&](const Author& a) { return a.organisation && same_outlet(a.value, d_.publisher.value); });
    conflicts();
  }

 private:
  // ---------------------------------------------------------------- what the page states

  Author signed_by(std::string name, const std::string& origin) const {
    const bool organisation = like_organisation(name) || same_outlet(name, d_.publisher.value);
    return {{std::move(name), origin}, organisation};
  }

  /// The names of one list, people and organisations. `end` is the end of the running text.
  Names read_list(const std::vector<Signature>& list, std::uint32_t end) const {
    Names names;
    const bool placed = std::any_of(list.begin(), list.end(), [&](const Signature& s) { return s.node != 0 && s.node < end; });
    for (const Signature& s : list) {
      if (s.node != 0 && (page_.furniture[s.node] & (hint_comments | hint_related | hint_credit | hint_caption | hint_navigation))) continue;
      if (s.node != 0 && placed && s.node >= end) continue;  // of other stories, listed below
      if (s.value.find("://") != std::string::npos || s.value.starts_with('@') || nobody(fold(s.value))) continue;
      const std::string line = given_name_first(without_tags(s.node != 0 ? spaced(s.value) : s.value), s.origin);
      if (s.organisation || same_outlet(line, d_.publisher.value)) {
        add(names, {{squeeze(line), s.origin}, true});
        continue;
      }
      const auto people = parse_byline(without_publisher(line));
      for (const std::string& name : people) add(names, signed_by(name, s.origin));
      if (!people.empty()) continue;
      const auto bodies = byline_organisations(line);
      for (const std::string& name : bodies) add(names, {{name, s.origin}, true});
      if (bodies.empty() && like_pen_name(trim(line))) add(names, signed_by(squeeze(line), s.origin));
    }
    return names;
  }

  Names from_lists() const {
    Names best;
    for (const List& list : lists_) {
      const Names& names = list.names;
      const bool completes = list.in_head && names.size() > best.size() && names.size() <= 8 &&
                             std::all_of(best.begin(), best.end(), [&](const Author& a) { return holds(names, a); });
      if ((has_person(names) && !has_person(best)) || (completes && has_person(names) == has_person(best))) best = names;
      else if (best.empty()) best = names;
    }
    return best;
  }

  /// A first name alone in structured data is written out in the byline.
  Names fuller(Names names) const {
    if (names.size() != 1 || names.front().value.find(' ') != std::string::npos) return names;
    for (const Author& a : from_page())
      if (!a.organisation && fold(a.value).starts_with(fold(names.front().value) + " ")) names.front().value = a.value;
    return names;
  }

  // ---------------------------------------------------------------- what readers see

  Names from_page() const {
    Names names;
    const Subject& s = s_;
    for (std::uint32_t i = s.main.root; i < tree_[s.main.root].end; ++i)
      if (tree_[i].tag == Tag::a && tree_.attribute(i, "rel") == "author" && !(page_.furniture[i] & (hint_comments | hint_related)))
        line_names("By " + tree_.text(i, 200), "rel=author", names);
    if (has_person(names)) return names;
    Names organisations = std::move(names);
    const auto look = [&](auto&& step) {
      Names found;
      step(found);
      if (has_person(found)) return found;
      if (organisations.empty()) organisations = std::move(found);
      return Names();
    };
    if (names = look([&](Names& n) { for (const std::uint32_t i : s.main.above) byline(i, n); }); !names.empty()) return names;
    if (names = look([&](Names& n) { named_elements(n); }); !names.empty()) return names;
    if (names = look([&](Names& n) { bare_names(n); }); !names.empty()) return names;
    if (names = look([&](Names& n) { first_lines(n); }); !names.empty()) return names;
    for (const std::uint32_t i : s.main.below)
      if (names = look([&](Names& n) { byline(i, n); }); !names.empty()) return names;
    return organisations;
  }

  /// Text of an element with a break wherever two elements touch ("Edda MarlowickFollow").
  std::string parted_text(std::uint32_t node) const {
    std::string text;
    std::uint32_t last = node;
    for (std::uint32_t i = node; i < tree_[node].end && text.size() < longest_line; ++i) {
      if (tree_[i].tag != Tag::text || squeeze(tree_[i].text).empty()) continue;
      const std::string_view t = tree_[i].text;
      if (!text.empty() && tree_[i].parent != last) {
        const bool link = tree_[last].tag == Tag::a || tree_[tree_[i].parent].tag == Tag::a || tree_[tree_[i].parent].tag == Tag::button;
        const bool touch = text.back() != ' ' && text.back() != '\n' && t.front() != ' ' && t.front() != '\n' && t.front() != ',' &&
            t.front() != '.';
        if (touch) text += link && !fold(text).ends_with("by") ? " | " : " ";
      }
      text += t;
      last = tree_[i].parent;
    }
    return squeeze(text);
  }

  /// The text of a piece, parted likewise where it is all of its element.
  std::string parted(const Piece& p) const {
    if (tree_[p.node].end - p.node > 40 || p.text.size() > longest_line) return p.text;
    const std::string text = parted_text(p.node);
    const auto letters = [](std::string_view s) {
      std::string out;
      for (const char c : s)
        if (c != ' ' && c != '|') out += c;
      return out;
    };
    return letters(text) == letters(p.text) ? text : p.text;
  }

  /// Elements inside the article or above its text whose name says author, though they stand in a line with other things.
  void named_elements(Names& names) const {
    const std::uint32_t end = s_.main.parts.empty() ? 0 : page_.pieces[s_.main.parts.back().piece].first;
    for (std::uint32_t i = 0; i < end && !has_person(names); ++i) {
      if (!(page_.hints[i] & hint_byline) || tree_[i].end - i > 30) continue;
      if (page_.furniture[i] & (hint_comments | hint_related | hint_credit | hint_caption | hint_aside | hint_navigation)) continue;
      const std::string text = parted_text(i);
      if (text.size() >= 100 || is_picture_credit(text)) continue;
      line_names(text, "byline", names);
      if (names.empty()) labelled_pen_name(i, text, names);
    }
  }

  /// "Author: <a>Bo2man</a>": whoever stands in the link behind such a label.
  void labelled_pen_name(std::uint32_t node, const std::string& text, Names& names) const {
    const std::string plain = fold(text);
    if (!plain.starts_with("author:") && !plain.starts_with("by ") && !plain.starts_with("written by") &&
        !plain.starts_with("posted by")) return;
    for (std::uint32_t i = node; i < tree_[node].end; ++i)
      if (tree_[i].tag == Tag::a)
        if (const std::string name = tree_.text(i, 60); like_pen_name(name) && !nobody(fold(name)))
          return add(names, signed_by(name, "byline"));
  }

  /// The first bare name right under the headline; farther down stand tables, lists and links.
  void bare_names(Names& names) const {
    if (s_.main.parts.empty()) return;
    int seen = 0;
    for (const std::uint32_t i : s_.main.above)
      if (i >= s_.main.parts.front().piece && names.empty() && ++seen <= 16) bare_name(i, names);
  }

  /// "Edda Marlowick, 6 May 2031": a line that begins with a name and holds little else. Or an agency alone.
  void bare_name(std::uint32_t i, Names& names) const {
    const Piece& p = page_.pieces[i];
    if (p.words > 9 || p.text.size() > 100 || p.shape != Shape::plain) return;
    const std::uint32_t f = page_.furniture_of(p);
    if (surely_agency(p.text) && !(f & ~(hint_byline | hint_date | hint_meta | hint_credit))) return add(names, {{p.text, "byline"}, true});
    if (f & ~(hint_byline | hint_date | hint_meta)) return;
    const auto people = parse_byline(parted(p));
    if (people.size() != 1 || !fold(p.text).starts_with(fold(people.front())) || like_outlet(people.front()) ||
        nobody(fold(people.front()))) return;
    add(names, {{people.front(), "byline"}});
  }

  void byline(std::uint32_t i, Names& names) const {
    const Piece& p = page_.pieces[i];
    const std::uint32_t f = page_.furniture_of(p);
    if (p.text.size() > longest_line || (f & (hint_comments | hint_related | hint_credit | hint_caption))) return;
    std::string text = spaced(parted(p));
    const auto first = text.find_first_not_of("-–— ");
    if (first != std::string::npos && is_byline(std::string_view(text).substr(first))) text.erase(0, first);
    const std::string plain = fold(text);
    if ((plain == "by" || plain == "by:" || plain == "author" || plain == "author:" || plain == "written by") &&
        i + 1 < page_.pieces.size() && page_.pieces[i + 1].text.size() < 60)
      return line_names("By " + page_.pieces[i + 1].text, "byline", names);
    if ((!(f & hint_byline) && !is_byline(text)) || is_picture_credit(text)) return;
    line_names(text, "byline", names);
    if (names.empty()) labelled_pen_name(p.node, text, names);
  }

  /// "Written by: Edda Marlowick" as one of the first lines of the text itself.
  void first_lines(Names& names) const {
    int lines = 0;
    for (const TextPart& part : s_.main.parts) {
      if (part.kind == BlockKind::headline || ++lines > 4) continue;
      const Piece& p = page_.pieces[part.piece];
      if (p.words <= 12 && is_byline(p.text) && !is_picture_credit(p.text)) line_names(p.text, "byline", names);
    }
  }

  /// The names of a line that calls itself a byline, if it is hardly more than names.
  void line_names(std::string_view line, const std::string& origin, Names& names) const {
    const std::string text = without_publisher(spaced(line));
    const auto people = parse_byline(text);
    std::size_t named = 0;
    for (const std::string& n : people) named += n.size();
    if (people.size() > 6) return;
    if (people.empty() && (line.size() <= 80 || is_byline(line))) {
      const std::string by = spaced(line);
      for (std::string& name : byline_organisations(by)) add(names, {{std::move(name), origin}, true});
      const std::string_view name = std::string_view(by).substr(by.starts_with("By ") ? 3 : 0);
      if (names.empty() && same_outlet(name, d_.publisher.value)) add(names, {{std::string(name), origin}, true});
    }
    if (people.empty()) return;
    if (!is_byline(text) && named * 2 < text.size() && !introduced(text, people.front())) return;
    for (const std::string& name : people)
      if (!nobody(fold(name))) add(names, signed_by(name, origin));
  }

  /// Nothing stands before the name, or roles and "by": "Political Editor Edda Marlowick", "Analysis by Edda Marlowick".
  static bool introduced(const std::string& line, const std::string& name) {
    const std::string plain = fold(line);
    const auto at = plain.find(fold(name));
    if (at == std::string::npos) return false;
    if (at == 0 || plain.substr(0, at).ends_with(" by ")) return true;
    const auto before = split_words(std::string_view(plain).substr(0, at));
    return std::all_of(before.begin(), before.end(), [](std::string_view w) { return w == "from" || w == "our" || has_role_word(w); });
  }

  std::string without_publisher(std::string_view line) const {
    std::string s(line);
    const std::string& name = d_.publisher.value;
    if (const auto at = name.empty() ? std::string::npos : s.find(name); at != std::string::npos && at > 0) s.replace(at, name.size(), "|");
    return s;
  }

  // ---------------------------------------------------------------- the rest

  Names owner() const {
    for (const Stated& o : page_.facts.owners)
      if (like_person(o.value)) return {{{o.value, o.origin, true}}};
    for (const Piece& p : page_.pieces)
      if (is_copyright(p.text))
        if (const std::string holder = copyright_holder(p.text); like_person(holder)) return {{{holder, "copyright", true}}};
    return {};
  }

  static Stated joined(const Names& names) {
    Stated s;
    for (const Author& a : names) s.value += (s.value.empty() ? "" : "; ") + a.value;
    if (!names.empty()) s.origin = names.front().origin;
    return s;
  }

  /// Lists that have nobody in common with the authors taken.
  void conflicts() {
    if (!has_person(d_.authors)) return;
    for (const List& list : lists_) {
      Names names = list.names;
      std::erase_if(names, [](const Author& a) { return a.organisation || a.value.find(' ') == std::string::npos; });
      const bool shared = std::any_of(names.begin(), names.end(), [&](const Author& a) { return holds(d_.authors, a); });
      if (!names.empty() && !shared) add_conflict(d_, "authors", joined(d_.authors), joined(names));
    }
  }

  struct List {
    Names names;
    bool in_head = false;
  };

  const Subject& s_;
  const Page& page_;
  const Tree& tree_;
  Document& d_;
  std::vector<List> lists_;  // what the page states, in order; those that name nobody left out
};

}  // namespace

void find_authors(const Subject& subject) { Authors(subject).run(); }

}  // namespace stemma::ingest
