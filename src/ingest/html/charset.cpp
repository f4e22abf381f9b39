#include "ingest/html/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/utf8.h"
#include "ingest/byte_map.h"
#include "ingest/html/charset_labels.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t prescan_bytes = 4096;  // WHATWG says 1024; real pages put the <meta> behind long comments and scripts
constexpr std::size_t guess_bytes = 1 << 16;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// The value after "charset =" at or behind `from`; empty if there is none before `to`.
std::string_view charset_value(std::string_view s) {
  constexpr std::string_view word = "charset";
  for (std::size_t i = 0; i + word.size() < s.size(); ++i) {
    std::size_t k = 0;
    while (k < word.size() && lower(s[i + k]) == word[k]) ++k;
    if (k < word.size()) continue;
    std::size_t at = i + k;
    while (at < s.size() && is_blank(s[at])) ++at;
    if (at >= s.size() || s[at] != '=') continue;
    ++at;
    while (at < s.size() && (is_blank(s[at]) || s[at] == '"' || s[at] == '\'')) ++at;
    std::size_t end = at;
    while (end < s.size() && !is_blank(s[end]) && std::string_view("\"';>/").find(s[end]) == std::string_view::npos) ++end;
    return s.substr(at, end - at);
  }
  return {};
}

/// The label of <meta charset> or <meta http-equiv content> (or of an XML declaration) in the first kilobytes.
std::string_view meta_label(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, prescan_bytes);
  if (head.starts_with("<?xml")) {
    const std::string_view decl = head.substr(0, head.find("?>"));
    if (const auto at = decl.find("encoding="); at != std::string_view::npos && at + 10 < decl.size()) {
      const std::string_view rest = decl.substr(at + 10);
      return rest.substr(0, rest.find_first_of("\"'"));
    }
  }
  for (std::size_t at = 0; (at = head.find('<', at)) != std::string_view::npos; ++at) {
    const std::string_view rest = head.substr(at);
    if (rest.starts_with("<!--")) {
      const auto end = rest.find("-->", 4);
      if (end == std::string_view::npos) return {};
      at += end;
      continue;
    }
    if (rest.size() < 6 || lower(rest[1]) != 'm' || lower(rest[2]) != 'e' || lower(rest[3]) != 't' || lower(rest[4]) != 'a') continue;
    const std::string_view tag = rest.substr(0, rest.find('>'));
    if (const auto label = charset_value(tag); !label.empty()) return label;
  }
  return {};
}

/// Well-formed sequences of two bytes and more, and malformed ones. Both zero: pure ASCII.
struct Census {
  std::size_t good = 0, bad = 0;
};

Census census(std::string_view s) {
  Census c;
  for (std::size_t i = 0; i < s.size();) {
    const auto lead = static_cast<unsigned char>(s[i]);
    if (lead < 0x80) { ++i; continue; }
    const std::size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    std::size_t n = 1;
    if (lead >= 0xC2 && lead <= 0xF4)
      while (n < want && i + n < s.size() && (static_cast<unsigned char>(s[i + n]) & 0xC0) == 0x80) ++n;
    (n == want ? c.good : c.bad)++;
    i += n;
  }
  return c;
}

/// Text in UTF-16 without a mark: every other byte of its markup is zero.
const Encoding* utf16_by_zeros(std::string_view bytes) {
  const std::size_t n = std::min<std::size_t>(bytes.size(), 512) & ~std::size_t{1};
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < n; ++i) (i % 2 ? odd : even) += bytes[i] == 0;
  if (n < 16 || std::max(even, odd) * 10 < n * 3 || std::min(even, odd) * 4 > std::max(even, odd)) return nullptr;
  return encoding_for_label(even > odd ? "utf-16be" : "utf-16le");
}

const Encoding* guess(std::string_view bytes) {
  const Encoding* latin = encoding_for_label("latin1");
  const std::size_t first = static_cast<std::size_t>(
      std::find_if(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) - bytes.begin());
  const std::string_view sample = bytes.substr(first > guess_bytes / 2 ? first - guess_bytes / 2 : 0, guess_bytes);
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  uchardet_handle_data(detector.get(), sample.data(), sample.size());
  uchardet_data_end(detector.get());
  const Encoding* found = encoding_for_label(uchardet_get_charset(detector.get()));
  if (!found || !found->converter) return latin;
  // A text that is nearly all ASCII is Western; on so few bytes the detector is a coin.
  const auto high = std::count_if(sample.begin(), sample.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool single_byte = found->name.starts_with("windows") || found->name.starts_with("ISO-8859") || found->name.starts_with("mac") ||
                           found->name.starts_with("IBM") || found->name.starts_with("KOI");
  return single_byte && static_cast<std::size_t>(high) * 20 < sample.size() ? latin : found;
}

bool is_utf8(const Encoding* e) { return e && !e->converter; }
bool is_utf16(const Encoding* e) { return e && e->name.starts_with("UTF-16"); }

void keep(std::string_view bytes, Decoded& d) {
  d.damaged = find_invalid_utf8(bytes) != std::string_view::npos || bytes.find('\0') != std::string_view::npos;
  if (!d.damaged) {
    d.text = bytes;
    d.map = straight_map(static_cast<std::uint32_t>(bytes.size()), 0);
    return;
  }
  std::uint32_t at = 0;
  std::uint64_t source = 0;
  d.text = to_valid_utf8(bytes, [&](std::size_t text_size, std::size_t source_size) {
    add_run(d.map, at, static_cast<std::uint32_t>(text_size), source, static_cast<std::uint32_t>(source_size));
    at += static_cast<std::uint32_t>(text_size);
    source += source_size;
  });
}

/// Makes the map while characters come out of a converter, each with the place where its bytes begin (nothing: where those of the one
/// before it do). What its bytes are is known when the next one comes.
class UnitMap {
 public:
  explicit UnitMap(ByteMap& map) : map_(map) {}
  void add(std::optional<std::uint64_t> begin, std::size_t text_size) {
    if (begin && *begin > begin_) end(*begin);
    size_ += static_cast<std::uint32_t>(text_size);
  }
  void end(std::uint64_t source) {
    add_run(map_, text_, size_, begin_, static_cast<std::uint32_t>(source - begin_));
    text_ += size_;
    size_ = 0;
    begin_ = source;
  }

 private:
  ByteMap& map_;
  std::uint64_t begin_ = 0;
  std::uint32_t text_ = 0, size_ = 0;
};

Decoded convert(std::string_view bytes, const Encoding& encoding, std::string origin) {
  Decoded d;
  d.encoding = encoding.name;
  d.origin = std::move(origin);
  if (!encoding.converter) {
    keep(bytes, d);
    return d;
  }
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(encoding.converter, &status), ucnv_close);
  if (U_FAILURE(status)) {  // ICU was built without this table
    keep(bytes, d);
    d.damaged = true;
    return d;
  }
  // In pieces, so that memory stays near the size of the result.
  const char* source = bytes.data();
  const char* const end = source + bytes.size();
  UChar buffer[8192];
  std::int32_t offsets[std::size(buffer)];
  UnitMap map(d.map);
  d.text.reserve(bytes.size() + bytes.size() / 8);
  do {
    UChar* target = buffer;
    status = U_ZERO_ERROR;
    const auto from = static_cast<std::uint64_t>(source - bytes.data());
    ucnv_toUnicode(converter.get(), &target, buffer + std::size(buffer), &source, end, offsets, true, &status);
    const auto n = static_cast<std::size_t>(target - buffer);
    for (std::size_t i = 0; i < n; ++i) {
      char32_t c = buffer[i];
      const auto begin = offsets[i] < 0 ? std::nullopt : std::optional(from + static_cast<std::uint64_t>(offsets[i]));
      const std::size_t before = d.text.size();
      if (c < 0x80 && c != 0) {
        d.text += static_cast<char>(c);
        map.add(begin, 1);
        continue;
      }
      if (U16_IS_LEAD(c) && i + 1 == n && status == U_BUFFER_OVERFLOW_ERROR) {  // ICU never splits a pair across calls; be safe
        c = 0xFFFD;
      } else if (U16_IS_LEAD(c) && i + 1 < n && U16_IS_TRAIL(buffer[i + 1])) {
        c = U16_GET_SUPPLEMENTARY(c, buffer[i + 1]);
        ++i;
      } else if (U16_IS_SURROGATE(c) || c == 0) {
        c = 0xFFFD;
      }
      append_utf8(d.text, c);
      map.add(begin, d.text.size() - before);
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  map.end(bytes.size());
  d.damaged = d.text.find(replacement) != std::string::npos;
  return d;
}

}  // namespace

Decoded keep_valid(std::string_view bytes) {
  Decoded d;
  d.encoding = "UTF-8";
  keep(bytes, d);
  return d;
}

Decoded decode(std::string_view bytes, std::string_view http_charset, bool html) {
  const Encoding* const utf8 = encoding_for_label("utf-8");
  const auto marked = [&](std::size_t mark, const Encoding& encoding) {
    Decoded d = convert(bytes.substr(mark), encoding, "bom");
    shift_source(d.map, mark);
    return d;
  };
  if (bytes.starts_with("\xEF\xBB\xBF")) return marked(3, *utf8);
  if (bytes.starts_with("\xFE\xFF")) return marked(2, *encoding_for_label("utf-16be"));
  if (bytes.starts_with("\xFF\xFE")) return marked(2, *encoding_for_label("utf-16le"));

  const Encoding* label = encoding_for_label(http_charset);
  std::string origin = "http";
  if (!label && html) {
    label = encoding_for_label(meta_label(bytes));
    if (is_utf16(label)) label = utf8;  // WHATWG 12.2.3.2: a <meta> that could be read cannot be UTF-16
    origin = "meta";
  }

  const Encoding* const zeros = utf16_by_zeros(bytes);
  if (zeros) return convert(bytes, *zeros, is_utf16(label) ? origin : label ? "bytes" : "guess");
  if (find_invalid_utf8(bytes) == std::string_view::npos) {
    const bool ascii = std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!label) return convert(bytes, *utf8, "guess");
    if (is_utf8(label) || (ascii && !is_utf16(label))) return convert(bytes, *label, std::move(origin));
    return convert(bytes, *utf8, "bytes");
  }
  if (label && !is_utf8(label) && !is_utf16(label)) return convert(bytes, *label, std::move(origin));
  const Census c = census(bytes);
  // CONSTANT: a text of another encoding that happens to form well over four good sequences for each bad one is not known to us.
  if (c.good >= 4 * c.bad) return convert(bytes, *utf8, label ? std::move(origin) : "guess");
  return convert(bytes, *guess(bytes), label ? "bytes" : "guess");
}

}  // namespace stemma::ingest
