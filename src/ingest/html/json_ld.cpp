#include "ingest/html/json_ld.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/utf8.h"
#include "ingest/html/entities.h"

namespace stemma::ingest {
namespace {

using nlohmann::json;

constexpr std::size_t max_script = 4u << 20;
constexpr int max_nesting = 100;
constexpr std::size_t most_statements = 20;  // of one kind
constexpr std::size_t max_objects = 20'000;

/// The first balanced value of a script, made strict: no raw control characters in strings, no trailing commas, no junk around it.
std::optional<std::string> strict(std::string_view s) {
  const auto begin = s.find_first_of("{[");
  if (begin == std::string_view::npos || s.size() > max_script) return std::nullopt;
  std::string out;
  out.reserve(s.size());
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = begin; i < s.size(); ++i) {
    const char c = s[i];
    if (in_string) {
      if (c == '\\' && i + 1 < s.size()) {
        const char e = s[++i];
        if (std::string_view("\"\\/bfnrtu").find(e) == std::string_view::npos) {
          out += e == '\'' ? "'" : "\\\\";
          if (e == '\'') continue;
          --i;
          continue;
        }
        out += c;
        out += e;
        continue;
      }
      in_string = c != '"';
      out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
      continue;
    }
    if (c == '"') in_string = true;
    if (c == '}' || c == ']') {
      while (!out.empty() && (out.back() == ',' || out.back() == ' ')) out.pop_back();
      out += c;
      if (--depth == 0) return out;
      continue;
    }
    if ((c == '{' || c == '[') && ++depth > max_nesting) return std::nullopt;
    out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return out;  // cut off: the parser will refuse it, and the scan by keys has its turn
}

std::string text_of(const json& v) {
  if (v.is_string()) return squeeze(decode_entities(v.get_ref<const std::string&>()));
  if (v.is_array() && !v.empty()) return text_of(v.front());
  if (v.is_object())
    for (const char* key : {"@value", "name"})
      if (const auto at = v.find(key); at != v.end() && at->is_string()) return text_of(*at);
  return {};
}
std::string text_at(const json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() ? std::string() : text_of(*at);
}

bool has_type(const json& object, std::initializer_list<std::string_view> endings) {
  const auto at = object.find("@type");
  if (at == object.end()) return false;
  const auto fits = [&](const json& t) {
    return t.is_string() && std::any_of(endings.begin(), endings.end(), [&](std::string_view e) { return std::string_view(t.get_ref<const std::string&>()).ends_with(e); });
  };
  return at->is_array() ? std::any_of(at->begin(), at->end(), fits) : fits(*at);
}

bool is_article(const json& o) { return has_type(o, {"Article", "BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting", "AnalysisNews", "NewsArticle", "OpinionNewsArticle", "Review"}); }
bool is_page(const json& o) { return has_type(o, {"WebPage", "ItemPage", "VideoObject", "CreativeWork", "PodcastEpisode", "Recipe", "MedicalWebPage"}); }
bool is_organisation(const json& o) { return has_type(o, {"Organization", "Corporation", "NewsMediaOrganization", "GovernmentOrganization", "NGO", "Brand"}); }

class Graph {
 public:
  void add(const json& v, int depth = 0) {
    if (depth > max_nesting || objects_.size() > max_objects) return;
    if (v.is_array()) {
      for (const json& e : v) add(e, depth + 1);
    } else if (v.is_object()) {
      objects_.push_back(&v);
      if (const auto id = v.find("@id"); id != v.end() && id->is_string() && v.size() > 1) by_id_.emplace(id->get<std::string>(), &v);
      for (const auto& [key, e] : v.items())
        if (e.is_structured() && key != "comment" && key != "hasPart" && key != "itemListElement" && key != "isPartOf" && key != "relatedLink") add(e, depth + 1);
    }
  }

  /// The object that `v` is or refers to.
  const json& resolve(const json& v) const {
    if (!v.is_object()) return v;
    const auto id = v.find("@id");
    if (id == v.end() || !id->is_string() || v.contains("name")) return v;
    const auto at = by_id_.find(id->get_ref<const std::string&>());
    return at == by_id_.end() ? v : *at->second;
  }

  const std::vector<const json*>& objects() const { return objects_; }

 private:
  std::vector<const json*> objects_;
  std::map<std::string, const json*, std::less<>> by_id_;
};

void state(std::vector<Stated>& list, std::string value, const char* origin = "json-ld") {
  if (!value.empty() && value.size() < 2000 && list.size() < most_statements) list.push_back({std::move(value), origin});
}

void read_authors(const Graph& graph, const json& v, std::vector<Signature>& authors, Facts& facts) {
  if (v.is_array()) {
    for (const json& e : v)
      if (!e.is_array()) read_authors(graph, e, authors, facts);
    return;
  }
  const json& who = graph.resolve(v);
  std::string name = text_of(who);
  if (name.empty() || name.size() > 300) return;
  const bool organisation = who.is_object() && is_organisation(who) && !has_type(who, {"Person"});
  if (organisation) facts.credits.push_back(name);
  authors.push_back({{{std::move(name), "json-ld"}, organisation}});
}

/// liveBlogUpdate of a LiveBlogPosting.
void read_updates(const Graph& graph, const json& blog, Facts& facts) {
  facts.live = true;
  const auto at = blog.find("liveBlogUpdate");
  if (at == blog.end() || !at->is_array()) return;
  for (const json& v : *at) {
    const json& u = graph.resolve(v);
    if (!u.is_object()) continue;
    Update update{text_at(u, "headline"), text_at(u, "articleBody"), text_at(u, "datePublished"), {}};
    if (const auto who = u.find("author"); who != u.end()) read_authors(graph, *who, update.authors, facts);
    facts.updates.push_back(std::move(update));
  }
}

bool is_false(const json& v) { return v.is_boolean() ? !v.get<bool>() : v.is_string() && fold(v.get_ref<const std::string&>()) == "false"; }

void read_article(const Graph& graph, const json& a, Facts& facts, bool certain) {
  for (const char* key : {"headline", "name", "alternativeHeadline"}) {
    std::string title = text_at(a, key);
    if (title.empty()) continue;
    state(facts.titles, std::move(title));
    break;
  }
  state(facts.descriptions, text_at(a, "description"));
  state(facts.published, text_at(a, "datePublished"));
  state(facts.published, text_at(a, "dateCreated"), "json-ld dateCreated");
  state(facts.modified, text_at(a, "dateModified"));
  state(facts.urls, text_at(a, "url"));
  state(facts.sections, text_at(a, "articleSection"));
  state(facts.languages, text_at(a, "inLanguage"));
  if (const auto at = a.find("mainEntityOfPage"); at != a.end()) {
    if (at->is_string()) state(facts.urls, at->get<std::string>());
    if (at->is_object()) state(facts.urls, text_at(*at, "@id"));
  }
  for (const char* key : {"publisher", "sourceOrganization"}) {
    const auto at = a.find(key);
    if (at == a.end()) continue;
    const json& who = graph.resolve(at->is_array() && !at->empty() ? at->front() : *at);
    std::string name = text_of(who);
    if (key[0] == 'p' && who.is_object() && has_type(who, {"Person"})) state(facts.owners, name);
    if (key[0] == 's') {
      if (!name.empty()) facts.credits.push_back(std::move(name));
    } else if (name.size() < 120 && name.find("://") == std::string::npos) {
      state(facts.publishers, std::move(name));
    }
  }
  std::vector<Signature> authors;
  for (const char* key : {"author", "creator"})
    if (const auto at = a.find(key); at != a.end() && authors.empty()) read_authors(graph, *at, authors, facts);
  if (!authors.empty()) facts.authors.push_back(std::move(authors));
  if (!certain) return;
  if (const auto at = a.find("isAccessibleForFree"); at != a.end()) facts.for_subscribers = is_false(*at);
  for (const char* key : {"articleBody", "text"}) {
    if (!facts.article_body.empty()) break;
    if (const auto at = a.find(key); at != a.end() && at->is_string()) facts.article_body = decode_entities(at->get_ref<const std::string&>());
  }
  if (const std::string status = text_at(a, "creativeWorkStatus"); fold(status) == "withdrawn" || fold(status) == "retracted") facts.withdrawn = true;
}

/// Values of keys in what is no JSON at all: "datePublished": "...".
void scan_keys(std::string_view s, Facts& facts) {
  const auto value = [&](std::string_view key) -> std::string {
    const auto at = s.find(key);
    if (at == std::string_view::npos) return {};
    const auto colon = s.find_first_not_of(" \t\r\n", at + key.size());
    if (colon == std::string_view::npos || s[colon] != ':') return {};
    const auto open = s.find_first_not_of(" \t\r\n", colon + 1);
    if (open == std::string_view::npos || s[open] != '"') return {};
    auto close = open + 1;
    while (close < s.size() && s[close] != '"' && close - open < 1000) close += s[close] == '\\' ? 2 : 1;
    const json v = json::parse(s.substr(open, std::min(close + 1, s.size()) - open), nullptr, false);
    return v.is_string() ? text_of(v) : std::string();
  };
  state(facts.titles, value("\"headline\""));
  state(facts.published, value("\"datePublished\""));
  state(facts.modified, value("\"dateModified\""));
}

}  // namespace

void read_json_ld(const std::vector<std::string_view>& scripts, const std::vector<std::string>& titles, Facts& facts) {
  std::vector<json> values;
  std::vector<std::string_view> broken;
  for (const std::string_view script : scripts) {
    const auto clean = strict(script);
    if (!clean) continue;
    const auto mended = without_half_surrogates(*clean);
    json v = json::parse(mended ? *mended : *clean, nullptr, false);
    if (v.is_discarded()) {
      broken.push_back(script);
    } else {
      values.push_back(std::move(v));
    }
  }
  Graph graph;
  for (const json& v : values) graph.add(v);

  const json* best = nullptr;
  int best_score = 0;
  const json* fallback = nullptr;
  for (const json* o : graph.objects()) {
    if (!is_article(*o)) {
      if (is_page(*o) && !fallback && (o->contains("datePublished") || o->contains("author"))) fallback = o;
      continue;
    }
    const std::string headline = fold(text_at(*o, o->contains("headline") ? "headline" : "name"));
    int score = 1;
    for (const std::string& t : titles)
      if (!headline.empty() && (t.find(headline) != std::string::npos || headline.find(t) != std::string::npos)) score += 4;
    score += (o->contains("datePublished") ? 1 : 0) + (o->contains("author") ? 1 : 0) + (o->contains("publisher") ? 1 : 0) + (o->contains("articleBody") ? 1 : 0);
    if (score > best_score) {
      best_score = score;
      best = o;
    }
  }
  if (best) read_article(graph, *best, facts, true);
  for (const json* o : graph.objects())
    if (has_type(*o, {"LiveBlogPosting"}) && !facts.live) read_updates(graph, *o, facts);
  if (fallback) read_article(graph, *fallback, facts, false);
  for (const std::string_view s : broken) scan_keys(s, facts);
  // The site's own name, after what articles say of their publisher.
  for (const json* o : graph.objects()) {
    if (has_type(*o, {"WebSite"})) {
      if (const std::string name = text_at(*o, "name"); name.size() < 80) state(facts.publishers, name, "json-ld WebSite");
    } else if (has_type(*o, {"NewsMediaOrganization"})) {
      if (const std::string name = text_at(*o, "name"); name.size() < 80) state(facts.publishers, name, "json-ld organisation");
    }
  }
}

}  // namespace stemma::ingest
