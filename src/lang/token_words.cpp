#include "lang/token_words.h"

#include <algorithm>
#include <array>

namespace stemma::lang {
namespace {

constexpr std::string_view kAbbreviations =
    "mr mrs ms dr prof rev hon fr sen sens rep reps gov govs gen lt col sgt capt cmdr adm maj cpl pvt det supt insp pres st ste mt ft "
    "jr sr "
    "inc corp co cos ltd llc plc bros dept assn assoc univ dist ave blvd rd hwy vs etc al jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun cf approx est tel ext fig figs vol ed eds pp op viz ca "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex "
    "va vt wash wis wyo";
constexpr std::string_view kNeedDigit = "no nos mar sun sat ed fig figs vol pp est ext tel mon wed art sec p";
constexpr std::string_view kNeedCapital =
    "co gen rep reps sen det pres mt ft del ill ind la mass miss mo ore pa wash ga ala ark fr hon rev col st al dist";
constexpr std::string_view kPrefixes =
    "a e i u o co re un de ex pre non anti pro post sub semi multi mid mini inter intra bi tri micro macro mega neo ultra vice over under "
    "counter pseudo quasi super trans uh mm";
// The figure is the length of the first of the two tokens.
constexpr std::string_view kSplit =
    "cannot3 gonna3 wanna3 gotta3 gimme3 lemme3 dunno2 dont2 doesnt4 didnt3 isnt2 wasnt3 wont2 cant2 couldnt5 wouldnt5 havent4 hasnt3 arent3 "
    "ive1 im1 youre3 theyre4 thats4";

/// Up to eight ASCII letters, in lower case, as one number; 0 for anything else.
constexpr std::uint64_t pack(std::string_view word) {
  if (word.size() > 8) return 0;
  std::uint64_t out = 0;
  for (const char c : word) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (lower < 'a' || lower > 'z') return 0;
    out = out << 8 | static_cast<std::uint64_t>(lower);
  }
  return out;
}

struct Entry {
  std::uint64_t key = 0;
  TokenWord word;
};

template <class Take>
constexpr void each(std::string_view list, Take take) {
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    take(list.substr(at, end - at));
    at = end + 1;
  }
}

constexpr std::size_t kMost = 320;

/// Sorted by key; free places stand in front with key 0.
constexpr std::array<Entry, kMost> table() {
  std::array<Entry, kMost> out{};
  std::size_t n = 0;
  const auto entry = [&](std::string_view word) -> TokenWord& {
    const std::uint64_t key = pack(word);
    for (std::size_t i = 0; i < n; ++i)
      if (out[i].key == key) return out[i].word;
    out[n].key = key;
    return out[n++].word;
  };
  each(kAbbreviations, [&](std::string_view w) { entry(w).abbreviation = true; });
  each(kNeedDigit, [&](std::string_view w) { entry(w).needs_digit = true; });
  each(kNeedCapital, [&](std::string_view w) { entry(w).needs_capital = true; });
  each(kPrefixes, [&](std::string_view w) { entry(w).prefix = true; });
  each(kSplit, [&](std::string_view w) { entry(w.substr(0, w.size() - 1)).cut = static_cast<std::uint8_t>(w.back() - '0'); });
  std::sort(out.begin(), out.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return out;
}

constexpr auto kTable = table();

}  // namespace

TokenWord token_word(std::string_view word) {
  const std::uint64_t key = pack(word);
  if (key == 0) return {};
  const auto it = std::lower_bound(kTable.begin(), kTable.end(), key, [](const Entry& e, std::uint64_t k) { return e.key < k; });
  return it != kTable.end() && it->key == key ? it->word : TokenWord{};
}

}  // namespace stemma::lang
