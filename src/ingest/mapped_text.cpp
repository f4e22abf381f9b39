#include "ingest/mapped_text.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "ingest/byte_map.h"

namespace stemma::ingest {

void append(MappedText& out, const MappedText& from, std::uint32_t begin, std::uint32_t end) {
  const auto& runs = from.map.runs;
  auto r = std::partition_point(runs.begin(), runs.end(), [&](const ByteMap::Run& x) { return x.text + x.text_size <= begin; });
  for (; r != runs.end() && r->text < end; ++r) {
    const std::uint32_t first = std::max(begin, r->text), last = std::min(end, r->text + r->text_size),
        at = static_cast<std::uint32_t>(out.text.size()) + first - begin;
    if (r->text_size == r->source_size) add_run(out.map, at, last - first, r->source + (first - r->text), last - first);
    else add_run(out.map, at, last - first, r->source, r->source_size);
  }
  out.text.append(from.text, begin, end - begin);
}

namespace {

std::string_view escape(char c) { return c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string_view{}; }

}  // namespace

void append_escaped(MappedText& out, const MappedText& from, std::uint32_t begin, std::uint32_t end) {
  for (std::uint32_t at = begin; at < end;) {
    std::uint32_t plain = at;
    while (plain < end && escape(from.text[plain]).empty()) ++plain;
    if (plain > at) append(out, from, at, plain);
    if (plain < end) {
      const auto place = source_span(from.map, {plain, plain + 1});
      const std::string_view reference = escape(from.text[plain]);
      if (place) add_run(out.map, static_cast<std::uint32_t>(out.text.size()), static_cast<std::uint32_t>(reference.size()), place->begin,
                         static_cast<std::uint32_t>(place->end - place->begin));
      out.text += reference;
      ++plain;
    }
    at = plain;
  }
}

MappedText text_as_html(const MappedText& t) {
  MappedText out;
  for (std::size_t at = 0; at < t.text.size();) {
    const std::size_t end = std::min(t.text.find('\n', at), t.text.size());
    if (end > at) out.text += "<p>";
    append_escaped(out, t, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
    at = end + 1;
  }
  return out;
}

MappedText trimmed(MappedText t) {
  const std::string_view inner = trim(t.text);
  if (inner.size() == t.text.size()) return t;
  MappedText out;
  const auto begin = static_cast<std::uint32_t>(inner.empty() ? 0 : inner.data() - t.text.data());
  append(out, t, begin, begin + static_cast<std::uint32_t>(inner.size()));
  return out;
}

MappedText led_back(MappedText of, const ByteMap& inner) {
  of.map = compose(of.map, inner);
  return of;
}

}  // namespace stemma::ingest
