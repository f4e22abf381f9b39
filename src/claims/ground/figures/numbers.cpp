#include "claims/ground/figures/numbers.h"

#include <algorithm>

#include "base/utf8.h"
#include "claims/ground/figures/numerals.h"

namespace stemma::claims::ground {

Cursor NumberReader::start(std::uint32_t i) const {
  return {i, i < page_.size() ? page_.token(i).span.begin : static_cast<std::uint32_t>(page_.document().text.size())};
}

std::string_view NumberReader::word(Cursor c) const {
  return inside(c) ? page_.lower(c.token).substr(c.at - page_.token(c.token).span.begin) : std::string_view();
}
std::string_view NumberReader::printed(Cursor c) const {
  return inside(c) ? page_.text(c.token).substr(c.at - page_.token(c.token).span.begin) : std::string_view();
}
Cursor NumberReader::next(Cursor c) const { return start(c.token + 1); }
Cursor NumberReader::within(Cursor c, std::size_t bytes) const {
  c.at += static_cast<std::uint32_t>(bytes);
  while (c.token < page_.size() && c.at >= page_.token(c.token).span.end) {
    if (c.token + 1 < page_.size() && page_.token(c.token + 1).span.begin < c.at) ++c.token;
    else return start(c.token + 1);
  }
  return c;
}
bool NumberReader::glued(Cursor c) const {
  return inside(c) && (c.at > page_.token(c.token).span.begin || page_.glued(c.token));
}
NumberWord NumberReader::number_word(Cursor c) const {
  const NumberWord* found = tables_.numbers.find(word(c));
  return found && found->form != NumberForm::suffix && found->form != NumberForm::money_suffix ? *found : NumberWord{};
}

/// Behind a hyphen between two words of a number, with or without spaces.
Cursor NumberReader::past_hyphen(Cursor c) const {
  const std::string_view w = word(c);
  return w == "-" || w == "‐" || w == "‑" ? next(c) : c;
}

void NumberReader::close(Cursor c, Number& out) const {
  out.after = c;
  const bool token_start = c.token >= page_.size() || c.at == page_.token(c.token).span.begin;
  out.end = token_start && c.token > 0 ? page_.token(c.token - 1).span.end : c.at;
}

std::optional<Number> NumberReader::read(std::uint32_t i, std::uint32_t limit) {
  limit_ = limit;
  Number out;
  out.first = i;
  out.begin = page_.token(i).span.begin;
  Cursor c = start(i);
  Chain chain;
  if (begins_numeral([&] { std::size_t at = c.at; return next_code_point(page_.document().text, at); }())) {
    if (!digits(c, out)) return std::nullopt;
    if (out.is_code || out.ordinal || !out.doubt.empty()) return out;
    c = out.after;
    if (out.fraction) return out;
    chain.group = out.value;
    chain.grouped = chain.any = chain.has_digits = true;
    chain.room = 1;
  } else {
    const NumberWord w = number_word(c);
    if (w.form == NumberForm::none) return std::nullopt;
    out.in_words = true;
    if (w.form == NumberForm::ordinal) return bare_ordinal(i, w, out) ? std::optional(out) : std::nullopt;
    if (w.form != NumberForm::cardinal && w.form != NumberForm::scale && w.form != NumberForm::dozen) {
      if (!single(i, w, out)) return std::nullopt;
      return out;
    }
    if (w.form != NumberForm::cardinal) {  // "a hundred", "a dozen", "hundred thousand"
      const bool article = i > 0 && (page_.lower(i - 1) == "a" || page_.lower(i - 1) == "an") && page_.sentence(i - 1) == page_.sentence(i);
      if (article) out.first = i - 1, out.begin = page_.token(i - 1).span.begin;
      else if (w.form == NumberForm::scale && number_word(next(c)).form != NumberForm::scale) return std::nullopt;
      chain.group = Decimal(1);
      chain.grouped = chain.any = true;
      chain.room = 1;
    }
  }
  extend(c, chain);
  out.value = chain.sum();
  if (chain.last > 0) out.scale = chain.last;
  if (chain.last != 0 || !chain.has_digits) out.plain = false;
  if (!chain.any) return std::nullopt;
  if (out.in_words && ordinal_behind(c, chain, out)) return close(c, out), out;
  if (!point_behind(c, out)) fraction_behind(c, out, chain.last >= 3);
  close(c, out);
  // "nineteen eighty-four", "twenty twenty": a year.
  if (out.in_words && !out.fraction && chain.last == 0) {
    const NumberWord w = number_word(c);
    const auto v = out.value.whole();
    if (w.form == NumberForm::cardinal && w.value >= 10 && v && *v >= 10 && *v <= 20) {
      Chain rest;
      extend(c, rest);
      out.is_code = true;
      close(c, out);
    }
  }
  return out;
}

bool NumberReader::digits(Cursor c, Number& out) const {
  const std::string_view text = page_.document().text;
  const std::uint32_t end = page_.token(limit_ - 1).span.end;
  // ".25", which is cut as a stop and a number
  if (c.token > 0 && page_.glued(c.token) && page_.text(c.token - 1) == "." && (c.token == 1 || !page_.glued(c.token - 1))) {
    --c.token;
    c.at = out.begin = page_.token(c.token).span.begin;
    out.first = c.token;
  }
  auto n = numeral_at(text, c.at, end);
  if (!n) return false;
  const std::uint32_t bytes = static_cast<std::uint32_t>(n->end) - c.at;
  out.value = n->value;
  out.doubt = std::move(n->doubt);
  out.is_code = n->is_code;
  out.plain = n->plain;
  out.spaced = n->spaced;
  out.digits = n->digits;
  c = within(c, bytes);
  const bool rest_of_token = inside(c) && c.at > page_.token(c.token).span.begin;
  if (rest_of_token) {
    const std::string_view w = word(c);
    if (w == "st" || w == "nd" || w == "rd" || w == "th") out.ordinal = true, c = next(c);
    else if (w == "s") out.is_code = true, c = next(c);  // "the 1990s"
  }
  if (!out.ordinal && inside(c)) {
    const NumberWord* suffix = tables_.numbers.find(printed(c));
    if (suffix && suffix->form == NumberForm::suffix) {
      out.value = out.value.times_power(static_cast<int>(suffix->value));
      out.scale = static_cast<int>(suffix->value);
      out.plain = false;
      c = next(c);
    }
  }
  close(c, out);
  return true;
}

bool NumberReader::add_small(std::uint64_t value, Chain& chain) const {
  if (chain.grouped && (value == 0 || value >= chain.room)) return false;
  if (!chain.grouped && value == 0 && chain.any) return false;
  chain.group = chain.grouped ? chain.group.plus(Decimal(value)) : Decimal(value);
  chain.grouped = chain.any = true;
  chain.room = value >= 20 && value % 10 == 0 ? 10 : 1;
  chain.last = 0;
  return true;
}

bool NumberReader::add_scale(int power, Chain& chain) const {
  if (power == 2) {
    const auto group = chain.group.value();
    if (!chain.grouped || chain.hundred || !group || *group >= (chain.has_digits ? 1000 : 100)) return false;
    chain.group = chain.group.times_power(2);
    chain.hundred = true;
    chain.room = 100;
  } else if (chain.grouped) {
    if (power >= chain.scale) return false;
    chain.total = chain.total.plus(chain.group.times_power(power));
    chain.group = Decimal();
    chain.grouped = chain.hundred = false;
    chain.scale = power;
  } else {  // "three lakh crore", "a thousand billion"
    if (chain.last < 3) return false;
    chain.total = chain.total.times_power(power);
    chain.scale = Chain::kNoScale;
  }
  chain.last = power;
  return true;
}

/// "4 thousand 3 hundred and 21": digits go on with a sum only before another "hundred", or behind "and".
bool NumberReader::add_digits(Cursor& c, Chain& chain, bool behind_and) const {
  if (!chain.has_digits || chain.last < 2 || !begins_numeral(static_cast<unsigned char>(word(c)[0]))) return false;
  const auto n = numeral_at(page_.document().text, c.at, page_.token(limit_ - 1).span.end);
  if (!n || !n->plain || n->digits > 3) return false;
  const auto v = n->value.whole();
  const Cursor after = within(c, n->end - c.at);
  const NumberWord w = number_word(after);
  if (!v || *v == 0) return false;
  if (chain.last == 2) {
    if (!behind_and || *v >= 100 || w.form == NumberForm::scale) return false;
  } else if (w.form != NumberForm::scale || static_cast<int>(w.value) >= chain.scale) {
    return false;
  }
  chain.group = chain.grouped ? chain.group.plus(n->value) : n->value;
  chain.grouped = true;
  chain.room = 1;
  chain.last = 0;
  c = after;
  return true;
}

void NumberReader::extend(Cursor& c, Chain& chain) const {
  // Where the sum would end without the "and" that came last: what stands behind an "and" may turn out to be a number of its own.
  Chain before_and;
  Cursor and_at;
  bool behind_and = false;
  while (inside(c)) {
    Cursor at = c;
    if (chain.any && !chain.has_digits && chain.grouped && chain.room == 10) at = past_hyphen(at);
    const NumberWord w = number_word(at);
    if (w.form == NumberForm::cardinal) {
      if (!add_small(w.value, chain)) break;
      c = next(at);
    } else if (w.form == NumberForm::scale) {
      const bool hyphen = number_word(c).form != NumberForm::scale;
      if (hyphen || !add_scale(static_cast<int>(w.value), chain)) {
        if (behind_and) chain = before_and, c = and_at;
        break;
      }
      c = next(at);
    } else if (w.form == NumberForm::dozen || (w.form == NumberForm::plural && chain.grouped)) {
      if (!chain.grouped || chain.last != 0) break;
      chain.group = chain.group.times(Decimal(w.value));
      chain.room = 1;
      c = next(at);
      break;
    } else if (word(c) == "and" && chain.last >= 2) {
      const Cursor after = next(c);
      Chain tried = chain;
      Cursor moved = after;
      const NumberWord v = number_word(after);
      const bool words = v.form == NumberForm::cardinal && v.value > 0 && add_small(v.value, tried);
      if (words) moved = next(after);
      else if (!inside(after) || !add_digits(moved, tried, true)) break;
      before_and = chain;
      and_at = c;
      behind_and = true;
      chain = tried;
      c = moved;
    } else if (!word(c).empty() && add_digits(c, chain, false)) {
      continue;
    } else if (chain.grouped && w.form == NumberForm::none && glued(c) && number_word(past_hyphen(c)).form == NumberForm::scale &&
        past_hyphen(c).token != c.token) {
      c = past_hyphen(c);  // "5-million"
    } else {
      break;
    }
  }
  // "one hundred and thirty fifths": those behind the "and" belong to it; "two million and three fifths" does not.
  if (behind_and && chain.last == 0) {
    Cursor at = past_hyphen(c);
    std::uint64_t under = 0;
    const bool one = number_word(next(and_at)).value == 1;
    if (denominator(at, under, one) && (before_and.last >= 3 || under == 4)) chain = before_and, c = and_at;
  }
}

/// "twenty-first", "two hundredth", "three hundred twenty second".
bool NumberReader::ordinal_behind(Cursor& c, const Chain& chain, Number& out) const {
  const Cursor at = past_hyphen(c);
  const NumberWord w = number_word(at);
  if (w.form != NumberForm::ordinal) return false;
  if (w.value >= 100) {
    if (!chain.grouped && chain.last < 3) return false;
    out.value = out.value.times(Decimal(w.value));
  } else {
    const bool fits = chain.grouped ? w.value < chain.room : true;
    if (!fits) return false;
    out.value = out.value.plus(Decimal(w.value));
  }
  out.ordinal = true;
  c = next(at);
  return true;
}

bool NumberReader::single(std::uint32_t i, NumberWord w, Number& out) const {
  switch (w.form) {
    case NumberForm::half: return half(i, out);
    case NumberForm::quarter: return quarter(i, out);
    case NumberForm::plural:
    case NumberForm::vague: return vague(i, w, out);
    case NumberForm::couple: {
      if (i == 0 || page_.lower(i - 1) != "a" || word(next(start(i))) != "of") return false;
      out.first = i - 1;
      out.begin = page_.token(i - 1).span.begin;
      out.value = Decimal(2);
      out.couple = true;
      close(next(next(start(i))), out);
      out.end = page_.token(i).span.end;
      return true;
    }
    default: return false;
  }
}

}  // namespace stemma::claims::ground
