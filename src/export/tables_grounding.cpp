// Tables of when, how many, where and what: the series of the ledger, then every figure, time, place and event of the texts.
#include "base/utf8.h"
#include "export/table.h"

namespace stemma::exports {
namespace {

using report::or_null;

Json number(const std::optional<double>& v) { return v ? Json(*v) : Json(nullptr); }

Json within(const Rows& r, std::uint32_t document, const Grounded& g) {
  return g.attribution < 0 ? Json(nullptr) : Json(r.attribution_id({document, static_cast<std::uint32_t>(g.attribution)}));
}

void figures(const Rows& r, const TakeRow& take) {
  std::uint32_t series = 0;
  for (const FigureSeries& s : r.model.figures) {
    ++series;
    std::uint32_t point = 0;
    for (const FigurePoint& p : s.points) {
      const Figure& f = r.readings[p.document].figures[p.figure];
      const Claim* claim = p.claim < 0 ? nullptr : &r.model.claims[static_cast<std::size_t>(p.claim)];
      take({series, s.quantity, point++, r.document_id(p.document), r.figure_attribution(p.document, f), f.attribution < 0,
            r.points[p.document].code_point(f.span.begin), r.points[p.document].code_point(f.span.end), r.words(p.document, f.span), name(f.bound),
            number(f.value), number(f.low), number(f.high), or_null(f.unit), or_null(p.as_of), p.stated, r.agent_id(p.agent),
            claim == nullptr ? Json(nullptr) : Json(claim->id),
            claim == nullptr || p.root < 0 ? Json(nullptr) : Json(claim->roots[static_cast<std::size_t>(p.root)].id), name(p.stand),
            p.to < 0 ? Json(nullptr) : Json(p.to), p.superseded, or_null(p.why.text)});
    }
  }
}

void numbers(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d) {
    std::uint32_t n = 0;
    for (const Figure& f : r.readings[d].figures)
      take({r.readings[d].document.id, n++, within(r, d, f), r.points[d].code_point(f.span.begin), r.points[d].code_point(f.span.end),
            r.words(d, f.span), name(f.kind), name(f.bound), or_null(f.number), number(f.value), number(f.low), number(f.high), or_null(f.unit),
            number(f.converted), or_null(f.converted_unit), or_null(f.counted), or_null(f.group), f.place < 0 ? Json(nullptr) : Json(f.place),
            f.time < 0 ? Json(nullptr) : Json(f.time), or_null(f.as_of), or_null(f.doubt), share(f.confidence), f.rule});
  }
}

void times(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d) {
    std::uint32_t n = 0;
    for (const TimeExpression& t : r.readings[d].times)
      take({r.readings[d].document.id, n++, within(r, d, t), r.points[d].code_point(t.span.begin), r.points[d].code_point(t.span.end),
            r.words(d, t.span), name(t.kind), name(t.role), or_null(t.value), or_null(t.mod), or_null(t.quant), or_null(t.freq), or_null(t.edtf),
            or_null(t.earliest), or_null(t.latest), or_null(t.granularity), t.approximate, or_null(t.calendar), or_null(t.anchor), share(t.confidence),
            t.rule});
  }
}

void places(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d) {
    std::uint32_t n = 0;
    for (const Place& p : r.readings[d].places) {
      const auto row = [&](Json rank, const PlaceMatch& m) {
        const bool matched = !rank.is_null(), located = m.geonames != 0;
        take({r.readings[d].document.id, n, within(r, d, p), r.points[d].code_point(p.span.begin), r.points[d].code_point(p.span.end), r.words(d, p.span),
              name(p.kind), p.name, p.address, std::move(rank), located ? Json(m.geonames) : Json(nullptr), or_null(m.name), or_null(m.feature),
              or_null(m.country), or_null(m.division), located ? Json(m.latitude) : Json(nullptr), located ? Json(m.longitude) : Json(nullptr),
              matched ? share(m.confidence) : Json(nullptr), p.rule});
      };
      if (p.matches.empty()) row(nullptr, {});
      for (std::size_t i = 0; i < p.matches.size(); ++i) row(i + 1, p.matches[i]);
      ++n;
    }
  }
}

void events(const Rows& r, const TakeRow& take) {
  for (std::uint32_t d = 0; d < r.readings.size(); ++d)
    for (const Event& e : r.readings[d].events) {
      Json who = Json::array();
      for (const Participant& p : e.participants)
        who.push_back(std::string(name(p.role)) + (p.preposition.empty() ? "" : " (" + p.preposition + ")") + ": " + p.name);
      take({r.readings[d].document.id, within(r, d, e), r.points[d].code_point(e.span.begin), r.points[d].code_point(e.span.end), r.words(d, e.span),
            e.predicate, or_null(e.predicate_class), e.negated, name(e.modality), e.main, std::move(who), e.times, e.places, e.figures,
            share(e.confidence), e.rule});
    }
}

/// Columns that every grounded value begins with; `numbered` ones are named by others.
std::vector<Column> located(bool numbered, std::vector<Column> rest) {
  std::vector<Column> all{{"document", Type::id, false, "", "documents.id"}};
  if (numbered) all.push_back({"number", Type::integer, false, "", "within its document, from 0: what other tables name it by"});
  all.push_back({"attribution", Type::id, true, "", "attributions.id: in whose words it stands; empty: the outlet's"});
  all.push_back({"begin", Type::integer, false, "code points", "first of the document's text that belongs to it"});
  all.push_back({"end", Type::integer, false, "code points", "first that does not"});
  all.push_back({"words", Type::text, false, "", "as printed"});
  for (Column& c : rest) all.push_back(c);
  return all;
}

}  // namespace

std::vector<Table> grounding_tables() {
  constexpr bool null = true;
  constexpr std::string_view bounds = "exact, at_least, more_than, at_most, less_than, about, between, vague";
  const Column confidence{"confidence", Type::number, false, "0..1", "of the program"}, rule{"rule", Type::text, false, "", "what found it"};
  return {
      {"figures", "a number in a series: one quantity as all who speak of it give it",
       {{"series", Type::integer, false, "", "number of the series in this export, from 1"},
        {"quantity", Type::text, false, "", "words of its first point, then what is counted"},
        {"point", Type::integer, false, "", "in order of publication, from 0"},
        {"document", Type::id, false, "", "documents.id"},
        {"attribution", Type::id, null, "", "attributions.id: in whose words it stands; of the outlet's own voice the nearest before it"},
        {"own_voice", Type::boolean, false, "", "the outlet itself gives it"},
        {"begin", Type::integer, false, "code points", "first of the document's text that belongs to it"},
        {"end", Type::integer, false, "code points", "first that does not"},
        {"words", Type::text, false, "", "as printed"},
        {"bound", Type::word, false, "", bounds},
        {"value", Type::number, null, "unit", "empty for ranges and vague words"},
        {"low", Type::number, null, "unit", "lower bound"},
        {"high", Type::number, null, "unit", "upper bound"},
        {"unit", Type::word, null, "", "people, ISO 4217, a unit's common code; empty: of other things"},
        {"as_of", Type::date, null, "", "day up to which it counts"},
        {"as_of_stated", Type::boolean, false, "", "the text itself states that day"},
        {"agent", Type::id, null, "", "agents.id: who gives it"},
        {"claim", Type::id, null, "", "claims.id"},
        {"root", Type::id, null, "", "roots.id of that claim"},
        {"stand", Type::word, false, "", "to an earlier point: first, repeats, updates, fits, sums, grew, rivals"},
        {"to", Type::integer, null, "", "that point"},
        {"superseded", Type::boolean, false, "", "its speaker has given a later one since"},
        {"why", Type::text, null, "", "reason of the stand"}},
       figures},
      {"numbers", "a number in a text, in a series or not",
       located(true, {{"kind", Type::word, false, "", "count, money, measure, percentage, age, ordinal"},
                      {"bound", Type::word, false, "", bounds},
                      {"number_printed", Type::text, null, "", "in plain decimal digits, exactly"},
                      {"value", Type::number, null, "unit", "empty for ranges, vague words and what can be read in two ways"},
                      {"low", Type::number, null, "unit", "lower bound"},
                      {"high", Type::number, null, "unit", "upper bound"},
                      {"unit", Type::word, null, "", "people, ISO 4217, a unit's common code"},
                      {"converted", Type::number, null, "converted_unit", "customary measures in SI, and the other way round"},
                      {"converted_unit", Type::word, null, "", "its unit"},
                      {"counted", Type::text, null, "", "class of what is counted: killed, injured, held, house"},
                      {"group", Type::text, null, "", "of whom it is a part, as printed"},
                      {"place", Type::integer, null, "", "places.number of the same document"},
                      {"time", Type::integer, null, "", "times.number of the same document"},
                      {"as_of", Type::date, null, "", "day up to which it counts"},
                      {"doubt", Type::text, null, "", "another way to read it"},
                      confidence,
                      rule}),
       numbers},
      {"times", "words that say when",
       located(true, {{"kind", Type::word, false, "TIMEX3", "date, time, duration, set"},
                      {"role", Type::word, false, "", "happened, said"},
                      {"value", Type::text, null, "TIMEX3", "2031-05-08, P3D, XXXX-WXX-5; empty: found, not resolved"},
                      {"mod", Type::word, null, "TIMEX3", "APPROX, START"},
                      {"quant", Type::word, null, "TIMEX3", "of sets"},
                      {"freq", Type::word, null, "TIMEX3", "of sets"},
                      {"edtf", Type::date, null, "EDTF", "the same with its doubt: 2031-05~, ../2031-04"},
                      {"earliest", Type::date, null, "", "day; empty: open on that side"},
                      {"latest", Type::date, null, "", "day; empty: open on that side"},
                      {"granularity", Type::word, null, "", "minute, hour, day, week, month, season, quarter, year, decade, century"},
                      {"approximate", Type::boolean, false, "", "about that time"},
                      {"calendar", Type::word, null, "", "fiscal, islamic, jewish, persian; empty: the civil one"},
                      {"anchor", Type::word, null, "", "what a relative one was counted from: published, dateline, text"},
                      confidence,
                      rule}),
       times},
      {"places", "one place of the gazetteer that words may mean; a place without a match is one row without them",
       located(true, {{"kind", Type::word, false, "", "literal, demonym, metonym"},
                      {"name", Type::text, false, "", "without the article"},
                      {"address", Type::boolean, false, "", "a street and number: never resolved"},
                      {"rank", Type::integer, null, "", "likeliest first, from 1; empty: no match"},
                      {"geonames", Type::integer, null, "GeoNames", "its number"},
                      {"match_name", Type::text, null, "", "as the gazetteer calls it"},
                      {"feature", Type::word, null, "", "country, division, city, capital, region, water, mountain"},
                      {"country", Type::word, null, "ISO 3166-1", "empty: none, or several"},
                      {"division", Type::text, null, "", "first-level division"},
                      {"latitude", Type::number, null, "degrees", "WGS 84"},
                      {"longitude", Type::number, null, "degrees", "WGS 84"},
                      {"match_confidence", Type::number, null, "0..1", "of the program"},
                      rule}),
       places},
      {"events", "who did what, as the words tell it",
       located(false, {{"predicate", Type::text, false, "", "dictionary form"},
                       {"predicate_class", Type::word, null, "", "killed, held"},
                       {"negated", Type::boolean, false, "", "it is said not to have happened"},
                       {"modality", Type::word, false, "", "did, will, must, might, would"},
                       {"main", Type::boolean, false, "", "main predicate of its attribution's content"},
                       {"participants", Type::texts, false, "", "role (preposition): name"},
                       {"times", Type::integers, false, "", "times.number of the same document"},
                       {"places", Type::integers, false, "", "places.number of the same document"},
                       {"figures", Type::integers, false, "", "numbers.number of the same document"},
                       confidence,
                       rule}),
       events}};
}

}  // namespace stemma::exports
