#include "ingest/newsml/ninjs.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/charset.h"
#include "ingest/jsonl/json_text.h"
#include "ingest/jsonl/members.h"
#include "ingest/newsml/item.h"

namespace stemma::ingest {
namespace {

using nlohmann::json;

// "pubStatus", "pub_status", "pubstatus" are one name.
std::string plain_key(std::string_view key) {
  std::string out;
  for (const char c : ascii_lower(key))
    if (c != '_') out += c;
  return out;
}

class NinjsReader {
 public:
  /// `at` is where the object begins in the file.
  NinjsReader(std::string_view object, std::uint64_t at) : bytes_(object), at_(at), object_(json::parse(object, nullptr, false)) {
    if (!valid()) return;
    for (auto member = object_.cbegin(); member != object_.cend(); ++member) members_.emplace_hint(members_.end(), plain_key(member.key()), member);
  }
  NinjsReader(const NinjsReader&) = delete;  // `members_` points into `object_`
  NinjsReader& operator=(const NinjsReader&) = delete;

  bool valid() const { return object_.is_object(); }
  std::string text(std::string_view key) const;
  std::string name_in(std::string_view key) const;
  std::vector<std::string> names_in(std::string_view key) const;
  MappedText mapped(std::string_view key) const;
  MappedText role(std::string_view key, bool html) const;

 private:
  json::const_iterator find(std::string_view key) const;

  std::string_view bytes_;
  std::uint64_t at_;
  json object_;
  std::map<std::string, json::const_iterator, std::less<>> members_;  // by plain key: of several alike, the first
};

json::const_iterator NinjsReader::find(std::string_view key) const {
  const auto at = members_.find(key);
  return at == members_.end() ? object_.end() : at->second;
}

std::string NinjsReader::text(std::string_view key) const {
  const auto hit = find(key);
  return hit != object_.end() && hit->is_string() ? squeeze(to_valid_utf8(hit->get_ref<const std::string&>())) : std::string{};
}

// The names in a list of objects ("infosource": [{"name": "Boreal Press"}]), or the words themselves.
std::vector<std::string> NinjsReader::names_in(std::string_view key) const {
  std::vector<std::string> out;
  const auto hit = find(key);
  if (hit == object_.end()) return out;
  const auto add = [&](const json& value) {
    const json* name = value.is_object() && value.contains("name") ? &value["name"] : &value;
    if (name->is_string()) out.push_back(squeeze(to_valid_utf8(name->get_ref<const std::string&>())));
  };
  if (!hit->is_array()) add(*hit);
  else
    for (const json& value : *hit) add(value);
  return out;
}

std::string NinjsReader::name_in(std::string_view key) const {
  const auto names = names_in(key);
  return names.empty() ? std::string{} : names.front();
}

MappedText NinjsReader::mapped(std::string_view key) const {
  const auto hit = find(key);
  if (hit == object_.end() || !hit->is_string()) return {};
  auto found = json_text(bytes_, hit.key());
  if (!found) return {};
  shift_source(found->map, at_);
  return trimmed(std::move(*found));
}

// Of 2.x: "headlines": [{"role": "main", "value": "..."}], "bodies": [{"role", "contenttype", "value"}]: the main one, else the first.
MappedText NinjsReader::role(std::string_view key, bool html) const {
  const auto hit = find(key);
  MappedText out;
  if (hit == object_.end()) return out;
  bool main = false;
  for (const std::string_view element : json_elements(bytes_, hit.key())) {
    const NinjsReader inner(element, at_ + static_cast<std::uint64_t>(element.data() - bytes_.data()));
    if (!inner.valid() || main) continue;
    MappedText value = inner.mapped("value");
    const bool now_main = inner.text("role") == "main";
    if (value.empty() || (!out.empty() && !now_main)) continue;
    out = !html || inner.text("contenttype").find("html") != std::string::npos ? std::move(value) : text_as_html(value);
    main = now_main;
  }
  return out;
}

NewsItem read_item(const NinjsReader& in) {
  NewsItem out;
  out.guid = in.text("uri");
  if (out.guid.empty()) out.guid = in.text("guid");  // Superdesk's
  out.status = news_status(in.text("pubstatus"));
  out.headline = in.mapped("headline");
  if (out.headline.empty()) out.headline = in.role("headlines", false);
  for (const char* key : {"bodyxhtml", "bodyhtml"})
    if (out.body.empty()) out.body = in.mapped(key);
  if (out.body.empty()) out.body = text_as_html(in.mapped("bodytext"));
  if (out.body.empty()) out.body = in.role("bodies", true);
  out.note = in.mapped("ednote");
  for (const std::string& signal : {in.text("signal"), in.text("profile"), in.name_in("genre")})
    out.correction = out.correction || news_status(signal) == "correction";
  for (const char* key : {"byline", "by", "bylines", "authors"})
    if (out.bylines.empty()) out.bylines = in.names_in(key);
  out.dateline = in.text("located");
  out.credit_line = in.text("creditline");
  out.copyright_holder = in.text("copyrightholder");
  for (const char* key : {"provider", "source", "infosource", "infosources"})
    if (out.provider.empty()) out.provider = in.name_in(key);
  out.service = in.name_in("service");
  out.created = in.text("firstcreated");
  if (out.created.empty()) out.created = in.text("contentcreated");
  out.versioned = in.text("versioncreated");
  out.language = in.text("language");
  return out;
}

}  // namespace

bool like_ninjs(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, 1 << 20);
  if (look.substr(0, 8192).find("ninjs-schema") != std::string_view::npos) return true;
  return (look.find("\"uri\"") != std::string_view::npos || look.find("\"guid\"") != std::string_view::npos) &&
         (look.find("\"versioncreated\"") != std::string_view::npos || look.find("\"versionCreated\"") != std::string_view::npos);
}

void read_ninjs(std::string_view bytes, const Limits& limits, const PartSink& sink) {
  if (bytes.size() > limits.max_page_bytes) {
    sink(fail(ErrorKind::over_limit, fmt::format("news item of {} bytes, the limit is {}", bytes.size(), limits.max_page_bytes),
        limits.max_page_bytes, "split it"));
    return;
  }
  const Decoded decoded = decode(bytes, "utf-8", false);
  const std::size_t begin = std::min(decoded.text.find('{'), decoded.text.size());
  const NinjsReader in(std::string_view(decoded.text).substr(begin), begin);
  if (!in.valid()) {
    sink(fail(ErrorKind::malformed, "the JSON of this news item is damaged", Error::nowhere, "get the file again"));
    return;
  }
  const std::string type = in.text("type");
  auto d = read_news_item(read_item(in), decoded.map, limits);
  if (d) {
    d->format = "ninjs";
    d->source.length = bytes.size();
  } else if (!type.empty() && type != "text" && d.error().kind == ErrorKind::malformed) {
    d = fail(ErrorKind::unsupported, fmt::format("this news item is of type {}: it has no text", printable(type)), Error::nowhere,
        "give the item that holds the story");
  }
  sink(std::move(d));
}

}  // namespace stemma::ingest
