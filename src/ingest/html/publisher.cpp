#include "ingest/html/publisher.h"

#include <algorithm>

#include "base/utf8.h"
#include "ingest/html/describe.h"
#include "ingest/html/phrases.h"
#include "ingest/meta/names.h"

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

}  // namespace

Stated find_publisher(const Page& page, const MainText& main, const std::string&) {
  const Facts& facts = page.facts;
  const Tree& tree = page.tree;
  // Names that the page shows as its own, from the top of the page down to the article: brand, home link, logo.
  std::vector<Stated> shown, imprint;
  const std::uint32_t article = main.parts.empty() ? tree.size() : page.pieces[main.parts.front().piece].first;
  for (std::uint32_t i = 0; i < tree.size() && i < article; ++i) {
    const Node& n = tree[i];
    const bool home = n.tag == Tag::a && (tree.attribute(i, "href") == "/" || tree.attribute(i, "href").ends_with(".com/") || tree.attribute(i, "rel") == "home");
    if (!home && !(page.hints[i] & hint_masthead)) continue;
    std::string name = tree.text(i, 120);
    for (std::uint32_t k = i; name.empty() && k < n.end; ++k)
      if (tree[k].tag == Tag::img) name = squeeze(tree.attribute(k, "alt"));
    if (fit_for_name(name)) shown.push_back({std::move(name), "masthead"});
  }
  for (const Piece& p : page.pieces)
    if (is_copyright(p.text))
      if (std::string name = copyright_name(p.text); fit_for_name(name)) imprint.push_back({std::move(name), "copyright"});

  Stated best;
  for (const Stated& p : facts.publishers)
    if (fit_for_name(p.value)) { best = p; break; }
  std::vector<std::string> names;
  for (const auto* list : {&shown, &imprint})
    for (const Stated& s : *list) names.push_back(s.value);
  std::string suffix;
  clean_title(facts.html_title, names, &suffix);
  if (best.empty() && fit_for_name(suffix)) {
    best = {suffix, "<title>"};
  }
  if (best.empty() && !shown.empty()) best = shown.front();
  if (best.empty() && !imprint.empty()) best = imprint.front();
  // The fullest form of the same name.
  std::vector<Stated> all = facts.publishers;
  for (const auto* list : {&shown, &imprint}) all.insert(all.end(), list->begin(), list->end());
  for (const Stated& s : all)
    if (s.value.size() > best.value.size() && s.value.starts_with("The ") && std::string_view(s.value).substr(4) == best.value) best = s;
  return best;
}

}  // namespace stemma::ingest
