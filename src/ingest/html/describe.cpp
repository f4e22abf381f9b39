#include "ingest/html/describe.h"

#include <algorithm>
#include <unordered_set>

#include "base/utf8.h"
#include "ingest/html/authors.h"
#include "ingest/html/capture.h"
#include "ingest/html/page_dates.h"
#include "ingest/html/publisher.h"
#include "ingest/html/title.h"
#include "ingest/meta/language.h"
#include "ingest/meta/names.h"
#include "ingest/phrases.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t most_conflicts = 3;  // of one field

/// "https://www.lantern.example/world/dam/?page=2#top" -> "lantern.example/world/dam": what makes two addresses the same for readers.
std::string plain_address(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("?#"));
  while (url.ends_with('/')) url.remove_suffix(1);
  for (const std::string_view host : {"www.", "m.", "amp.", "mobile."})
    if (url.starts_with(host)) url.remove_prefix(host.size());
  return ascii_lower(url);
}

class Describer {
 public:
  explicit Describer(const Subject& subject)
      : s_(subject), page_(subject.page), facts_(page_.facts), main_(subject.main), d_(subject.document) {}

  std::vector<std::string> run() {
    url();
    publisher();
    find_title(s_);
    find_authors(s_);
    section();
    language();
    find_dates(s_);
    withdrawn();
    find_flaws(s_);
    return lines();
  }

 private:
  /// Canonical link, og:url, JSON-LD, the address of the capture. A site's front page as the address of a story is a template's mistake.
  void url() {
    const auto deep = [](std::string_view u) {
      return plain_address(u).find('/') != std::string::npos || u.find('?') != std::string_view::npos;
    };
    std::vector<Stated> urls;
    for (const std::string_view origin : {"permalink", "canonical", "og:url", "json-ld"})
      for (const Stated& u : facts_.urls)
        if (u.origin == origin && u.value.starts_with("http")) urls.push_back(u);
    if (!s_.context.url.empty()) urls.push_back({s_.context.url, "capture"});
    if (urls.empty()) return;
    const auto first = std::find_if(urls.begin(), urls.end(), [&](const Stated& u) { return deep(u.value); });
    d_.url = first == urls.end() ? urls.front() : *first;
    for (const Stated& u : urls)
      if (deep(u.value) && plain_address(u.value) != plain_address(d_.url.value)) add_conflict(d_, "url", d_.url, u);
  }

  void publisher() {
    d_.publisher = find_publisher(page_, main_, d_.url.value);
    const std::string kept = outlet_letters(d_.publisher.value);
    for (const Stated& p : facts_.publishers) {
      const std::string other = outlet_letters(p.value);
      // apps have names of their own
      const bool said = p.origin.starts_with("json-ld") || p.origin == "og:site_name" || p.origin.starts_with("microdata");
      if (kept.empty() || other.empty() || !said || p.value.find("://") != std::string::npos) continue;
      if (same_outlet(p.value, d_.publisher.value)) continue;
      if (kept.find(other) == std::string::npos && other.find(kept) == std::string::npos) add_conflict(d_, "publisher", d_.publisher, p);
    }
  }

  /// The first of a list: "World, Politics" -> "World"; addresses and trails are none.
  void section() {
    for (const Stated& s : facts_.sections) {
      const std::string name(trim(std::string_view(s.value).substr(0, s.value.find_first_of(",;|>/"))));
      if (name.size() < 2 || name.size() > 60 || s.value.find("://") != std::string::npos || !is_letter_first(name)) continue;
      d_.section = {name, s.origin};
      return;
    }
  }
  static bool is_letter_first(std::string_view s) {
    std::size_t at = 0;
    return is_letter(next_code_point(s, at));
  }

  void language() {
    Stated declared;
    for (const Stated& l : facts_.languages) {
      std::string code = to_lower(l.value.substr(0, l.value.find_first_of("-_, ")));
      if (code.size() != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z') continue;
      declared = {std::move(code), l.origin};
      break;
    }
    const std::string seen = d_.text.size() > 60 ? detect_language(d_.text, 70) : "und";
    const bool reliable = seen.size() == 2;  // two letters: neither "und" nor a language that pages cannot declare so
    // A template's lang="en" stands on many a page in another language; long text is better evidence.
    if (reliable && (declared.empty() || (seen != declared.value && d_.text.size() > 400))) d_.language = seen;
    else d_.language = declared.empty() ? "und" : declared.value;
    if (!declared.empty() && declared.value != d_.language) add_conflict(d_, "language", {d_.language, "text"}, declared);
  }

  void withdrawn() {
    d_.withdrawn = facts_.withdrawn;
    for (const auto* list : {&main_.above, &main_.below})
      for (const std::uint32_t i : *list)
        if (!(page_.furniture_of(page_.pieces[i]) & (hint_comments | hint_related)))
          d_.withdrawn = d_.withdrawn || is_withdrawal(s_.piece(i));
    for (const Block& b : d_.blocks) d_.withdrawn = d_.withdrawn || is_withdrawal(slice(d_, b.span));
    for (const Stated& t : facts_.titles) {
      const std::string s = fold(t.value);
      d_.withdrawn = d_.withdrawn || s.starts_with("withdrawn:") || s.starts_with("retracted:") || s.starts_with("[withdrawn]") ||
          s.starts_with("[retracted]");
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
        if (!(page_.furniture_of(page_.pieces[i]) & (hint_comments | hint_related | hint_navigation | hint_masthead | hint_credit | hint_caption))) add(s_.piece(i));
    for (const Piece& p : page_.pieces)
      if (is_copyright(p.text) || is_signoff(p.text)) add(p.text);
    return out;
  }

  const Subject& s_;
  const Page& page_;
  const Facts& facts_;
  const MainText& main_;
  Document& d_;
};

}  // namespace

std::uint32_t Subject::text_begin() const {
  for (const TextPart& part : main.parts)
    if (part.kind != BlockKind::headline && part.kind != BlockKind::standfirst) return page.pieces[part.piece].first;
  return page.tree.size();
}

std::uint32_t Subject::text_end() const {
  std::uint32_t end = 0;
  for (const TextPart& part : main.parts) end = std::max(end, page.tree[page.pieces[part.piece].node].end);
  return end == 0 ? page.tree.size() : end;
}

void add_conflict(Document& document, std::string_view field, const Stated& kept, Stated other) {
  std::size_t of_field = 0;
  for (const Conflict& c : document.conflicts) {
    if (c.field != field) continue;
    if (++of_field >= most_conflicts || fold(c.other.value) == fold(other.value)) return;
  }
  document.conflicts.push_back({std::string(field), kept, std::move(other)});
}

std::vector<std::string> describe(const Page& page, const MainText& main, const PageContext& context, Document& document) {
  return Describer({page, main, context, document}).run();
}

}  // namespace stemma::ingest
