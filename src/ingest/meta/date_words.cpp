#include "ingest/meta/date_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stemma::ingest {
namespace {

using Named = std::pair<std::string_view, int>;

template <class T, std::size_t N>
constexpr std::array<T, N> sorted(std::array<T, N> list) {
  std::sort(list.begin(), list.end());
  return list;
}

constexpr auto kMonths = sorted(std::to_array<Named>({
    {"jan", 1}, {"january", 1}, {"enero", 1}, {"ene", 1}, {"janvier", 1}, {"janv", 1}, {"januar", 1}, {"janner", 1},
    {"janeiro", 1}, {"gennaio", 1}, {"gen", 1}, {"januari", 1}, {"ianuarie", 1}, {"styczeń", 1}, {"stycznia", 1},
    {"leden", 1}, {"ledna", 1}, {"ocak", 1}, {"ιανουαρίου", 1}, {"ιανουάριος", 1}, {"января", 1},
    {"январь", 1}, {"січня", 1},
    {"feb", 2}, {"febr", 2}, {"february", 2}, {"febrero", 2}, {"fevrier", 2}, {"fevr", 2}, {"februar", 2}, {"fevereiro", 2},
    {"fev", 2}, {"febbraio", 2}, {"februari", 2}, {"feber", 2}, {"februarie", 2}, {"luty", 2}, {"lutego", 2}, {"unor", 2},
    {"unora", 2}, {"şubat", 2}, {"φεβρουαρίου", 2}, {"φεβρουάριος", 2}, {"февраля", 2},
    {"февраль", 2}, {"лютого", 2},
    {"mar", 3}, {"march", 3}, {"marzo", 3}, {"mzo", 3}, {"mars", 3}, {"marz", 3}, {"maerz", 3}, {"mrz", 3}, {"marco", 3},
    {"maart", 3}, {"mrt", 3}, {"martie", 3}, {"marzec", 3}, {"marca", 3}, {"březen", 3}, {"března", 3}, {"marts", 3},
    {"marcius", 3}, {"mart", 3}, {"μαρτίου", 3}, {"μάρτιος", 3}, {"марта", 3}, {"март", 3},
    {"березня", 3},
    {"apr", 4}, {"april", 4}, {"abril", 4}, {"abr", 4}, {"avril", 4}, {"avr", 4}, {"aprile", 4}, {"aprilie", 4},
    {"kwiecień", 4}, {"kwietnia", 4}, {"duben", 4}, {"dubna", 4}, {"aprilis", 4}, {"nisan", 4}, {"απριλίου", 4},
    {"απρίλιος", 4}, {"апреля", 4}, {"апрель", 4}, {"квітня", 4},
    {"may", 5}, {"mayo", 5}, {"mai", 5}, {"maio", 5}, {"maggio", 5}, {"mag", 5}, {"mei", 5}, {"maj", 5}, {"maja", 5},
    {"květen", 5}, {"května", 5}, {"majus", 5}, {"mayıs", 5}, {"μαΐου", 5}, {"μάιος", 5}, {"мая", 5},
    {"май", 5}, {"травня", 5},
    {"jun", 6}, {"june", 6}, {"junio", 6}, {"juin", 6}, {"juni", 6}, {"junho", 6}, {"giugno", 6}, {"giu", 6}, {"iunie", 6},
    {"czerwiec", 6}, {"czerwca", 6}, {"červen", 6}, {"června", 6}, {"junius", 6}, {"haziran", 6}, {"ιουνίου", 6},
    {"ιούνιος", 6}, {"июня", 6}, {"июнь", 6}, {"червня", 6},
    {"jul", 7}, {"july", 7}, {"julio", 7}, {"juillet", 7}, {"juil", 7}, {"juli", 7}, {"julho", 7}, {"luglio", 7}, {"lug", 7},
    {"iulie", 7}, {"lipiec", 7}, {"lipca", 7}, {"červenec", 7}, {"července", 7}, {"julius", 7}, {"temmuz", 7},
    {"ιουλίου", 7}, {"ιούλιος", 7}, {"июля", 7}, {"июль", 7}, {"липня", 7},
    {"aug", 8}, {"august", 8}, {"agosto", 8}, {"ago", 8}, {"aout", 8}, {"augustus", 8}, {"augusti", 8}, {"sierpień", 8},
    {"sierpnia", 8}, {"srpen", 8}, {"srpna", 8}, {"augusztus", 8}, {"ağustos", 8}, {"αυγούστου", 8},
    {"αύγουστος", 8}, {"августа", 8}, {"август", 8}, {"серпня", 8},
    {"sep", 9}, {"sept", 9}, {"september", 9}, {"septiembre", 9}, {"setiembre", 9}, {"septembre", 9}, {"setembro", 9},
    {"set", 9}, {"settembre", 9}, {"septembrie", 9}, {"wrzesień", 9}, {"września", 9}, {"zaři", 9}, {"szeptember", 9},
    {"eylul", 9}, {"σεπτεμβρίου", 9}, {"σεπτέμβριος", 9}, {"сентября", 9},
    {"сентябрь", 9}, {"вересня", 9},
    {"oct", 10}, {"october", 10}, {"octubre", 10}, {"octobre", 10}, {"oktober", 10}, {"okt", 10}, {"outubro", 10}, {"out", 10},
    {"ottobre", 10}, {"ott", 10}, {"octombrie", 10}, {"październik", 10}, {"października", 10}, {"řijen", 10},
    {"řijna", 10}, {"ekim", 10}, {"οκτωβρίου", 10}, {"οκτώβριος", 10}, {"октября", 10},
    {"октябрь", 10}, {"жовтня", 10},
    {"nov", 11}, {"november", 11}, {"noviembre", 11}, {"novembre", 11}, {"novembro", 11}, {"noiembrie", 11}, {"listopad", 11},
    {"listopada", 11}, {"listopadu", 11}, {"kasım", 11}, {"νοεμβρίου", 11}, {"νοέμβριος", 11},
    {"ноября", 11}, {"ноябрь", 11}, {"листопада", 11},
    {"dec", 12}, {"december", 12}, {"diciembre", 12}, {"dic", 12}, {"decembre", 12}, {"dezember", 12}, {"dez", 12},
    {"dezembro", 12}, {"dicembre", 12}, {"decembrie", 12}, {"desember", 12}, {"grudzień", 12}, {"grudnia", 12},
    {"prosinec", 12}, {"prosince", 12}, {"aralık", 12}, {"δεκεμβρίου", 12}, {"δεκέμβριος", 12},
    {"декабря", 12}, {"декабрь", 12}, {"грудня", 12},
}));

constexpr auto kWeekdays = sorted(std::to_array<std::string_view>({
    "mon", "monday", "tue", "tues", "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri", "friday", "sat",
    "saturday", "sun", "sunday",
    "lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo",
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag",
    "segunda", "terca", "quarta", "quinta", "sexta", "feira",
    "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica",
    "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
    "luni", "marti", "miercuri", "joi", "vineri", "sambata", "duminica", "duminică", "sambătă", "marți", "marţi",
    "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "niedziela", "ponděli", "utery", "středa", "čtvrtek",
    "patek", "neděle", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag", "hetfő", "kedd", "szerda",
    "csutortok", "pentek", "szombat", "vasarnap", "pazartesi", "salı", "carşamba", "perşembe", "cuma", "cumartesi", "pazar",
    "δευτέρα", "τρίτη", "τετάρτη", "πέμπτη", "παρασκευή", "σάββατο", "κυριακή",
    "понедельник", "вторник", "среда", "четверг", "пятница", "суббота",
    "воскресенье", "понеділок", "вівторок", "середа", "неділя",
}));

constexpr auto kZones = std::to_array<Named>({
    {"wet", 0}, {"west", 60}, {"bst", 60}, {"cet", 60}, {"mez", 60}, {"cest", 120}, {"mesz", 120}, {"eet", 120}, {"eest", 180},
    {"msk", 180}, {"trt", 180}, {"wat", 60}, {"cat", 120}, {"sast", 120}, {"eat", 180}, {"gst", 240}, {"pkt", 300}, {"wib", 420},
    {"hkt", 480}, {"sgt", 480}, {"awst", 480}, {"jst", 540}, {"kst", 540}, {"acst", 570}, {"acdt", 630}, {"aest", 600}, {"aedt", 660},
    {"nzst", 720}, {"nzdt", 780}, {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360},
    {"pst", -480}, {"pdt", -420}, {"akst", -540}, {"akdt", -480}, {"hst", -600}, {"adt", -180}, {"nst", -210}, {"ndt", -150},
    {"brt", -180}, {"art", -180},
});

// Second Sunday of March to first Sunday of November (US Energy Policy Act of 2005).
bool us_summer(Day day) {
  const int first_march = weekday({day.year, 3, 1}), first_november = weekday({day.year, 11, 1});
  const Day from{day.year, 3, 8 + (7 - first_march) % 7}, to{day.year, 11, 1 + (7 - first_november) % 7};
  return from <= day && day < to;
}

// The small letter of a capital one of U+0100..U+042F: Latin Extended-A, Greek, Cyrillic. Others stay.
unsigned small_letter(unsigned c) {
  const bool even = c % 2 == 0;
  if (c < 0x180) {
    if (c < 0x138 || (c >= 0x14A && c < 0x178)) return even ? c + 1 : c;
    return (c >= 0x139 && c < 0x149) || (c >= 0x179 && c < 0x17F) ? (even ? c : c + 1) : c;
  }
  if ((c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 0x20;
  return c >= 0x400 && c <= 0x40F ? c + 0x50 : c;
}

}  // namespace

std::string plain_word(std::string_view word) {
  // Base letters of U+00C0..U+00FF, in order; '*' keeps the character.
  static constexpr std::string_view kBase = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty";
  std::string out;
  out.reserve(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto c = static_cast<unsigned char>(word[i]);
    if (c == 0xC3 && i + 1 < word.size()) {
      const auto low = static_cast<unsigned char>(word[i + 1]);
      if (low >= 0x80 && low < 0xC0 && kBase[low - 0x80] != '*') {
        out += kBase[low - 0x80];
        ++i;
        continue;
      }
    }
    if (c >= 0xC4 && c < 0xE0 && i + 1 < word.size() && (static_cast<unsigned char>(word[i + 1]) & 0xC0) == 0x80) {
      const unsigned small = small_letter((c & 0x1Fu) << 6 | (static_cast<unsigned char>(word[i + 1]) & 0x3Fu));
      out += static_cast<char>(0xC0 | small >> 6);
      out += static_cast<char>(0x80 | (small & 0x3F));
      ++i;
      continue;
    }
    out += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : static_cast<char>(c);
  }
  return out;
}

int month_number(std::string_view word) {
  const auto* hit = std::lower_bound(kMonths.begin(), kMonths.end(), word, [](const Named& m, std::string_view w) { return m.first < w; });
  return hit == kMonths.end() || hit->first != word ? 0 : hit->second;
}

bool is_weekday(std::string_view word) { return std::binary_search(kWeekdays.begin(), kWeekdays.end(), word); }

bool ambiguous_zone(std::string_view word) { return word == "ist" || word == "ast" || word == "bdt"; }

std::optional<Zone> zone_of(std::string_view word, Day day) {
  if (word == "z" || word == "utc" || word == "gmt") return Zone{0, true};
  const auto* hit = std::find_if(kZones.begin(), kZones.end(), [&](const Named& z) { return z.first == word; });
  if (hit != kZones.end()) return Zone{hit->second, false};
  static constexpr auto us = std::to_array<Named>({{"et", -300}, {"ct", -360}, {"mt", -420}, {"pt", -480}});
  for (const auto& [name, standard] : us)
    if (name == word) return Zone{standard + (day.year != 0 && us_summer(day) ? 60 : 0), false};
  return std::nullopt;
}

}  // namespace stemma::ingest
