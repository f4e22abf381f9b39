// The words that temporal expressions are made of, out of the tables beside this file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "stemma/result.h"

namespace stemma::claims::ground::times {

/// What a word can be. The names are those of words.tsv.
enum class Class : std::uint8_t {
  month, short_, weekday, weekdays, unit, units, number, ordinal, suffix, vague, season, seasons, part, parts, lonepart, clock, day,
      tonight,
  which, mod, compares, approx, onlyspan, soft, ago, shift, from, hence, orso, every, allof, qh, frequency, times, timesword, per, ref,
      adjref, refword,
  adjective, fiscal, period, decade, era, meridiem, letter, oclock, past, halfword, quarterword, the, a, of, and_, or_, on, in, at, to,
      for_, by,
  year, weekbegins, long_, ends, another, timeword, leads, lasting, governs, countable, calendar, holiday, zone,
};
inline constexpr int kClasses = static_cast<int>(Class::zone) + 1;

enum class Unit : std::uint8_t {
  none, second, minute, hour, day, night, business_day, weekend, work_week, week, fortnight, month, quarter, half, year, decade,
      century, millennium,
};
enum class Season : std::uint8_t { none, SP, SU, FA, WI };
enum class Part : std::uint8_t { none, MO, MI, AF, EV, NI, DT };
enum class Which : std::uint8_t { none, this_, last, past, next, coming, following, that, latest, each };
enum class Mod : std::uint8_t { none, START, MID, END, APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS };
enum class Ref : std::uint8_t { PRESENT, PAST, FUTURE };
enum class Calendar : std::uint8_t { civil, fiscal, islamic, jewish, persian, chinese, hindu };

std::string_view name(Season);
std::string_view name(Part);
std::string_view name(Mod);
std::string_view name(Calendar);
std::string_view name(Unit);  ///< a granularity of TimeExpression

/// When a holiday is.
struct Holiday {
  Calendar calendar = Calendar::civil;  ///< of another calendar: not resolved
  bool easter = false;
  int month = 0, weekday = 0;  ///< weekday 0: on a fixed day
  int nth = 0;                 ///< the day; days from Easter; which weekday of the month
  int offset = 0;              ///< days after that
};

inline constexpr int kNoOffset = 100000;

/// Immutable. Words are numbered; marks are words too. A form of several words is a path in a tree of words.
class Lexicon {
 public:
  static Result<Lexicon> built_in();
  /// Of the texts of the three tables, which must live as long. Errors: malformed, with the line.
  static Result<Lexicon> parse(std::string_view words, std::string_view holidays, std::string_view zones);

  /// Number of a word in lower case; 0: in no table.
  std::uint16_t word(std::string_view lower) const { return word(lower, hash(lower)); }
  std::uint16_t word(std::string_view lower, std::uint32_t hash) const;
  static std::uint32_t hash(std::string_view s);
  static constexpr std::uint32_t kSeed = 2166136261U;
  static constexpr std::uint32_t step(std::uint32_t h, unsigned char c) { return (h ^ c) * 16777619U; }

  struct Sense {
    Class what;
    std::int32_t value;
  };
  struct Node {
    std::uint32_t first_sense = 0, senses = 0;
    bool leaf = true;
  };
  std::uint32_t root_child(std::uint16_t word) const { return word == 0 ? 0 : of_word_[word]; }  ///< 0: none
  std::uint32_t child(std::uint32_t node, std::uint16_t word) const;                              ///< 0: none
  const Node& node(std::uint32_t n) const { return nodes_[n]; }
  const Sense* senses(const Node& n) const { return senses_.data() + n.first_sense; }
  /// Whether a form of class `c` is this word or begins with it.
  bool may(std::uint16_t word, Class c) const { return (masks_[word][static_cast<int>(c) / 64] >> (static_cast<int>(c) % 64) & 1) != 0; }
  /// Whether an expression can be about this word: it is, or begins, one of time.
  bool core(std::uint16_t word) const { return core_[word]; }
  /// Whether an expression can begin with this word.
  bool opens(std::uint16_t word) const { return opens_[word]; }
  const Holiday& holiday(std::int32_t i) const { return holidays_[static_cast<std::size_t>(i)]; }

 private:
  struct Mask {
    std::uint64_t bits[2] = {0, 0};
    std::uint64_t& operator[](int i) { return bits[i]; }
    std::uint64_t operator[](int i) const { return bits[i]; }
  };
  struct Slot {
    std::string_view key;
    std::uint16_t word = 0;
  };
  struct Edge {
    std::uint32_t parent = 0, to = 0;
    std::uint16_t word = 0;
  };
  std::uint16_t intern(std::string_view w);
  std::uint32_t grow(std::uint32_t node, std::uint16_t word);
  void add(std::string_view form, Class c, std::int32_t value);
  void settle();
  bool take(const std::vector<std::string_view>& columns, std::string_view file);

  std::vector<Slot> slots_;
  std::vector<Edge> edges_;
  std::vector<Node> nodes_;
  std::vector<std::vector<Sense>> building_;
  std::vector<Sense> senses_;
  std::vector<std::uint32_t> of_word_;
  std::vector<Mask> masks_;
  std::vector<bool> core_, opens_;
  std::vector<Holiday> holidays_;
};

}  // namespace stemma::claims::ground::times
