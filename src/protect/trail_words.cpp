#include "protect/trail_words.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "ingest/meta/date_words.h"

namespace stemma::protect {

struct TrailWords::Lists {
  std::string_view language, kin, only, one_of, few, other_name, work, age, looks, trades, goes_on, place;
};

namespace {

// As many as the trades of every language, in the same order.
constexpr std::string_view english_trades =
    "nurse doctor/physician midwife teacher guard/warder driver lawyer/attorney cook priest fisherman farmer soldier policeman/policewoman interpreter/translator journalist judge mayor "
    "baker carpenter engineer";

constexpr std::size_t words_behind_only = 5, words_behind_name = 4, words_behind_work = 6, words_behind_looks = 4;

/// A number of one or two digits, or -1.
int small_number(std::string_view word) {
  int n = -1;
  if (word.size() > 2 || std::from_chars(word.data(), word.data() + word.size(), n).ptr != word.data() + word.size()) return -1;
  return n;
}

bool capital(std::string_view sentence, const SearchWord& w) {
  std::size_t at = w.span.begin;
  return is_upper(next_code_point(sentence, at));
}

}  // namespace

TrailWords::Phrases TrailWords::phrases(std::string_view list) {
  Phrases out;
  for (const auto one : split(list, " ")) {
    Phrase phrase;
    for (auto word : split(one, "_")) {
      const bool stem = word.ends_with('~'), number = word == "#";
      if (stem) word.remove_suffix(1);
      if (number) phrase.push_back({{}, false, true});
      for (const SearchWord& w : search_words(word)) phrase.push_back({w.folded, false, false});  // "grand-mère" is two
      if (stem && !phrase.empty()) phrase.back().stem = true;
    }
    if (!phrase.empty()) out.push_back(std::move(phrase));
  }
  return out;
}

TrailWords::TrailWords(const Lists& l)
    : language_(l.language), kin_(phrases(l.kin)), only_(phrases(l.only)), one_of_(phrases(l.one_of)), few_(phrases(l.few)), other_name_(phrases(l.other_name)), work_(phrases(l.work)),
      age_(phrases(l.age)), looks_(phrases(l.looks)), goes_on_(phrases(l.goes_on)), place_(phrases(l.place)), any_capital_is_a_place_(l.place == "*") {
  for (const auto trade : split(l.trades, " ")) {
    trades_.emplace_back();
    for (const auto word : split(trade, "/"))
      for (Phrase& p : phrases(word)) trades_.back().push_back(std::move(p));
  }
}

const std::vector<TrailWords>& TrailWords::all() {
  static const std::vector<TrailWords> lists = [] {
    static constexpr Lists written[] = {
#include "protect/trail_words.inc"
    };
    std::vector<TrailWords> out;
    for (const Lists& one : written) out.push_back(TrailWords(one));
    return out;
  }();
  return lists;
}

const TrailWords* TrailWords::of(std::string_view language) {
  if (language == "nb" || language == "nn") language = "no";
  for (const TrailWords& one : all())
    if (one.language_ == language) return &one;
  return nullptr;
}

std::vector<std::string_view> TrailWords::languages() {
  std::vector<std::string_view> out;
  for (const TrailWords& one : all()) out.push_back(one.language_);
  return out;
}

/// The length of the longest phrase that stands there, 0 if none does.
std::size_t TrailWords::length_at(const Phrases& phrases, std::span<const SearchWord> words, std::size_t at) {
  std::size_t longest = 0;
  for (const Phrase& p : phrases) {
    if (p.size() <= longest || at + p.size() > words.size()) continue;
    std::size_t n = 0;
    while (n < p.size()) {
      const std::string& word = words[at + n].folded;
      if (!(p[n].number ? small_number(word) > 0 : p[n].stem ? word.starts_with(p[n].word) : word == p[n].word)) break;
      ++n;
    }
    if (n == p.size()) longest = n;
  }
  return longest;
}

std::size_t TrailWords::tail(std::string_view sentence, std::span<const SearchWord> words, std::size_t from, std::size_t most) {
  std::size_t to = from;
  for (; to < words.size() && to - from < most; ++to) {
    if (to == 0) continue;
    const auto between = sentence.substr(words[to - 1].span.end, words[to].span.begin - words[to - 1].span.end);
    if (between.find_first_of(",.;:!?()\"") != std::string_view::npos) break;
  }
  return to;
}

std::vector<WordTrail> TrailWords::trails(std::string_view sentence, std::span<const SearchWord> words) const {
  std::vector<WordTrail> out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto found = [&](const Phrases& list, const char* kind, const char* why, std::size_t behind) {
      const std::size_t n = length_at(list, words, i);
      const bool within = std::any_of(out.begin(), out.end(), [&](const WordTrail& t) { return std::string_view(t.kind) == kind && i < t.to; });  // "sister" in "twin sister"
      if (n > 0 && !within) out.push_back({kind, why, i, tail(sentence, words, i + n, behind)});
    };
    found(kin_, "kin", "kin lead to a person whom they name, or who is known", 0);
    found(only_, "the only one", "only one person is so described", words_behind_only);
    found(other_name_, "other name", "another name of the same person stands beside", words_behind_name);
    found(work_, "place of work", "a workplace or a trade is known to neighbours", words_behind_work);
    found(age_, "age", "age narrows down who it is", 0);
    found(looks_, "looks", "looks lead to a person", words_behind_looks);
    if (const std::size_t n = length_at(one_of_, words, i); n > 0)  // "una de las tres", "three of whom one"
      for (std::size_t k = i + n; k < std::min(words.size(), i + n + 3); ++k) {
        const int number = small_number(words[k].folded);
        if (!length_at(few_, words, k) && (number < 2 || number > 6)) continue;
        out.push_back({"small count", "so few are counted that one can be told from the others", i, tail(sentence, words, k + 1, 1)});
        break;
      }
  }
  return out;
}

std::vector<TrailWords::Trade> TrailWords::trades(std::span<const SearchWord> words) const {
  std::vector<Trade> out;
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t t = 0; t < trades_.size(); ++t)
      if (const std::size_t n = length_at(trades_[t], words, i); n > 0) out.push_back({t, i, i + n});
  return out;
}

std::vector<std::size_t> TrailWords::trades_of(std::string_view english_role) {
  std::vector<std::size_t> out;
  const std::string role = search_fold(english_role);
  const auto all_of_them = split(english_trades, " ");
  for (std::size_t t = 0; t < all_of_them.size(); ++t)
    for (const auto word : split(all_of_them[t], "/"))
      if (role.find(" " + std::string(word) + " ") != std::string::npos) out.push_back(t);
  return out;
}

bool TrailWords::goes_on(std::span<const SearchWord> words) const {
  for (std::size_t i = 0; i < std::min<std::size_t>(4, words.size()); ++i)
    if (length_at(goes_on_, words, i) > 0) return true;
  return false;
}

bool TrailWords::has_day(std::string_view sentence, std::span<const SearchWord> words) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = ingest::plain_word(sentence.substr(words[i].span.begin, words[i].span.size()));
    if (ingest::is_weekday(word)) return true;
    if (ingest::month_number(word) == 0) continue;
    for (std::size_t k = i < 2 ? 0 : i - 2; k < std::min(words.size(), i + 2); ++k)
      if (const int n = small_number(words[k].folded); n >= 1 && n <= 31) return true;
  }
  return false;
}

bool TrailWords::may_be_place(std::string_view sentence, std::span<const SearchWord> words, std::size_t at) const {
  if (!capital(sentence, words[at])) return false;
  const std::string word = ingest::plain_word(sentence.substr(words[at].span.begin, words[at].span.size()));
  if (ingest::is_weekday(word) || ingest::month_number(word) > 0) return false;
  if (any_capital_is_a_place_) return true;
  for (std::size_t n = 1; n <= std::min<std::size_t>(4, at); ++n)
    if (length_at(place_, words.first(at), at - n) == n) return true;
  return false;
}

}  // namespace stemma::protect
