#include "store/spans_text.h"

#include <fmt/format.h>

#include <charconv>

#include "store/sqlite.h"

namespace stemma::store {
namespace {

struct Scanner {
  std::string_view text;
  std::size_t at = 0;

  bool accept(char c) { return at < text.size() && text[at] == c ? (++at, true) : false; }
  void expect(char c) {
    if (!accept(c)) raise(ErrorKind::case_file, fmt::format("the case is damaged: \"{}\" is no list of spans", text.substr(0, 40)));
  }
  std::uint32_t number() {
    std::uint32_t n = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), n);
    if (error != std::errc()) expect('0');
    at = static_cast<std::size_t>(end - text.data());
    return n;
  }
};

}  // namespace

std::string to_text(const Spans& spans) {
  std::string out = "[";
  for (const auto s : spans) out += fmt::format("{}[{},{}]", out.size() > 1 ? "," : "", s.begin, s.end);
  return out + "]";
}

std::string to_text(ByteSpan span) { return fmt::format("[[{},{}]]", span.begin, span.end); }

Spans spans_from(std::string_view text) {
  Scanner in{text};
  Spans out;
  in.expect('[');
  if (!in.accept(']')) {
    do {
      ByteSpan s;
      in.expect('[');
      s.begin = in.number();
      in.expect(',');
      s.end = in.number();
      in.expect(']');
      out.push_back(s);
    } while (in.accept(','));
    in.expect(']');
  }
  return out;
}

ByteSpan span_from(std::string_view text) {
  const Spans spans = spans_from(text);
  if (spans.size() != 1) raise(ErrorKind::case_file, "the case is damaged: one span was expected");
  return spans.front();
}

}  // namespace stemma::store
