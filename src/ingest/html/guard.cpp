#include "ingest/html/guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "ingest/html/tags.h"

namespace stemma::ingest {
namespace {

// CONSTANT: browsers and writers do not come near these; crafted pages do.
constexpr std::size_t max_formatting = 24;          // open <b>, <font>...: a parser re-opens all of them in every paragraph
constexpr std::size_t max_reopened = 200'000;       // formatting elements re-opened in one page
constexpr std::size_t max_fostered = 2'000;         // things inside <table> but outside its cells
constexpr std::size_t max_kept_attributes = 16;
constexpr std::size_t max_steps = 50'000'000;       // of looking for what an end tag ends; past it, end tags are left out

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool same_letters(std::string_view a, std::string_view lower_case) {
  return a.size() == lower_case.size() && std::equal(a.begin(), a.end(), lower_case.begin(), [](char x, char y) { return lower(x) == y; });
}

std::string with_commas(std::size_t n) {
  std::string s = std::to_string(n);
  for (std::size_t i = s.size(); i > 3; i -= 3) s.insert(i - 3, ",");
  return s;
}

/// Attributes that the reader of the tree looks at.
constexpr std::string_view kept[] = {"alt",  "aria-hidden", "aria-label", "class",   "content",  "data-component", "data-testid", "datetime", "hidden",
                                     "href", "http-equiv",  "id",         "itemprop", "itemscope", "itemtype",       "lang",        "name",     "property",
                                     "rel",  "role",        "title",      "xml:lang"};
static_assert(std::is_sorted(std::begin(kept), std::end(kept)));

/// Elements whose whole content is left out. The first four hold raw text: markup inside them is none.
bool is_skipped(Tag t) {
  switch (t) {
    case Tag::script: case Tag::style: case Tag::iframe: case Tag::textarea: case Tag::noframes: case Tag::noembed: case Tag::xmp:
    case Tag::svg: case Tag::math: case Tag::select: case Tag::template_: case Tag::noscript: case Tag::audio: case Tag::video: case Tag::canvas:
      return true;
    default:
      return false;
  }
}

struct Open {
  Tag tag;
  std::uint64_t name;  // hash; tells elements apart that share Tag::other
};

class Pass {
 public:
  Pass(std::string_view in, const Limits& limits) : in_(in), limits_(limits) {
    result_.page.reserve(in.size() / 2 + 64);
    result_.page = "<!DOCTYPE html>";
  }

  Guarded run() {
    while (at_ < in_.size()) {
      const auto open = std::min(in_.find('<', at_), in_.size());
      if (open > at_) text(in_.substr(at_, open - at_));
      at_ = open;
      if (at_ >= in_.size()) break;
      if (tags_ > limits_.max_html_nodes) {
        result_.cut = true;
        warn(fmt::format("more than {} tags; what follows byte {} was not read", with_commas(limits_.max_html_nodes), at_));
        break;
      }
      markup();
    }
    if (deepest_)
      warn(fmt::format("nested {} deep at byte {}; limit {}: surplus tags ignored, their text kept",
                       with_commas(deepest_), first_deep_, limits_.max_html_depth));
    if (most_attributes_ > limits_.max_attributes)
      warn(fmt::format("{} attributes on one tag at byte {}; limit {}: surplus ignored", with_commas(most_attributes_), most_attributes_at_,
                       with_commas(limits_.max_attributes)));
    result_.cut = result_.cut || deepest_ != 0 || most_attributes_ > limits_.max_attributes;
    return std::move(result_);
  }

 private:
  void warn(std::string line) { result_.warnings.push_back(std::move(line)); }

  void text(std::string_view s) {
    if (!open_.empty() && is_table_part(open_.back().tag) && std::any_of(s.begin(), s.end(), [](char c) { return !is_blank(c); })) foster();
    result_.page += s;
  }

  void markup() {
    const std::string_view rest = in_.substr(at_);
    if (rest.starts_with("<!--")) {
      const auto end = no_comment_end_ ? std::string_view::npos : rest.find("-->", rest.starts_with("<!-->") ? 2 : 4);
      if (end == std::string_view::npos) no_comment_end_ = true;  // a parser would take the rest of the page for a comment
      at_ = end == std::string_view::npos ? in_.size() : at_ + end + 3;
    } else if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?' || (rest[1] == '/' && rest.size() > 2 && !is_alpha(rest[2])))) {
      const auto end = rest.find('>');
      at_ = end == std::string_view::npos ? in_.size() : at_ + end + 1;
    } else if (rest.size() > 1 && is_alpha(rest[1])) {
      tag(false);
    } else if (rest.size() > 2 && rest[1] == '/') {
      tag(true);
    } else {
      text("&lt;");
      ++at_;
    }
  }

  /// Reads one tag at at_ and moves behind it. Tokenizer states of HTML 13.2.5.6 to 13.2.5.40.
  void tag(bool end) {
    const std::size_t begin = at_;
    ++tags_;
    std::size_t i = at_ + (end ? 2 : 1);
    name_.clear();
    for (; i < in_.size() && !is_blank(in_[i]) && in_[i] != '/' && in_[i] != '>'; ++i)
      if (name_.size() < 64) name_ += lower(in_[i]);
    attributes_.clear();
    std::size_t n = 0, n_kept = 0;
    bool json_ld = false;
    for (;;) {
      while (i < in_.size() && (is_blank(in_[i]) || in_[i] == '/')) ++i;
      if (i >= in_.size()) { at_ = in_.size(); return; }
      if (in_[i] == '>') break;
      const std::size_t name_begin = i++;
      while (i < in_.size() && !is_blank(in_[i]) && in_[i] != '/' && in_[i] != '>' && in_[i] != '=') ++i;
      const std::string_view name = in_.substr(name_begin, i - name_begin);
      std::size_t v = i;
      while (v < in_.size() && is_blank(in_[v])) ++v;
      std::string_view value;
      if (v < in_.size() && in_[v] == '=') {
        i = v + 1;
        while (i < in_.size() && is_blank(in_[i])) ++i;
        if (i < in_.size() && (in_[i] == '"' || in_[i] == '\'')) {
          const auto close = in_.find(in_[i], i + 1);
          if (close == std::string_view::npos) { at_ = in_.size(); return; }
          value = in_.substr(i + 1, close - i - 1);
          i = close + 1;
        } else {
          const std::size_t value_begin = i;
          while (i < in_.size() && !is_blank(in_[i]) && in_[i] != '>') ++i;
          value = in_.substr(value_begin, i - value_begin);
        }
      }
      ++n;
      if (end || n > limits_.max_attributes || n_kept >= max_kept_attributes) continue;
      if (name_ == "script" && same_letters(name, "type")) json_ld = value.find("ld+json") != std::string_view::npos;
      n_kept += keep(name, value);
    }
    at_ = i + 1;
    if (n > most_attributes_) { most_attributes_ = n; most_attributes_at_ = begin; }
    if (name_ == "listing") name_ = "pre";  // its old name
    const Tag t = tag_of(name_);
    if (end) {
      end_tag(t);
    } else if (is_skipped(t)) {
      skip(t, json_ld);
    } else {
      start_tag(t, begin);
    }
  }

  bool keep(std::string_view name, std::string_view value) {
    std::array<char, 16> buffer;
    if (name.size() > buffer.size()) return false;
    std::transform(name.begin(), name.end(), buffer.begin(), lower);
    const std::string_view key(buffer.data(), name.size());
    if (key == "style") {
      if (value.find("display:none") == std::string_view::npos && value.find("display: none") == std::string_view::npos) return false;
      attributes_ += " hidden";
      return true;
    }
    if (!std::binary_search(std::begin(kept), std::end(kept), key)) return false;
    attributes_.append(1, ' ').append(key).append("=\"");
    for (std::size_t from = 0;;) {  // an unquoted or single-quoted value may hold double quotes
      const auto quote = value.find('"', from);
      attributes_ += value.substr(from, quote - from);
      if (quote == std::string_view::npos) break;
      attributes_ += "&quot;";
      from = quote + 1;
    }
    attributes_ += '"';
    return true;
  }

  /// Moves behind the end tag of an element whose content nobody reads. Without an end tag only the start tag goes
  /// (a parser would take the rest of the page for the script's text; a damaged page is worth more than that).
  void skip(Tag t, bool json_ld) {
    bool& hopeless = no_end_[static_cast<std::size_t>(t)];
    if (hopeless) return;
    const bool nests = t == Tag::svg || t == Tag::math || t == Tag::template_;
    std::size_t depth = 1;
    for (std::size_t i = at_; (i = in_.find('<', i)) != std::string_view::npos; ++i) {
      const bool end = i + 1 < in_.size() && in_[i + 1] == '/';
      const std::size_t name = i + (end ? 2 : 1);
      if ((!end && !nests) || in_.size() - name <= name_.size() || !same_letters(in_.substr(name, name_.size()), name_)) continue;
      const char after = in_[name + name_.size()];
      if (!is_blank(after) && after != '>' && after != '/') continue;
      depth += end ? -1 : 1;
      if (depth > 0) continue;
      if (json_ld) result_.json_ld.push_back(in_.substr(at_, i - at_));
      const auto close = in_.find('>', name);
      at_ = close == std::string_view::npos ? in_.size() : close + 1;
      if (t == Tag::script || t == Tag::style || t == Tag::noscript) return;
      result_.page += ' ';
      return;
    }
    hopeless = true;
  }

  std::uint64_t name_hash(Tag t) const { return t == Tag::other ? hash64(name_) : static_cast<std::uint64_t>(t); }

  void start_tag(Tag t, std::size_t begin) {
    if (t == Tag::frameset || t == Tag::frame || t == Tag::plaintext || t == Tag::option || t == Tag::optgroup) return;
    if (t == Tag::html || t == Tag::head || t == Tag::body) return emit();
    imply_ends(t);
    const Tag parent = open_.empty() ? Tag::body : open_.back().tag;
    const bool table_content = is_table_part(t) || t == Tag::td || t == Tag::th || t == Tag::caption || t == Tag::colgroup || t == Tag::col;
    if (is_table_part(parent) && !table_content) foster();
    if (is_block(t)) reopened();
    if (is_void(t)) return emit();
    if (open_.size() >= limits_.max_html_depth) {
      if (!deepest_) first_deep_ = begin;
      deepest_ = std::max(deepest_, open_.size() + 1 + surplus_depth_);
      surplus_depth_ += drop(t);
      return;
    }
    if (is_formatting(t)) {
      if (exhausted_ || formatting_ >= max_formatting) {
        drop(t);
        return;
      }
      active_.push_back(t);
      ++formatting_;
    } else if (sets_marker(t)) {
      active_.push_back(Tag::other);
    }
    open_.push_back({t, name_hash(t)});
    ++count_[static_cast<std::size_t>(t)];
    emit();
  }

  /// Leaves a start tag out. True if its end tag, too, must be: where end tags may be missing, the next one is worth keeping.
  bool drop(Tag t) {
    if (t == Tag::p || t == Tag::li || t == Tag::td || t == Tag::th || t == Tag::tr || t == Tag::dd || t == Tag::dt) return false;
    ++dropped_[static_cast<std::size_t>(t)];
    return true;
  }

  void emit() { result_.page.append(1, '<').append(name_).append(attributes_).append(1, '>'); }
  void emit_end(std::string_view name) { result_.page.append("</").append(name).append(1, '>'); }

  void end_tag(Tag t) {
    if (t == Tag::br) { result_.page += "<br>"; return; }
    if (t == Tag::html || t == Tag::head || t == Tag::body || is_skipped(t)) return;  // implied; early ones would only move content
    auto& surplus = dropped_[static_cast<std::size_t>(t)];
    if (surplus > 0) {
      --surplus;
      if (surplus_depth_ > 0) --surplus_depth_;
      return;
    }
    if (is_heading(t)) {
      for (std::size_t i = open_.size(); i-- > 0 && !is_boundary(open_[i].tag);)
        if (is_heading(open_[i].tag)) { pop_to(i); break; }
      return emit_end(name_);
    }
    if (count_[static_cast<std::size_t>(t)] == 0) return;
    if (is_formatting(t)) return end_formatting(t);
    if (steps_ > max_steps) return;
    const std::uint64_t name = name_hash(t);
    const bool table = is_table_part(t) || t == Tag::td || t == Tag::th || t == Tag::caption;
    for (std::size_t i = open_.size(); i-- > 0; ++steps_) {
      if (open_[i].name == name) {
        pop_to(i);
        if (is_block(t)) reopened();
        return emit_end(name_);
      }
      if (table ? open_[i].tag == Tag::table : is_special(t) ? is_boundary(open_[i].tag) : is_special(open_[i].tag)) return;
    }
  }

  void end_formatting(Tag t) {
    for (std::size_t i = active_.size(); i-- > 0 && active_[i] != Tag::other;)
      if (active_[i] == t) {
        active_.erase(active_.begin() + static_cast<std::ptrdiff_t>(i));
        --formatting_;
        break;
      }
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].tag == t) {
        // The adoption agency leaves blocks inside a misnested element open.
        const bool misnested = std::any_of(open_.begin() + static_cast<std::ptrdiff_t>(i) + 1, open_.end(), [](const Open& o) { return is_special(o.tag); });
        if (misnested) {
          --count_[static_cast<std::size_t>(t)];
          open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
          pop_to(i);
        }
        break;
      }
      if (is_boundary(open_[i].tag)) break;
    }
    emit_end(name_);
  }

  void imply_ends(Tag t) {
    if (closes_paragraph(t)) close_in_scope(Tag::p, true);
    if (t == Tag::li) return close_item(Tag::li, Tag::li);
    if (t == Tag::dd || t == Tag::dt) return close_item(Tag::dd, Tag::dt);
    if (is_heading(t) && !open_.empty() && is_heading(open_.back().tag)) return pop_to(open_.size() - 1);
    if (t == Tag::button) return close_in_scope(Tag::button, false);
    if (t == Tag::a) {
      for (std::size_t i = active_.size(); i-- > 0 && active_[i] != Tag::other;)
        if (active_[i] == Tag::a) {  // a link in a link ends the first
          const std::string name = std::exchange(name_, "a");
          end_formatting(Tag::a);
          name_ = name;
          return;
        }
      return;
    }
    const bool cell = t == Tag::td || t == Tag::th, section = t == Tag::tbody || t == Tag::thead || t == Tag::tfoot || t == Tag::caption || t == Tag::colgroup;
    if (!cell && !section && t != Tag::tr && !(t == Tag::table && between_cells())) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Tag o = open_[i].tag;
      if (t == Tag::table ? o == Tag::table : o == Tag::table || (cell && o == Tag::tr) || (t == Tag::tr && (o == Tag::tbody || o == Tag::thead || o == Tag::tfoot)))
        return pop_to(t == Tag::table ? i : i + 1);
    }
  }

  /// In a table, outside its cells (the insertion modes "in table" to "in row").
  bool between_cells() const {
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (is_table_part(open_[i].tag)) return true;
      if (is_boundary(open_[i].tag)) return false;
    }
    return false;
  }

  void close_in_scope(Tag t, bool button_ends) {
    if (count_[static_cast<std::size_t>(t)] == 0) return;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (open_[i].tag == t) return pop_to(i);
      if (is_boundary(open_[i].tag) || (button_ends && open_[i].tag == Tag::button)) return;
    }
  }

  void close_item(Tag a, Tag b) {
    for (std::size_t i = open_.size(); i-- > 0;) {
      const Tag o = open_[i].tag;
      if (o == a || o == b) return pop_to(i);
      if (is_special(o) && o != Tag::address && o != Tag::div && o != Tag::p) return;
    }
  }

  void pop_to(std::size_t size) {
    while (open_.size() > size) {
      const Tag t = open_.back().tag;
      --count_[static_cast<std::size_t>(t)];
      open_.pop_back();
      if (!sets_marker(t)) continue;
      while (!active_.empty() && active_.back() != Tag::other) { active_.pop_back(); --formatting_; }
      if (!active_.empty()) active_.pop_back();
    }
  }

  /// Something stands in a table outside its cells: a parser moves it before the table. Past the limit the table is ended instead.
  void foster() {
    if (++fostered_ <= max_fostered) return;
    if (fostered_ == max_fostered + 1) warn(fmt::format("more than {} things between the cells of tables at byte {}; tables ended there", with_commas(max_fostered), at_));
    for (std::size_t i = open_.size(); i-- > 0;)
      if (open_[i].tag == Tag::table) { pop_to(i); break; }
    emit_end("table");
  }

  /// A parser re-opens the active formatting elements in the next block; past the limit they are ended instead.
  void reopened() {
    if (active_.empty() || active_.back() == Tag::other) return;
    reopened_ += formatting_;
    if (reopened_ <= max_reopened) return;
    if (!exhausted_) warn(fmt::format("unclosed formatting tags at byte {} would be repeated without end; they were closed", at_));
    exhausted_ = true;
    const std::string name = name_;
    while (!active_.empty() && active_.back() != Tag::other) {
      for (const std::string_view n : {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
        if (tag_of(n) == active_.back()) { name_ = n; break; }
      end_formatting(active_.back());
    }
    name_ = name;
  }

  std::string_view in_;
  const Limits& limits_;
  Guarded result_;
  std::size_t at_ = 0;
  std::string name_, attributes_;  // of the tag in hand
  std::vector<Open> open_;
  std::vector<Tag> active_;  // active formatting elements; Tag::other is a marker
  std::array<std::uint32_t, 256> count_{}, dropped_{};
  std::array<bool, 256> no_end_{};
  std::size_t tags_ = 0, formatting_ = 0, fostered_ = 0, reopened_ = 0, steps_ = 0;
  std::size_t surplus_depth_ = 0, deepest_ = 0, first_deep_ = 0, most_attributes_ = 0, most_attributes_at_ = 0;
  bool no_comment_end_ = false, exhausted_ = false;
};

}  // namespace

Result<Guarded> guard(std::string_view page, const Limits& limits) {
  if (page.size() > limits.max_page_bytes)
    return fail(ErrorKind::over_limit, fmt::format("the page has {} bytes; limit {}", with_commas(page.size()), with_commas(limits.max_page_bytes)),
                limits.max_page_bytes, "raise the limit for pages or split the file");
  return Pass(page, limits).run();
}

}  // namespace stemma::ingest
