#include "ingest/jsonl/jsonl.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/jsonl/json_text.h"
#include "ingest/meta/dateline.h"
#include "ingest/meta/dates.h"
#include "ingest/meta/language.h"
#include "ingest/text/builder.h"

namespace stemma::ingest {
namespace {

using nlohmann::json;

// The first of `names` that is a string or number.
std::string field(const json& line, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto hit = line.find(name);
    if (hit == line.end()) continue;
    if (hit->is_string()) return to_valid_utf8(trim(hit->get_ref<const std::string&>()));
    if (hit->is_number_integer()) return std::to_string(hit->get<std::int64_t>());
  }
  return {};
}

Stated stated(std::string value, const char* name) {
  if (value.empty()) return {};
  return {std::move(value), std::string("jsonl: ") + name};
}

void add_authors(const json& line, Document& d) {
  const auto add = [&](const std::string& name) {
    if (!trim(name).empty()) d.authors.push_back({stated(squeeze(to_valid_utf8(name)), "authors")});
  };
  for (const char* key : {"authors", "author"}) {
    const auto hit = line.find(key);
    if (hit == line.end()) continue;
    if (hit->is_string()) add(hit->get<std::string>());
    if (hit->is_array())
      for (const json& a : *hit)
        if (a.is_string()) add(a.get<std::string>());
    if (!d.authors.empty()) return;
  }
}

/// `written` is the line as it stands in the file.
Result<Document> read_line(const json& line, std::string_view written, const Limits& limits) {
  if (!line.is_object()) return fail(ErrorKind::malformed, "the line is no JSON object");
  const auto text = line.find("text");
  if (text == line.end() || !text->is_string())
    return fail(ErrorKind::malformed, "no \"text\" in this line", Error::nowhere, "each line needs {\"id\": ..., \"text\": ...}");
  const auto& raw = text->get_ref<const std::string&>();
  if (raw.size() > limits.max_text_bytes)
    return fail(ErrorKind::over_limit, fmt::format("text of {} bytes, the limit is {}", raw.size(), limits.max_text_bytes));
  Document d;
  d.format = "jsonl";
  d.source.length = written.size();
  TextBuilder out(d);
  d.title = stated(squeeze(field(line, {"title", "headline"})), "title");
  auto strings = json_text(written, "title");  // and behind it the text, so that one map leads from both to the line
  if (!strings) strings = json_text(written, "headline");
  if (!strings) strings.emplace();
  const auto text_at = static_cast<std::uint32_t>(strings->text.size());
  if (const auto string = json_text(written, "text")) append(*strings, *string, 0, static_cast<std::uint32_t>(string->text.size()));
  const std::string_view valid = std::string_view(strings->text).substr(text_at);
  out.add(BlockKind::headline, d.title.value, std::string_view(strings->text).substr(0, text_at), 0);
  bool first = true;
  for (std::size_t i = 0; i < valid.size();) {
    const std::size_t end = std::min(valid.find('\n', i), valid.size());
    const std::string_view words = valid.substr(i, end - i);
    if (!trim(words).empty()) {
      if (!first || squeeze(words) != d.title.value) out.add(BlockKind::paragraph, words, words, text_at + i);
      first = false;
    }
    i = end + 1;
  }
  d.map = compose(d.map, strings->map);
  if (first) return fail(ErrorKind::malformed, "the \"text\" of this line is empty");
  const auto date = [&](std::initializer_list<const char*> names) {
    const std::string printed = field(line, names);
    const auto parsed = parse_date(printed);
    if (!parsed && !printed.empty()) d.warnings.push_back(fmt::format("date not understood: {}", ellipsize(printable(printed), 60)));
    return parsed.value_or("");
  };
  d.published = stated(date({"published", "date", "date_published"}), "published");
  d.modified = stated(date({"modified", "date_modified"}), "modified");
  d.publisher = stated(squeeze(field(line, {"publisher", "source", "outlet"})), "publisher");
  d.agency = stated(squeeze(field(line, {"agency"})), "agency");
  d.url = stated(field(line, {"url", "link"}), "url");
  add_authors(line, d);
  d.language = field(line, {"language", "lang"});
  d.language = d.language.size() >= 2 && d.language.size() <= 12 ? to_lower(d.language.substr(0, 2)) : detect_language(d.text);
  d.part = field(line, {"id", "uid", "url"});
  credit_document(d, {});
  return d;
}

}  // namespace

void read_jsonl(std::string_view bytes, const Limits& limits, const PartSink& sink) {
  const char* const file = bytes.data();
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first_end = bytes.find('\n', bytes.find_first_not_of(" \t\r\n"));
  if (bytes.size() <= limits.max_page_bytes && first_end != std::string_view::npos && !json::accept(bytes.substr(0, first_end))) {
    const json whole = json::parse(bytes, nullptr, false);
    if (whole.is_object()) {
      auto d = read_line(whole, bytes, limits);
      if (d) d->source.offset = static_cast<std::uint64_t>(bytes.data() - file);
      if (d && d->part.empty()) d->part = "line 1";
      sink(std::move(d));
      return;
    }
  }
  std::unordered_map<std::string, int> seen;
  std::uint64_t number = 0, documents = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t at = i, end = std::min(bytes.find('\n', i), bytes.size());
    const std::string_view line = trim(bytes.substr(i, end - i));
    i = end + 1;
    ++number;
    if (line.empty()) continue;
    if (++documents > limits.max_documents) {
      sink(fail(ErrorKind::over_limit, fmt::format("more than {} documents in one file", limits.max_documents), at, "split the file"));
      return;
    }
    Result<Document> d = fail(ErrorKind::malformed, "the line is no JSON", Error::nowhere,
                              "each line needs {\"id\": ..., \"text\": ...}");
    if (line.size() > limits.max_page_bytes) {
      d = fail(ErrorKind::over_limit, fmt::format("line of {} bytes, the limit is {}", line.size(), limits.max_page_bytes));
    } else if (line.find('\0') == std::string_view::npos) {
      // The parser takes a NUL for the end of its input; what stands behind it would be lost in silence.
      const auto mended = without_half_surrogates(line);
      const std::string_view written = mended ? std::string_view(*mended) : line;
      if (const json parsed = json::parse(written, nullptr, false); !parsed.is_discarded()) d = read_line(parsed, written, limits);
      if (d) d->source.offset = static_cast<std::uint64_t>(line.data() - file);
    }
    if (d) {
      if (d->part.empty()) d->part = fmt::format("line {}", number);
      if (const int times = ++seen[d->part]; times > 1) d->part += fmt::format(" ({})", times);
    } else {
      d.error().what = fmt::format("line {}: {}", number, d.error().what);
      d.error().at = at;
    }
    if (!sink(std::move(d))) return;
  }
}

bool json_report(std::string_view bytes) {
  constexpr std::size_t most = 4 << 20, shortest = 200;
  if (bytes.size() > most) bytes = bytes.substr(0, bytes.find('\n'));
  if (bytes.size() > most || bytes.find("\"text\"") == std::string_view::npos) return false;
  json first = json::parse(bytes, nullptr, false);
  if (first.is_discarded()) first = json::parse(bytes.substr(0, bytes.find('\n')), nullptr, false);
  if (!first.is_object()) return false;
  const auto text = first.find("text");
  return text != first.end() && text->is_string() && text->get_ref<const std::string&>().size() >= shortest;
}

}  // namespace stemma::ingest
