#include "ingest/html/head_facts.h"

#include <algorithm>
#include <map>

#include "base/utf8.h"
#include "ingest/html/entities.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t most_statements = 40;  // of one kind; a page that states more states nothing

enum class Field { title, description, author, publisher, published, modified, url, language, section };

struct MetaName {
  std::string_view name;
  Field field;
  int rank;  // lower is better
};

// Names of <meta>, lower case: OpenGraph, Twitter cards, Dublin Core, Parse.ly, Sail-thru, Highwire, and what old systems wrote.
constexpr MetaName meta_names[] = {
    {"og:title", Field::title, 1}, {"twitter:title", Field::title, 2}, {"dc.title", Field::title, 3}, {"dcterms.title", Field::title, 3},
    {"parsely-title", Field::title, 3}, {"sailthru.title", Field::title, 3}, {"citation_title", Field::title, 2}, {"title", Field::title, 4}, {"headline", Field::title, 3},
    {"og:description", Field::description, 1}, {"description", Field::description, 2}, {"twitter:description", Field::description, 2},
    {"dc.description", Field::description, 3}, {"sailthru.description", Field::description, 3},
    {"author", Field::author, 2}, {"article:author", Field::author, 3}, {"parsely-author", Field::author, 1}, {"sailthru.author", Field::author, 1},
    {"dc.creator", Field::author, 2}, {"dcterms.creator", Field::author, 2}, {"dc.author", Field::author, 3}, {"citation_author", Field::author, 1}, {"byl", Field::author, 1},
    {"article:author_name", Field::author, 2}, {"og:article:author", Field::author, 3}, {"authors", Field::author, 2}, {"og:author", Field::author, 3},
    {"article.author", Field::author, 2}, {"twitter:data1", Field::author, 9}, {"cxenseparse:author", Field::author, 1}, {"bt:author", Field::author, 2},
    {"og:site_name", Field::publisher, 1}, {"dc.publisher", Field::publisher, 2}, {"dcterms.publisher", Field::publisher, 2}, {"citation_journal_title", Field::publisher, 1},
    {"application-name", Field::publisher, 3}, {"apple-mobile-web-app-title", Field::publisher, 4}, {"al:ios:app_name", Field::publisher, 6}, {"publisher", Field::publisher, 3},
    {"article:published_time", Field::published, 1}, {"og:article:published_time", Field::published, 1}, {"og:published_time", Field::published, 2},
    {"parsely-pub-date", Field::published, 2}, {"sailthru.date", Field::published, 2}, {"datepublished", Field::published, 2}, {"date.published", Field::published, 2},
    {"dc.date.issued", Field::published, 2}, {"dcterms.issued", Field::published, 2}, {"dcterms.created", Field::published, 3}, {"dc.date.created", Field::published, 3},
    {"dc.date", Field::published, 3}, {"dcterms.date", Field::published, 3}, {"date", Field::published, 4}, {"pubdate", Field::published, 2}, {"publish-date", Field::published, 2},
    {"publish_date", Field::published, 2}, {"publication_date", Field::published, 2}, {"published_at", Field::published, 2}, {"published_date", Field::published, 2},
    {"publicationdate", Field::published, 2}, {"ptime", Field::published, 3}, {"displaydate", Field::published, 3}, {"article.published", Field::published, 2},
    {"article:published", Field::published, 2}, {"citation_publication_date", Field::published, 3}, {"citation_date", Field::published, 3}, {"created", Field::published, 4},
    {"article_date_original", Field::published, 2}, {"originalpublicationdate", Field::published, 2}, {"article.created", Field::published, 3},
    {"cxenseparse:recs:publishtime", Field::published, 3}, {"cxenseparse:publishtime", Field::published, 3}, {"bt:pubdate", Field::published, 3},
    {"eomportal-firstpublished", Field::published, 3}, {"dc.date.published", Field::published, 2}, {"last-modified-date", Field::modified, 3},
    {"article:modified_time", Field::modified, 1}, {"og:updated_time", Field::modified, 2}, {"og:article:modified_time", Field::modified, 1},
    {"dc.date.modified", Field::modified, 2}, {"dcterms.modified", Field::modified, 2}, {"datemodified", Field::modified, 2}, {"lastmod", Field::modified, 3},
    {"last-modified", Field::modified, 3}, {"revised", Field::modified, 3}, {"article:updated_time", Field::modified, 1},
    {"og:url", Field::url, 2}, {"twitter:url", Field::url, 3}, {"parsely-link", Field::url, 3},
    {"article:section", Field::section, 1}, {"parsely-section", Field::section, 2}, {"section", Field::section, 3}, {"article.section", Field::section, 2},
    {"cxenseparse:recs:category", Field::section, 4}, {"article:section_name", Field::section, 3},
    {"dc.language", Field::language, 2}, {"og:locale", Field::language, 3}, {"content-language", Field::language, 2}, {"language", Field::language, 3},
};

constexpr MetaName item_props[] = {
    {"headline", Field::title, 2}, {"name", Field::title, 6}, {"description", Field::description, 4}, {"author", Field::author, 1}, {"creator", Field::author, 2},
    {"publisher", Field::publisher, 0}, {"datepublished", Field::published, 1}, {"datecreated", Field::published, 3}, {"datemodified", Field::modified, 1},
    {"inlanguage", Field::language, 1}, {"articlesection", Field::section, 1}, {"uploaddate", Field::published, 5},
};

template <std::size_t N>
const MetaName* find(const MetaName (&table)[N], std::string_view name) {
  const auto at = std::find_if(std::begin(table), std::end(table), [&](const MetaName& m) { return m.name == name; });
  return at == std::end(table) ? nullptr : at;
}

struct Found {
  Field field;
  int rank;
  Stated stated;
  std::uint32_t node;  // 0: in the head
};

/// The value of a microdata property: content, datetime, or the name inside a nested item, or its text.
std::string item_value(const Tree& tree, std::uint32_t i, bool date) {
  if (const auto v = tree.attribute(i, "content"); !v.empty()) return squeeze(v);
  if (const auto v = tree.attribute(i, "datetime"); !v.empty() && date) return squeeze(v);
  if (tree.has(i, "itemscope"))
    for (std::uint32_t k = i + 1; k < tree[i].end; ++k)
      if (tree.attribute(k, "itemprop") == "name") {
        if (const auto v = tree.attribute(k, "content"); !v.empty()) return squeeze(v);
        return tree.text(k, 200);
      }
  return tree.text(i, 300);
}

}  // namespace

std::vector<std::string> folded_titles(const Tree& tree) {
  std::vector<std::string> titles;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == Tag::title && titles.size() < 8) titles.push_back(fold(tree.text(i, 1000)));
    if (tree[i].tag != Tag::meta) continue;
    std::string_view name = tree.attribute(i, "property");
    if (name.empty()) name = tree.attribute(i, "name");
    if (name == "og:title" || name == "twitter:title") titles.push_back(fold(tree.attribute(i, "content")));
  }
  std::erase(titles, std::string());
  return titles;
}

void read_head(const Tree& tree, Facts& facts) {
  std::vector<Found> found;
  const auto add = [&](Field field, int rank, std::string value, std::string origin, std::uint32_t node = 0) {
    if (!value.empty() && value.size() < 3000) found.push_back({field, rank, {std::move(value), std::move(origin)}, node});
  };
  std::uint32_t foreign_item_end = 0;  // inside an item that is no article: a person, an organisation, a comment, a product
  bool story_seen = false;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const Node& n = tree[i];
    if (n.tag == Tag::text) continue;
    if (n.tag == Tag::html) {
      std::string_view lang = tree.attribute(i, "lang");
      if (lang.empty()) lang = tree.attribute(i, "xml:lang");
      add(Field::language, 1, std::string(lang), "html lang");
      continue;
    }
    if (n.tag == Tag::title && facts.html_title.empty() && tree[n.parent].tag == Tag::head) facts.html_title = tree.text(i, 1000);
    if (n.attributes == 0) continue;
    if (n.tag == Tag::meta) {
      const std::string_view content = tree.attribute(i, "content");
      for (const std::string_view attribute : {"property", "name", "http-equiv"}) {
        const std::string_view raw = tree.attribute(i, attribute);
        if (raw.empty() || raw.size() > 60) continue;
        std::string name = to_lower(trim(raw));
        std::replace(name.begin(), name.end(), ' ', '.');
        if (name.starts_with("dc:") || name.starts_with("dcterms:")) name[name.find(':')] = '.';
        if (const MetaName* m = find(meta_names, name)) {
          add(m->field, m->rank, squeeze(decode_entities(content)), attribute == "http-equiv" ? "header: " + name : name);
          break;
        }
      }
    } else if (n.tag == Tag::link) {
      if (tree.attribute(i, "rel") == "canonical") add(Field::url, 1, std::string(tree.attribute(i, "href")), "canonical");
      continue;
    }
    if (n.tag == Tag::figure && i >= foreign_item_end) foreign_item_end = n.end;
    const std::string_view props = tree.attribute(i, "itemprop");
    if (tree.has(i, "itemscope") && i >= foreign_item_end) {
      const std::string_view type = tree.attribute(i, "itemtype");
      const bool article = type.empty() || type.find("Article") != std::string_view::npos || type.find("Posting") != std::string_view::npos ||
                           type.find("Page") != std::string_view::npos || type.find("Report") != std::string_view::npos || type.find("CreativeWork") != std::string_view::npos ||
                           type.ends_with("Blog") || type.find("Review") != std::string_view::npos;
      const bool story = type.find("Article") != std::string_view::npos || type.find("Posting") != std::string_view::npos || type.find("Report") != std::string_view::npos;
      if (story && story_seen) foreign_item_end = n.end;  // a story inside or behind the page's own is another one
      story_seen = story_seen || story;
      if (!article && props != "author" && props != "publisher" && props != "creator") foreign_item_end = n.end;
    }
    if (props.empty() || i < foreign_item_end) continue;
    for (std::size_t from = 0; from < props.size();) {
      const std::size_t end = std::min(props.find(' ', from), props.size());
      const std::string name = to_lower(props.substr(from, end - from));
      from = end + 1;
      const MetaName* m = find(item_props, name);
      if (!m || (name == "name" && n.tag != Tag::meta)) continue;
      const bool date = m->field == Field::published || m->field == Field::modified;
      add(m->field, m->rank, item_value(tree, i, date), "microdata " + name, n.tag == Tag::meta || n.tag == Tag::link ? 0 : i);
    }
    if (tree.has(i, "itemscope") && (props == "author" || props == "publisher" || props == "creator")) foreign_item_end = std::max(foreign_item_end, n.end);
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.rank < b.rank; });
  std::map<std::string, std::vector<Signature>> authors;  // several <meta> of one name are one list
  std::vector<std::string> order;
  const auto keep = [](std::vector<Stated>& list, Stated& stated) {
    if (list.size() < most_statements) list.push_back(std::move(stated));
  };
  for (Found& f : found) {
    switch (f.field) {
      case Field::title: keep(facts.titles, f.stated); break;
      case Field::description: keep(facts.descriptions, f.stated); break;
      case Field::publisher: keep(facts.publishers, f.stated); break;
      case Field::published: keep(facts.published, f.stated); break;
      case Field::modified: keep(facts.modified, f.stated); break;
      case Field::url: keep(facts.urls, f.stated); break;
      case Field::language: keep(facts.languages, f.stated); break;
      case Field::section: keep(facts.sections, f.stated); break;
      case Field::author: {
        auto& list = authors[f.stated.origin];
        if (list.empty()) order.push_back(f.stated.origin);
        if (list.size() < 30) list.push_back({{std::move(f.stated)}, f.node});
        break;
      }
    }
  }
  for (const std::string& o : order) facts.authors.push_back(std::move(authors[o]));
}

}  // namespace stemma::ingest
