// Parts of numbers: "two-thirds", "and a half", "half a million", "a quarter of", and the numbers that tell only their least.
#include "claims/ground/figures/numbers.h"

namespace stemma::claims::ground {

/// "thirds", "twenty-firsts"; `singular`: "third" too.
bool NumberReader::denominator(Cursor& c, std::uint64_t& under, bool singular) const {
  Cursor at = c;
  NumberWord w = number_word(at);
  std::uint64_t tens = 0;
  if (w.form == NumberForm::cardinal && w.value >= 20 && w.value % 10 == 0) {
    tens = w.value;
    at = past_hyphen(next(at));
    w = number_word(at);
    if (w.form != NumberForm::parts && w.form != NumberForm::ordinal) return false;
    if (w.value >= 10) return false;
    if (w.form == NumberForm::ordinal && w.value == 2) return false;
  }
  const bool fits = w.form == NumberForm::parts || (singular && (w.form == NumberForm::quarter || w.form == NumberForm::half ||
      (w.form == NumberForm::ordinal && (tens > 0 || w.value > 2))));
  if (!fits || (w.value < 2 && tens == 0)) return false;
  under = tens + w.value;
  c = next(at);
  return true;
}

/// "a half", "one quarter", "two thirds", "three fifths".
std::optional<Decimal> NumberReader::small_fraction(Cursor& c) const {
  Cursor at = c;
  std::uint64_t over = 1, under = 0;
  const NumberWord w = number_word(at);
  if (word(at) == "a" || word(at) == "an") at = next(at);
  else if (w.form == NumberForm::cardinal && w.value > 0 && w.value < 20) over = w.value, at = past_hyphen(next(at));
  else if (w.form != NumberForm::half) return std::nullopt;
  if (!denominator(at, under, over == 1) || under <= over) return std::nullopt;
  c = at;
  return Decimal::fraction(Decimal(over), Decimal(under));
}

bool NumberReader::scale_behind(Cursor& c, Decimal& value, int& scale) const {
  Cursor at = c;
  if (word(at) == "of") at = next(at);
  if (word(at) == "a" || word(at) == "an") at = next(at);
  else if (at.token != c.token) return false;
  at = past_hyphen(at);
  const NumberWord w = number_word(at);
  if (w.form == NumberForm::dozen) value = value.times(Decimal(w.value));
  else if (w.form == NumberForm::scale) value = value.times_power(static_cast<int>(w.value)), scale = static_cast<int>(w.value);
  else return false;
  c = next(at);
  return true;
}

void NumberReader::fraction_behind(Cursor& c, Number& out, bool behind_scale) const {
  // "three fifths", "five - eighths", "one eighth"
  Cursor at = past_hyphen(c);
  std::uint64_t under = 0;
  const auto whole = out.value.whole();
  const bool one = whole && *whole == 1;
  if (whole && out.in_words && denominator(at, under, one) && !(under == 4 && !one && *whole != 3)) {
    const bool of_noun = one && number_word(start(at.token - 1)).form == NumberForm::ordinal &&
        page_.token(at.token - 1).tag == lang::Tag::adjective &&
                         at.token < limit_ && page_.token(at.token).tag == lang::Tag::noun;
    if (!of_noun) {
      out.value = Decimal::fraction(out.value, Decimal(under));
      out.fraction = true;
      c = at;
      scale_behind(c, out.value, out.scale);
      return;
    }
  }
  // "five and a half", "3 million and a quarter", "one billion and three quarters million"
  if (word(c) != "and") return;
  at = next(c);
  const bool ordinal = (word(at) == "a" || word(at) == "one") && number_word(next(at)).form == NumberForm::ordinal;
  auto part = small_fraction(at);
  if (!part) return;
  if (ordinal && at.token < limit_) {  // "two and a third man": an ordinal; "two and a third": a fraction
    const lang::Tag tag = page_.token(at.token).tag;
    if (tag != lang::Tag::mark && word(at) != "of" && word(at) != "times" && number_word(at).form == NumberForm::none) return;
  }
  int scale = 0;
  const NumberForm then = number_word(at).form;
  if (then == NumberForm::scale || (then == NumberForm::dozen && !behind_scale)) {
    if (behind_scale) scale_behind(at, *part, scale);
    out.value = out.value.plus(*part);
    if (!behind_scale) scale_behind(at, out.value, out.scale);
  } else {
    out.value = out.value.plus(behind_scale ? part->times_power(out.scale) : *part);
  }
  out.fraction = true;
  out.plain = false;
  c = at;
}

/// "two hundred point zero three", "nine point nought four", "nought point eleven".
bool NumberReader::point_behind(Cursor& c, Number& out) const {
  if (word(c) != "point" || !out.in_words) return false;
  Cursor at = next(c);
  std::string digits;
  while (digits.size() < 12) {
    const NumberWord w = number_word(at);
    if (w.form != NumberForm::cardinal) break;
    std::uint64_t v = w.value;
    at = next(at);
    if (v >= 20) {
      const Cursor unit = past_hyphen(at);
      if (const NumberWord u = number_word(unit); u.form == NumberForm::cardinal && u.value > 0 && u.value < 10) {
        v += u.value;
        at = next(unit);
      }
    }
    digits += std::to_string(v);
  }
  if (digits.empty()) return false;
  out.value = out.value.plus(Decimal::of_digits(digits, digits.size()));
  c = at;
  if (number_word(at).form == NumberForm::scale) scale_behind(c, out.value, out.scale);
  return true;
}

/// "half a million", "half of the residents", "a half"; not the one of "the second half".
bool NumberReader::half(std::uint32_t i, Number& out) const {
  Cursor c = next(start(i));
  out.value = Decimal::fraction(Decimal(1), Decimal(2));
  out.fraction = true;
  if (i > 0 && number_word(start(i - 1)).form == NumberForm::ordinal) return false;
  if (scale_behind(c, out.value, out.scale)) return close(c, out), true;
  const std::string_view w = word(c), before = i > 0 ? page_.lower(i - 1) : std::string_view();
  if (w == "a" || w == "an") {
    close(next(c), out);
    out.end = page_.token(i).span.end;
    return true;
  }
  if (w == "-" && glued(c)) return false;  // "half-brother"
  if (before == "a" && page_.token(i).tag != lang::Tag::adverb) {
    out.first = i - 1;
    out.begin = page_.token(i - 1).span.begin;
    return close(c, out), true;
  }
  const bool of_all = w == "of" || w == "the" || w == "its" || w == "their" || w == "his" || w == "her" || w == "our" || w == "all";
  close(c, out);
  return of_all && before != "other" && before != "better" && before != "latter";
}

/// "a quarter of the voters", "quarter million".
bool NumberReader::quarter(std::uint32_t i, Number& out) const {
  Cursor c = next(start(i));
  out.value = Decimal::fraction(Decimal(1), Decimal(4));
  out.fraction = true;
  const bool article = i > 0 && page_.lower(i - 1) == "a";
  if (article) out.first = i - 1, out.begin = page_.token(i - 1).span.begin;
  if (scale_behind(c, out.value, out.scale)) return close(c, out), true;
  if (!article || word(c) != "of") return false;
  return close(c, out), true;
}

/// "the third man", "a third of", "a hundredth".
bool NumberReader::bare_ordinal(std::uint32_t i, NumberWord w, Number& out) const {
  Cursor c = next(start(i));
  const bool article = i > 0 && (page_.lower(i - 1) == "a" || page_.lower(i - 1) == "an");
  if (article && w.value > 2) {
    const bool ends = c.token >= limit_ || (page_.token(c.token).tag == lang::Tag::mark && !(word(c) == "-" && glued(c)));
    if (word(c) == "of" || ends) {
      out.first = i - 1;
      out.begin = page_.token(i - 1).span.begin;
      out.value = Decimal::fraction(Decimal(1), Decimal(w.value));
      out.fraction = true;
      scale_behind(c, out.value, out.scale);
      return close(c, out), true;
    }
  }
  out.value = Decimal(w.value);
  out.ordinal = true;
  return close(c, out), true;
}

/// "dozens", "tens of thousands", "several hundred", "a few": the least that they can mean.
bool NumberReader::vague(std::uint32_t i, NumberWord w, Number& out) const {
  Cursor c = next(start(i));
  out.vague = true;
  if (w.form == NumberForm::vague) {
    const std::string_view before = i > 0 ? page_.lower(i - 1) : std::string_view();
    if (word(start(i)) != "several") {
      if (before != "a" && before != "another") return false;
      out.first = i - 1;
      out.begin = page_.token(i - 1).span.begin;
      if (word(start(i)) == "handful" && word(c) != "of") return false;
    }
    out.value = Decimal(w.value);
    if (number_word(c).form == NumberForm::scale || number_word(c).form == NumberForm::dozen) {
      scale_behind(c, out.value, out.scale);
      if (number_word(c).form == NumberForm::scale) scale_behind(c, out.value, out.scale);
    }
    return close(c, out), true;
  }
  out.value = Decimal(w.value).times(Decimal(2));
  bool of = false;
  while (word(c) == "of" && number_word(next(c)).form == NumberForm::plural) {
    out.value = out.value.times(Decimal(number_word(next(c)).value));
    c = next(next(c));
    of = true;
  }
  if (!of && (w.value == 10 || (w.value == 20 && word(c) != "of"))) return false;  // "tens", "scores" by themselves
  return close(c, out), true;
}

}  // namespace stemma::claims::ground
