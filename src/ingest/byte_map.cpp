#include "ingest/byte_map.h"

#include <algorithm>

#include "base/utf8.h"

namespace stemma::ingest {

namespace {

/// Makes `run` reach to the end of a stretch behind it, if both stay small and what comes out cannot be taken for bytes that answer to
/// each other.
bool widen(ByteMap::Run& run, std::uint32_t text, std::uint32_t text_size, std::uint64_t source, std::uint32_t source_size) {
  const std::uint64_t end = run.source + run.source_size;
  if (source < end || source - end > coarse_text || source_size > coarse_text || text_size > coarse_text) return false;
  const std::uint32_t wide = text + text_size - run.text;
  const std::uint64_t from = source + source_size - run.source;
  if (wide > coarse_text || from > std::uint64_t{16} * coarse_text || from == wide) return false;
  run.text_size = wide;
  run.source_size = static_cast<std::uint32_t>(from);
  return true;
}

}  // namespace

void add_run(ByteMap& map, std::uint32_t text, std::uint32_t text_size, std::uint64_t source, std::uint32_t source_size) {
  if (text_size == 0 || source_size == 0) return;
  if (text_size == source_size && !map.runs.empty()) {
    ByteMap::Run& last = map.runs.back();
    const std::uint32_t gap = text - last.text - last.text_size;
    if (last.text_size == last.source_size && gap <= 1 && source == last.source + last.source_size + gap) {
      last.text_size = last.source_size = text + text_size - last.text;
      return;
    }
  }
  if (map.runs.size() >= fine_runs) {
    if (widen(map.runs.back(), text, text_size, source, source_size) || map.runs.size() >= 2 * fine_runs) return;
  }
  map.runs.push_back({text, text_size, source, source_size});
}

ByteMap straight_map(std::uint32_t size, std::uint64_t source) {
  ByteMap map;
  add_run(map, 0, size, source, size);
  return map;
}

void map_words(ByteMap& map, std::string_view words, std::uint32_t text_at, std::string_view source, std::uint64_t at) {
  std::size_t i = 0;
  for (std::size_t k = 0; k < words.size();) {
    std::size_t behind = k;
    if (is_space(next_code_point(words, behind))) {
      k = behind;
      continue;
    }
    const std::string_view character = words.substr(k, behind - k);
    while (i < source.size() && !source.substr(i).starts_with(character)) next_code_point(source, i);
    if (i >= source.size()) return;
    const auto size = static_cast<std::uint32_t>(character.size());
    add_run(map, text_at + static_cast<std::uint32_t>(k), size, at + i, size);
    i += size;
    k = behind;
  }
}

void shift_source(ByteMap& map, std::uint64_t by) {
  for (ByteMap::Run& r : map.runs) r.source += by;
}

ByteMap compose(const ByteMap& outer, const ByteMap& inner) {
  ByteMap out;
  const auto& runs = inner.runs;
  for (const ByteMap::Run& o : outer.runs) {
    const std::uint64_t begin = o.source, end = o.source + o.source_size;
    auto i = std::partition_point(runs.begin(), runs.end(),
                                  [&](const ByteMap::Run& r) { return r.text + std::uint64_t{r.text_size} <= begin; });
    if (o.text_size != o.source_size) {
      const auto whole = source_span(inner, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      if (whole) add_run(out, o.text, o.text_size, whole->begin, static_cast<std::uint32_t>(whole->end - whole->begin));
      continue;
    }
    for (; i != runs.end() && i->text < end; ++i) {
      const std::uint64_t from = std::max<std::uint64_t>(begin, i->text);
      const std::uint64_t to = std::min<std::uint64_t>(end, i->text + std::uint64_t{i->text_size});
      const auto size = static_cast<std::uint32_t>(to - from);
      const auto text = static_cast<std::uint32_t>(o.text + (from - begin));
      if (i->text_size == i->source_size) add_run(out, text, size, i->source + (from - i->text), size);
      else add_run(out, text, size, i->source, i->source_size);
    }
  }
  return out;
}

bool is_sound(const ByteMap& map, std::uint64_t text_size, std::uint64_t source_size) {
  std::uint64_t end = 0;
  for (const ByteMap::Run& r : map.runs) {
    if (r.text < end || r.text_size == 0 || r.source_size == 0) return false;
    end = r.text + std::uint64_t{r.text_size};
    if (end > text_size || r.source > source_size || r.source_size > source_size - r.source) return false;
  }
  return true;
}

}  // namespace stemma::ingest
