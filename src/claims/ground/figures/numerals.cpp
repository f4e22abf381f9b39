#include "claims/ground/figures/numerals.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/utf8.h"

namespace stemma::claims::ground {
namespace {

struct Vulgar {
  char32_t sign;
  std::uint8_t over, under;
};
constexpr auto kVulgar = std::to_array<Vulgar>({
    {U'¼', 1, 4}, {U'½', 1, 2}, {U'¾', 3, 4}, {U'⅐', 1, 7}, {U'⅑', 1, 9}, {U'⅒', 1, 10}, {U'⅓', 1, 3}, {U'⅔', 2, 3}, {U'⅕', 1, 5},
    {U'⅖', 2, 5}, {U'⅗', 3, 5}, {U'⅘', 4, 5}, {U'⅙', 1, 6}, {U'⅚', 5, 6}, {U'⅛', 1, 8}, {U'⅜', 3, 8}, {U'⅝', 5, 8}, {U'⅞', 7, 8},
});

/// The zeros of the scripts whose digits the world's presses use.
constexpr auto kZeros = std::to_array<char32_t>({
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810,
    0xFF10,
});

/// 0 to 9; -1: no digit.
int digit(char32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  for (const char32_t zero : kZeros)
    if (c >= zero && c < zero + 10) return static_cast<int>(c - zero);
  return -1;
}

const Vulgar* vulgar(char32_t c) {
  if (c < 0x80) return nullptr;
  const auto* const found = std::find_if(kVulgar.begin(), kVulgar.end(), [c](const Vulgar& v) { return v.sign == c; });
  return found == kVulgar.end() ? nullptr : found;
}

bool is_group_space(char32_t c) { return c == ' ' || c == 0xA0 || c == 0x2009 || c == 0x202F; }
bool is_dash(char32_t c) { return c == '-' || c == U'‐' || c == U'‑'; }

class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at, std::size_t limit) : text_(text.substr(0, limit)), at_(at) {}

  std::optional<Numeral> scan() {
    if (const Vulgar* v = vulgar(peek(at_))) {
      next_code_point(text_, at_);
      out_.value = Decimal::fraction(Decimal(v->over), Decimal(v->under));
      return finish();
    }
    const std::size_t start = at_;
    read_digits();
    if (digits_.empty()) return std::nullopt;
    if (peek(at_) == '^') {  // "10^400"
      for (++at_; at_ < text_.size() && digit_at(at_); at_ = behind(at_)) {}
      out_.is_code = true;
      return finish();
    }
    out_.digits = digits_.size();
    out_.plain = marks_.empty();
    read_spaced_groups();
    if (out_.spaced && stands_in_a_row(start)) out_.is_code = true;
    interpret();
    if (!out_.is_code) read_tail();
    return finish();
  }

 private:
  struct Mark {
    char32_t sign;
    std::size_t before;  ///< digits that stand before it
  };

  char32_t peek(std::size_t at) const { return at < text_.size() ? next_code_point(text_, at) : char32_t{0}; }
  std::size_t behind(std::size_t at) const { return next_code_point(text_, at), at; }
  bool digit_at(std::size_t at) const { return digit(peek(at)) >= 0; }

  Numeral finish() {
    out_.end = at_;
    return std::move(out_);
  }

  void read_digits() {
    if (peek(at_) == '.') marks_.push_back({U'.', 0}), ++at_;  // ".25"
    while (at_ < text_.size()) {
      const char32_t c = peek(at_);
      if (const int d = digit(c); d >= 0) {
        digits_ += static_cast<char>('0' + d);
        at_ = behind(at_);
        continue;
      }
      const bool mark = c == '.' || c == ',' || c == U'\u066B' || c == U'\u066C' || c == '\'' || c == U'’';
      if (!mark || digits_.empty()) return;
      const std::size_t after = behind(at_);
      if (!digit_at(after)) return;
      marks_.push_back({c == U'\u066B' ? U'.' : c == U'\u066C' || c == U'’' ? U'\'' : c, digits_.size()});
      at_ = after;
    }
  }

  /// "93 124 155 7919": numbers side by side, as in a table; where one ends cannot be told. A year may stand in front ("in 2031 12 000 people").
  bool stands_in_a_row(std::size_t start) const {
    constexpr std::size_t most_digits = 15;
    if (digits_.size() > most_digits || (is_group_space(peek(at_)) && digit_at(behind(at_)))) return true;
    std::size_t before = 0;  // digits of the number in front
    if (start < 2 || text_[start - 1] != ' ') return false;
    while (before < start - 1 && text_[start - 2 - before] >= '0' && text_[start - 2 - before] <= '9') ++before;
    const char first = before == 4 ? text_[start - 5] : '0';
    return before > 0 && first != '1' && first != '2';
  }

  /// "12 000", "1 414 021 100.5": three digits behind each space, and no fourth.
  void read_spaced_groups() {
    if (!marks_.empty() || digits_.size() > 3 || digits_[0] == '0') return;
    const char32_t space = peek(at_);
    if (!is_group_space(space)) return;
    for (std::size_t at = at_; peek(at) == space;) {
      std::array<char, 3> group{};
      std::size_t i = behind(at);
      for (char& g : group) {
        const int d = digit(peek(i));
        if (d < 0) return;
        g = static_cast<char>('0' + d);
        i = behind(i);
      }
      const char32_t after = peek(i);
      const bool goes_on = digit(after) >= 0 || ((after == ',' || after == ':' || after == '/' || is_dash(after)) && digit_at(behind(i))) ||
          is_letter(after);
      if (goes_on) return;
      digits_.append(group.data(), group.size());
      at = at_ = i;
      out_.spaced = true;
      out_.plain = false;
      if (after == '.' && digit_at(i + 1)) {
        marks_.push_back({U'.', digits_.size()});
        for (at_ = i + 1; at_ < text_.size() && digit_at(at_); at_ = behind(at_)) digits_ += static_cast<char>('0' + digit(peek(at_)));
        return;
      }
    }
  }

  /// Whether the marks [0, n) part groups of three, or of two before the last (1,23,45,678).
  bool groups_well(std::size_t n, std::size_t end) const {
    if (n == 0) return true;
    const std::size_t first = marks_[0].before;
    if (first == 0 || first > 3 || end - marks_[n - 1].before != 3 || digits_[0] == '0') return false;
    bool threes = true, twos = first <= 2;
    for (std::size_t i = 1; i < n; ++i) {
      threes = threes && marks_[i].before - marks_[i - 1].before == 3;
      twos = twos && marks_[i].before - marks_[i - 1].before == 2;
    }
    return threes || twos;
  }
  bool same_marks(std::size_t n) const {
    return std::all_of(marks_.begin(), marks_.begin() + static_cast<std::ptrdiff_t>(n),
        [&](const Mark& m) { return m.sign == marks_[0].sign; });
  }

  void interpret() {
    const std::size_t n = marks_.size();
    const auto whole = [&] { out_.value = Decimal::of_digits(digits_, 0); };
    const auto decimal = [&] { out_.value = Decimal::of_digits(digits_, digits_.size() - marks_.back().before); };
    const std::size_t leading = n > 0 ? marks_[0].before : digits_.size();
    if (leading > 1 && digits_[0] == '0') return code();
    if (n == 0) return whole();
    const char32_t last = marks_.back().sign;
    if (n == 1 && last == '.') return decimal();
    if (same_marks(n)) {
      if (groups_well(n, digits_.size())) return whole();
      if (n > 1 || last == '\'') return code();
      // "1,5": a decimal comma, or a slip.
      const std::string_view d(digits_);
      const std::size_t split = marks_[0].before;
      const std::string_view whole_part = d.substr(0, split).substr(0, 40), rest = d.substr(split).substr(0, 40);
      out_.doubt = std::string(whole_part) + "." + std::string(rest) + " or " + std::string(d.substr(0, 80));
      return;
    }
    if (last != '\'' && same_marks(n - 1) && marks_[0].sign != last && groups_well(n - 1, marks_.back().before)) return decimal();
    code();
  }

  void code() { out_.is_code = true; }

  /// The digits at `at`, at most six; 0 if there are none, or more.
  std::uint64_t small_at(std::size_t& at) const {
    std::uint64_t v = 0;
    for (std::size_t n = 0; at < text_.size() && digit_at(at); ++n) {
      if (n == 6) return 0;
      v = v * 10 + static_cast<std::uint64_t>(digit(peek(at)));
      at = behind(at);
    }
    return v;
  }

  /// A fraction at `at` ("3/4", "½"), moved behind it.
  std::optional<Decimal> fraction_at(std::size_t& at) const {
    std::size_t i = at;
    if (const Vulgar* v = vulgar(peek(i))) {
      at = behind(i);
      return Decimal::fraction(Decimal(v->over), Decimal(v->under));
    }
    const std::uint64_t over = small_at(i);
    if (over == 0 || (peek(i) != '/' && peek(i) != U'⁄')) return std::nullopt;
    i = behind(i);
    const std::uint64_t under = small_at(i);
    if (under <= over || !usual(under) || closes_badly(i)) return std::nullopt;
    at = i;
    return Decimal::fraction(Decimal(over), Decimal(under));
  }
  static bool usual(std::uint64_t d) { return (d >= 2 && d <= 10) || d == 12 || d == 16 || d == 20 || d == 32 || d == 64 || d == 100 ||
      d == 1000; }
  bool closes_badly(std::size_t at) const {
    const char32_t c = peek(at);
    return c == '/' || is_letter(c) || ((c == '.' || c == ',') && digit_at(behind(at)));
  }

  void read_tail() {
    const char32_t c = peek(at_);
    if (const Vulgar* v = vulgar(c)) {
      at_ = behind(at_);
      out_.value = out_.value.plus(Decimal::fraction(Decimal(v->over), Decimal(v->under)));
      out_.plain = false;
      return;
    }
    if (c == '/' && digit_at(at_ + 1)) {
      std::size_t at = at_ + 1;
      const auto over = out_.plain ? out_.value.whole() : std::nullopt;
      const std::uint64_t under = small_at(at);
      if (over && under > *over && usual(under) && !closes_badly(at)) {
        out_.value = Decimal::fraction(out_.value, Decimal(under));
        out_.plain = false;
        at_ = at;
        return;
      }
      return skip_code();
    }
    if (c == ':' && digit_at(at_ + 1)) return skip_code();
    if (is_dash(c) && digit_at(behind(at_)) && is_telephone()) return skip_code();
    if (out_.plain && is_group_space(c)) {
      std::size_t at = behind(at_);
      if (const auto more = fraction_at(at)) {
        out_.value = out_.value.plus(*more);
        out_.plain = false;
        at_ = at;
        return;
      }
    }
    read_power(c);
  }

  /// "12.32e+14", "1.3x10^6".
  void read_power(char32_t c) {
    std::size_t at = at_;
    if (c == 'e' || c == 'E') ++at;
    else if ((c == 'x' || c == U'×') && text_.substr(behind(at), 3) == "10^") at = behind(at) + 3;
    else return;
    const bool minus = peek(at) == '-';
    if (minus || peek(at) == '+') ++at;
    if (!digit_at(at)) return;
    std::size_t digits = at;
    const std::uint64_t power = small_at(digits);
    if (digit_at(digits) || is_letter(peek(digits))) return;
    at_ = digits;
    out_.value = out_.value.times_power(static_cast<int>(power) * (minus ? -1 : 1));
    out_.plain = false;
  }

  /// Three groups or more between dashes: a telephone number, a day, a code.
  bool is_telephone() const {
    std::size_t at = at_;
    int dashes = 0;
    while (dashes < 3 && is_dash(peek(at)) && digit_at(behind(at))) {
      at = behind(at);
      while (at < text_.size() && digit_at(at)) at = behind(at);
      ++dashes;
      if (peek(at) == '/' && digit_at(at + 1)) return true;
    }
    return dashes >= 2;
  }
  /// All the digits and the marks between them.
  void skip_code() {
    code();
    while (at_ < text_.size()) {
      const char32_t c = peek(at_);
      const std::size_t after = behind(at_);
      if (digit(c) < 0 && !((c == '/' || c == ':' || c == '.' || is_dash(c)) && digit_at(after))) return;
      at_ = after;
    }
  }

  std::string_view text_;
  std::size_t at_;
  std::string digits_;
  std::vector<Mark> marks_;
  Numeral out_;
};

}  // namespace

bool begins_numeral(char32_t c) { return digit(c) >= 0 || vulgar(c) != nullptr; }

std::optional<Numeral> numeral_at(std::string_view text, std::size_t at, std::size_t limit) {
  return Scanner(text, at, std::min(limit, text.size())).scan();
}

}  // namespace stemma::claims::ground
