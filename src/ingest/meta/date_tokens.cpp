#include "ingest/meta/date_tokens.h"

#include <cstdlib>

#include "ingest/meta/date_words.h"

namespace stemma::ingest {
namespace {

constexpr std::size_t kMaxTokenBytes = 32;

// Bytes of the space or punctuation mark outside ASCII that starts at `i`, else 0. Dashes come back as "-", spaces as " ".
std::size_t wide_mark(std::string_view s, std::size_t i, std::string_view& as) {
  if (static_cast<unsigned char>(s[i]) < 0x80) return 0;
  const std::string_view rest = s.substr(i);
  struct Mark { std::string_view bytes, as; };
  static constexpr auto marks = std::to_array<Mark>({
      {"\xC2\xA0", " "}, {"\xE2\x80\xAF", " "}, {"\xE2\x80\x89", " "}, {"\xC2\xB7", "|"}, {"\xE2\x80\xA2", "|"}, {"\xC2\xBA", "o"},
      {"\xC2\xAA", "o"}, {"\xC2\xB0", "o"}, {"\xE2\x80\x90", "-"}, {"\xE2\x80\x91", "-"}, {"\xE2\x80\x92", "-"}, {"\xE2\x80\x93", "-"},
      {"\xE2\x80\x94", "-"}, {"\xE2\x80\x95", "-"}, {"\xE2\x88\x92", "-"}, {"\xE2\x80\x99", "'"}, {"\xE2\x80\x98", "'"},
      {"\xE5\xB9\xB4", "Y"}, {"\xE6\x9C\x88", "M"}, {"\xE6\x97\xA5", "D"}, {"\xEF\xBC\x8C", ","}});
  for (const Mark& m : marks)
    if (rest.starts_with(m.bytes)) {
      as = m.as;
      return m.bytes.size();
    }
  return 0;
}

}  // namespace

DateTokens::DateTokens(std::string_view s, std::size_t at) {
  bool space = false;
  while (count_ < tokens_.size() && at < s.size()) {
    const char c = s[at];
    std::string_view as;
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      space = true, ++at;
      continue;
    }
    DateToken t;
    t.begin = at;
    t.glued = !space && count_ > 0;
    if (ascii_digit(c)) {
      while (at < s.size() && ascii_digit(s[at]) && at - t.begin < kMaxTokenBytes) ++at;
      t.kind = DateToken::Kind::number;
      t.digits = static_cast<int>(at - t.begin);
      t.text = s.substr(t.begin, at - t.begin);
      if (t.digits <= 9) t.value = std::atoi(t.text.c_str());
    } else if (const std::size_t wide = wide_mark(s, at, as)) {
      at += wide;
      if (as == " ") {
        space = true;
        continue;
      }
      t.kind = DateToken::Kind::mark;
      t.text = as;
    } else if (ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80) {
      while (at < s.size() && (ascii_letter(s[at]) || static_cast<unsigned char>(s[at]) >= 0x80) && !wide_mark(s, at, as) &&
             at - t.begin < kMaxTokenBytes)
        ++at;
      t.kind = DateToken::Kind::word;
      t.text = plain_word(s.substr(t.begin, at - t.begin));
    } else {
      t.kind = DateToken::Kind::mark;
      t.text = c;
      ++at;
    }
    t.end = at;
    space = false;
    tokens_[count_++] = std::move(t);
  }
}

const DateToken& DateTokens::operator[](std::size_t i) const {
  static const DateToken none;
  return i < count_ ? tokens_[i] : none;
}

bool DateTokens::mark(std::size_t i, std::string_view text) const {
  return (*this)[i].kind == DateToken::Kind::mark && (*this)[i].text == text;
}

bool DateTokens::word(std::size_t i, std::string_view text) const {
  return (*this)[i].kind == DateToken::Kind::word && (*this)[i].text == text;
}

bool DateTokens::number(std::size_t i, int min_digits, int max_digits) const {
  const DateToken& t = (*this)[i];
  return t.kind == DateToken::Kind::number && t.digits >= min_digits && t.digits <= max_digits;
}

}  // namespace stemma::ingest
