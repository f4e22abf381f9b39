// Numbers in digits and words: "1.2 million", "three hundred and five", "two-thirds", "21st", "half a dozen", "tens of thousands".
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "claims/ground/figures/decimal.h"
#include "claims/ground/figures/tables.h"
#include "claims/ground/page.h"

namespace stemma::claims::ground {

/// A place in the text: byte `at`, which lies in token `token` or at its beginning.
struct Cursor {
  std::uint32_t token = 0, at = 0;
};

struct Number {
  std::uint32_t first = 0;  ///< its first token
  std::uint32_t begin = 0;  ///< its bytes [begin, after.at) may end inside a token: "10km"
  std::uint32_t end = 0;
  Cursor after;             ///< what comes next, blanks left out
  Decimal value;
  std::string doubt;
  int scale = 0;            ///< power of ten of the last scale word: 6 of "1.2 million"
  std::size_t digits = 0;   ///< of plain digits, how many
  bool is_code = false;     ///< digits or words that are no number: "192.168.1.2", "nineteen eighty-four"
  bool plain = false;       ///< digits alone
  bool in_words = false;    ///< no digit in it
  bool spaced = false;      ///< "12 000"
  bool ordinal = false;
  bool fraction = false;
  bool vague = false;       ///< the value is the least that it can be
  bool couple = false;
};

class NumberReader {
 public:
  NumberReader(const Page& page, const Tables& tables) : page_(page), tables_(tables) {}

  /// The number that token `i` begins, no further than token `limit`. Linear in the tokens that it consumes.
  std::optional<Number> read(std::uint32_t i, std::uint32_t limit);

  Cursor start(std::uint32_t i) const;
  /// The rest of the token at `c`, in lower case.
  std::string_view word(Cursor c) const;
  /// The same as it is printed.
  std::string_view printed(Cursor c) const;
  /// Behind that word.
  Cursor next(Cursor c) const;
  /// Behind the first `bytes` of that word.
  Cursor within(Cursor c, std::size_t bytes) const;
  /// Nothing stands between `c` and the token before.
  bool glued(Cursor c) const;
  NumberWord number_word(Cursor c) const;

 private:
  /// A sum of words in the making: "three hundred and five thousand two hundred".
  struct Chain {
    Decimal total, group;
    bool grouped = false;     ///< something stands in `group`
    std::uint64_t room = 0;   ///< what may still be added to the group is below
    int scale = kNoScale;     ///< of what is in `total`: the next must be less
    int last = 0;             ///< power of ten of the word read last, if it was a scale
    bool any = false;
    bool has_digits = false;
    bool hundred = false;     ///< the group has its hundreds
    static constexpr int kNoScale = 1000;
    Decimal sum() const { return grouped ? total.plus(group) : total; }
  };
  bool digits(Cursor c, Number& out) const;
  /// Adds all the words that go on with the sum.
  void extend(Cursor& c, Chain& chain) const;
  bool add_small(std::uint64_t value, Chain& chain) const;
  bool add_scale(int power, Chain& chain) const;
  bool add_digits(Cursor& c, Chain& chain, bool behind_and) const;
  bool ordinal_behind(Cursor& c, const Chain& chain, Number& out) const;
  bool single(std::uint32_t i, NumberWord w, Number& out) const;
  // fractions.cpp
  void fraction_behind(Cursor& c, Number& out, bool behind_scale) const;
  bool denominator(Cursor& c, std::uint64_t& under, bool singular) const;
  std::optional<Decimal> small_fraction(Cursor& c) const;
  bool point_behind(Cursor& c, Number& out) const;
  bool half(std::uint32_t i, Number& out) const;
  bool quarter(std::uint32_t i, Number& out) const;
  bool bare_ordinal(std::uint32_t i, NumberWord w, Number& out) const;
  bool vague(std::uint32_t i, NumberWord w, Number& out) const;
  /// "half A MILLION", "a quarter OF A MILLION", "three quarters BILLION": multiplies.
  bool scale_behind(Cursor& c, Decimal& value, int& scale) const;

  Cursor past_hyphen(Cursor c) const;
  bool inside(Cursor c) const { return c.token < limit_; }
  void close(Cursor c, Number& out) const;

  const Page& page_;
  const Tables& tables_;
  std::uint32_t limit_ = 0;
};

}  // namespace stemma::claims::ground
