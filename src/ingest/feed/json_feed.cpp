#include "ingest/feed/json_feed.h"

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/jsonl/json_text.h"
#include "ingest/jsonl/members.h"

namespace stemma::ingest {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* key) {
  const auto hit = object.find(key);
  if (hit == object.end()) return {};
  if (hit->is_number_integer()) return std::to_string(hit->get<std::int64_t>());  // ids of the first version
  return hit->is_string() ? to_valid_utf8(hit->get_ref<const std::string&>()) : std::string{};
}

void add_names(const json& object, std::vector<std::string>& to) {
  const auto add = [&](const json& author) {
    if (author.is_object())
      if (std::string name = squeeze(text(author, "name")); !name.empty()) to.push_back(std::move(name));
  };
  if (const auto many = object.find("authors"); many != object.end() && many->is_array())
    for (const json& author : *many) add(author);
  if (const auto one = object.find("author"); to.empty() && one != object.end()) add(*one);
}

// A string of the item with the way back to the feed; `at` is where the item begins in it.
MappedText mapped(std::string_view item, std::string_view key, std::uint64_t at) {
  auto found = json_text(item, key);
  if (!found) return {};
  shift_source(found->map, at);
  return std::move(*found);
}

FeedItem read_item(std::string_view bytes, std::uint64_t at) {
  FeedItem item;
  const json object = json::parse(bytes, nullptr, false);
  if (!object.is_object()) return item;
  item.title = text_as_html(mapped(bytes, "title", at));
  item.body = trimmed(mapped(bytes, "content_html", at));
  if (item.body.empty()) item.body = text_as_html(mapped(bytes, "content_text", at));
  item.summary = text_as_html(mapped(bytes, "summary", at));
  item.link = text(object, "url");
  if (item.link.empty()) item.link = text(object, "external_url");
  item.guid = text(object, "id");
  item.published = text(object, "date_published");
  item.updated = text(object, "date_modified");
  item.language = text(object, "language");
  add_names(object, item.creators);
  return item;
}

}  // namespace

bool like_json_feed(std::string_view start) { return start.find("jsonfeed.org/version/") != std::string_view::npos; }

Feed parse_json_feed(std::string_view utf8) {
  Feed feed;
  const std::size_t begin = utf8.find('{');
  const std::string_view object = begin == std::string_view::npos ? std::string_view{} : utf8.substr(begin);
  if (!json::accept(object)) {
    feed.broken = Error{ErrorKind::malformed, "its JSON is damaged", Error::nowhere, "get the file again"};
    return feed;
  }
  const auto field = [&](std::string_view key) {
    const auto found = json_text(object, key);
    return found ? found->text : std::string{};
  };
  feed.title = field("title");
  feed.link = field("home_page_url");
  feed.language = field("language");
  for (const std::string_view item : json_elements(object, "items")) {
    feed.items.push_back(read_item(item, static_cast<std::uint64_t>(item.data() - utf8.data())));
    feed.items.back().link = resolve_link(feed.link, feed.items.back().link);
  }
  return feed;
}

}  // namespace stemma::ingest
