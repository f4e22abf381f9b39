#include "claims/ground/times/pieces.h"

#include "base/utf8.h"

namespace stemma::claims::ground::times {
namespace {

enum : std::uint8_t { kLetter = 1, kDigit = 2, kWide = 4 };

constexpr std::array<std::uint8_t, 256> byte_kinds() {
  std::array<std::uint8_t, 256> t{};
  for (int c = 'a'; c <= 'z'; ++c) t[static_cast<std::size_t>(c)] = kLetter;
  for (int c = 'A'; c <= 'Z'; ++c) t[static_cast<std::size_t>(c)] = kLetter;
  for (int c = '0'; c <= '9'; ++c) t[static_cast<std::size_t>(c)] = kDigit;
  for (int c = 0x80; c < 256; ++c) t[static_cast<std::size_t>(c)] = kWide;
  return t;
}
constexpr auto kinds = byte_kinds();

struct Wide {
  std::uint32_t size = 1;
  int digit = -1;  ///< 0..9
  char mark = 0;   ///< 0: a letter
};

/// A character of several bytes: digits of Arabic, Persian and full width; dashes, apostrophes, other marks; anything else is a letter.
Wide wide(std::string_view s) {
  const auto u = [&s](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0U; };
  const std::uint32_t size = u(0) >= 0xF0 ? 4 : u(0) >= 0xE0 ? 3 : 2;
  Wide out{static_cast<std::uint32_t>(std::min<std::size_t>(size, s.size())), -1, 0};
  if (u(0) == 0xD9 && u(1) >= 0xA0 && u(1) <= 0xA9) out.digit = static_cast<int>(u(1) - 0xA0);
  else if (u(0) == 0xDB && u(1) >= 0xB0 && u(1) <= 0xB9) out.digit = static_cast<int>(u(1) - 0xB0);
  else if (u(0) == 0xEF && u(1) == 0xBC && u(2) >= 0x90 && u(2) <= 0x99) out.digit = static_cast<int>(u(2) - 0x90);
  else if (u(0) == 0xC2 && u(1) == 0xBD) out.mark = 'h';
  else if (u(0) == 0xE2 && u(1) == 0x80) out.mark = u(2) >= 0x90 && u(2) <= 0x95 ? '-' : u(2) == 0x99 || u(2) == 0x98 ? '\'' : '?';
  else if (u(0) == 0xE2 && u(1) == 0x88 && u(2) == 0x92) out.mark = '-';
  else if (u(0) == 0xC2 || u(0) == 0xE2 || (u(0) == 0xE3 && u(1) == 0x80)) out.mark = '?';
  return out;
}

class Cutter {
 public:
  Cutter(const Page& page, const Lexicon& words, Pieces& out) : page_(page), words_(words), out_(out) {
    for (int c = 0; c < 128; ++c) {
      const char m = static_cast<char>(c);
      marks_[static_cast<std::size_t>(c)] = words.word(std::string_view(&m, 1));
    }
  }

  void token(std::uint32_t i) {
    const std::string_view s = page_.lower(i);
    const std::uint32_t base = page_.token(i).span.begin;
    bool glued = page_.glued(i);
    for (std::size_t at = 0; at < s.size(); glued = true) {
      const std::uint8_t kind = kinds[static_cast<unsigned char>(s[at])];
      Wide w;
      if (kind & kWide) w = wide(s.substr(at));
      Piece p;
      p.token = i;
      p.glued = glued;
      std::size_t end = at;
      if (kind & kDigit || w.digit >= 0) {
        end = digits(s, at, p);
        out_.candidates.push_back(static_cast<std::uint32_t>(out_.all.size()));
      } else if (kind & kLetter || ((kind & kWide) && w.mark == 0)) {
        std::uint32_t h = Lexicon::kSeed;
        while (end < s.size()) {
          const std::uint8_t k = kinds[static_cast<unsigned char>(s[end])];
          const Wide here = k & kWide ? wide(s.substr(end)) : Wide{};
          if (!(k & kLetter) && !((k & kWide) && here.mark == 0 && here.digit < 0)) break;
          for (const std::size_t stop = end + here.size; end < stop; ++end) h = Lexicon::step(h, static_cast<unsigned char>(s[end]));
        }
        p.word = words_.word(s.substr(at, end - at), h);
        if (words_.core(p.word)) out_.candidates.push_back(static_cast<std::uint32_t>(out_.all.size()));
      } else {
        p.kind = Piece::Kind::mark;
        p.mark = kind & kWide ? w.mark : s[at];
        p.word = marks_[static_cast<std::size_t>(p.mark) & 127];
        if (p.mark == 'h') out_.candidates.push_back(static_cast<std::uint32_t>(out_.all.size()));
        end = at + w.size;
      }
      p.begin = base + static_cast<std::uint32_t>(at);
      p.end = base + static_cast<std::uint32_t>(end);
      at = end;
      out_.all.push_back(p);
    }
  }

  void block_end(std::uint32_t token, std::uint32_t at) {
    Piece p;
    p.begin = p.end = at;
    p.token = token;
    p.kind = Piece::Kind::mark;
    p.mark = '\n';
    out_.all.push_back(p);
  }

 private:
  static std::size_t digits(std::string_view s, std::size_t at, Piece& p) {
    p.kind = Piece::Kind::number;
    while (at < s.size()) {
      const std::uint8_t k = kinds[static_cast<unsigned char>(s[at])];
      const Wide w = k & kWide ? wide(s.substr(at)) : Wide{};
      if (!(k & kDigit) && w.digit < 0) break;
      const int digit = w.digit >= 0 ? w.digit : s[at] - '0';
      if (p.digits < 200) ++p.digits;
      p.number = p.digits <= 18 ? p.number * 10 + digit : -1;
      at += w.size;
    }
    return at;
  }

  const Page& page_;
  const Lexicon& words_;
  Pieces& out_;
  std::array<std::uint16_t, 128> marks_{};
};

}  // namespace

void cut(const Page& page, const Lexicon& words, Pieces& out) {
  out.all.clear();
  out.candidates.clear();
  out.all.reserve(page.size() + page.size() / 4 + 8);
  Cutter cutter(page, words, out);
  for (std::uint32_t i = 0; i < page.size(); ++i) {
    if (i > 0 && page.sentence_of(i).block != page.sentence_of(i - 1).block) cutter.block_end(i - 1, page.token(i - 1).span.end);
    cutter.token(i);
  }
  if (page.size() > 0) cutter.block_end(page.size() - 1, page.token(page.size() - 1).span.end);
}

}  // namespace stemma::claims::ground::times
