#include "claims/ground/figures/figures.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/utf8.h"
#include "claims/ground/figures/bounds.h"
#include "claims/ground/figures/counted.h"
#include "claims/ground/figures/guards.h"
#include "claims/ground/figures/kinds.h"
#include "claims/ground/figures/numerals.h"
#include "claims/ground/figures/quantity.h"
#include "claims/ground/figures/scope.h"

namespace stemma::claims::ground {
namespace {

/// What is found in this way is right about so often, counted by eye on news.
constexpr float kElliptic = 0.7F, kFromContext = 0.4F, kBare = 0.5F, kNone = 0.85F, kDoubt = 0.3F, kLength = 0.8F;

/// How far back, in tokens, a count without a noun may take up what was counted before.
constexpr std::uint32_t kContext = 60;

class PageReader {
 public:
  PageReader(const Page& page, const Tables& tables, Reading& reading)
      : page_(page), tables_(tables), out_(reading.figures), quantities_(page, tables), guards_(page, tables, reading.times),
          counted_(page, tables), kinds_(page, tables, counted_), scopes_(page, reading) {}

  void read() {
    for (std::uint32_t i = 0; i < page_.size();) {
      const std::uint32_t next = may_begin(i) ? begin(i) : i + 1;
      i = std::max(next, i + 1);
    }
  }

 private:
  /// The one test that most tokens fail.
  bool may_begin(std::uint32_t i) const {
    const auto first = static_cast<unsigned char>(page_.text(i)[0]);
    if (first >= '0' && first <= '9') return true;
    if (first >= 0x80) {
      std::size_t at = 0;
      return begins_numeral(next_code_point(page_.text(i), at));
    }
    return tables_.numbers.find(page_.lower(i)) != nullptr;
  }

  /// Reads what begins at token `i`; gives the token behind it.
  std::uint32_t begin(std::uint32_t i) {
    const lang::Sentence& sentence = page_.sentence_of(i);
    const NumberWord* word = tables_.numbers.find(page_.lower(i));
    if (word && (word->form == NumberForm::no || word->form == NumberForm::nobody)) return none(i);
    floor_ = std::max(floor_, sentence.first);
    auto q = quantities_.read(i, floor_, sentence.last);
    if (!q) return i + 1;
    change(*q);
    Binding b{Bound::exact, q->first, q->last, q->span.begin, q->span.end};
    if (!q->said.is_code) b = binding(page_, tables_, quantities_, *q, floor_, sentence.last);
    // "0800 123 456": what follows a code at once belongs to it
    const bool code = q->said.is_code || (code_end_ == q->first && q->first > 0 && !q->said.in_words);
    if (code && !q->said.spaced) code_end_ = q->last;  // of numbers in a row each speaks for itself
    if (!code && guards_.is_length(*q)) return length(*q, b);
    if (code || guards_.rejects(*q, b.bound != Bound::exact && b.bound != Bound::about)) return floor_ = q->last;
    Figure f;
    const bool doubtful = guards_.doubtful_one(*q);
    // "at no time housed more than 64"
    if (b.bound == Bound::more_than && b.first > 0 && scopes_.negated(b.first)) b.bound = Bound::at_most;
    fill_value(*q, b, f);
    kinds_.fill(*q, b, last_age_ended_at(b), f);
    if (!fill_counted(*q, b, f, doubtful)) return floor_ = q->last;
    if (f.kind != FigureKind::ordinal && f.kind != FigureKind::age) scopes_.fill(q->number_first, f);
    f.attribution = page_.attribution(q->number_first);
    const std::uint32_t end = b.last;
    if (!merged(b, f)) out_.push_back(std::move(f));
    last_end_ = end;
    return floor_ = end;
  }

  /// "70 minutes": how long something took is a figure as well as a duration among the times; its unit is the word for it.
  std::uint32_t length(const Quantity& q, const Binding& b) {
    Figure f;
    fill_value(q, b, f);
    std::string_view unit = page_.lower(q.number_last);
    if (unit == "-" && q.number_last + 1 < page_.size()) unit = page_.lower(q.number_last + 1);
    f.kind = FigureKind::measure;
    f.unit = unit.ends_with('s') ? unit.substr(0, unit.size() - 1) : unit;
    f.span.end = std::max(f.span.end, page_.token(q.number_last).span.end);
    f.quantity_span.end = std::max(f.quantity_span.end, page_.token(q.number_last).span.end);
    f.confidence = kLength;
    f.rule = "length of time";
    scopes_.fill(q.number_first, f);
    f.time = -1;  // its own duration
    f.attribution = page_.attribution(q.number_first);
    out_.push_back(std::move(f));
    return floor_ = std::max(b.last, q.number_last + 1);
  }

  /// "rose from 12 to 17" is a change between two figures, no range.
  void change(Quantity& q) {
    if (!q.range || page_.lower(q.first) != "from") return;
    const lang::Sentence& s = page_.sentence_of(q.first);
    bool changes = false;
    for (std::uint32_t k = q.first; k-- > s.first && k + 5 > q.first;)
      changes = changes || counted_.verb_form(k, [&](std::string_view w) { return (tables_.guard(w) & kChange) != 0; });
    if (!changes) return;
    const std::uint32_t limit = s.last;
    std::uint32_t join = q.number_first;
    while (join < q.last && page_.lower(join) != "to") ++join;
    if (auto first = quantities_.read(q.said.first, q.first + 1, std::min(join, limit))) {
      const Unit* unit = q.unit;
      q = std::move(*first);
      if (!q.unit) q.unit = unit;
    }
  }

  void fill_value(const Quantity& q, const Binding& b, Figure& f) {
    f.bound = b.bound;
    f.span = {b.begin, b.end};
    f.quantity_span = q.span;
    f.number_span = q.number;
    const double factor = unit_factor(q);
    const auto scaled = [&](const Decimal& d) {
      auto v = d.value();
      if (v && factor != 1) v = *v * factor;
      return v && std::isfinite(*v) ? v : std::nullopt;
    };
    if (!q.said.doubt.empty()) {
      f.doubt = q.said.doubt;
      return;
    }
    f.value = scaled(q.low);
    if (q.range) {
      f.bound = Bound::between;
      f.low = f.value;
      f.high = scaled(q.high);
      f.value.reset();
      if (f.low == f.high) f.high.reset();
      return;
    }
    if (q.said.couple && f.bound == Bound::exact) f.bound = Bound::about;
    if (q.said.vague) f.bound = Bound::vague;
    else if (factor == 0.01) f.number = q.low.times_power(-2).digits();
    else if (factor == 1) f.number = q.low.digits();
    switch (f.bound) {
      case Bound::exact: f.low = f.high = f.value; break;
      case Bound::at_least:
      case Bound::more_than: f.low = f.value; break;
      case Bound::at_most:
      case Bound::less_than: f.high = f.value; break;
      case Bound::vague: f.low = f.value, f.value.reset(); break;
      case Bound::about:
      case Bound::between: break;
    }
  }

  /// Whether "14," or "14 and" of "aged 14, 11 and six" stands right before.
  bool last_age_ended_at(const Binding& b) const {
    if (out_.empty() || out_.back().kind != FigureKind::age || out_.back().quantity_span != out_.back().number_span ||
        b.first != last_end_ + 1) return false;
    const std::string_view w = page_.lower(last_end_);
    return w == "," || w == "and" || w == "or";
  }

  /// False: it turns out to be no figure.
  bool fill_counted(const Quantity& q, const Binding& b, Figure& f, bool doubtful_one) {
    if (!f.doubt.empty()) f.confidence = kDoubt;
    if (f.kind == FigureKind::age || f.kind == FigureKind::ordinal) return true;
    const Counted c = counted_.read(q, b);
    if (doubtful_one && c.class_index < 0) return false;
    if (f.kind == FigureKind::count && c.noun < 0 && c.class_index < 0 && is_hour(q, f)) return false;
    if (c.noun < 0 && q.said.plain && q.said.digits > 11 && q.first == q.said.first) return false;  // the number of a thing, not of things
    if (f.kind == FigureKind::count && f.bound == Bound::exact && c.class_index < 0 && counted_.is_label_before(q, c)) return false;
    if (f.kind == FigureKind::count && f.bound == Bound::exact && c.noun < 0 && c.class_index < 0 && guards_.behind_name(q)) return false;
    if (f.kind == FigureKind::count) {
      if (c.persons) f.unit = "people";
      if (c.noun < 0) {
        f.confidence = std::min(f.confidence, c.class_index >= 0 ? kElliptic : kBare);
        f.rule = c.class_index >= 0 ? "count, elliptic" : "count, bare";
        if (c.class_index < 0 && !q.range && may_take_up(q, c, f)) return true;
      }
    }
    f.group = c.group;
    f.counted_span = c.phrase;
    if (c.class_index >= 0) f.counted = tables_.classes[static_cast<std::size_t>(c.class_index)].name;
    else if (c.noun >= 0) f.counted = counted_.base(static_cast<std::uint32_t>(c.noun));
    return true;
  }

  /// "arrived at six".
  bool is_hour(const Quantity& q, const Figure& f) const {
    const auto v = q.said.value.whole();
    return f.bound == Bound::exact && !q.range && q.first > 0 && page_.lower(q.first - 1) == "at" && v && *v >= 1 && *v <= 12;
  }

  /// "The ministry counted 12 dead. Residents speak of at least 20."
  bool may_take_up(const Quantity& q, const Counted& c, Figure& f) const {
    if (out_.empty()) return false;
    const Figure& before = out_.back();
    if (q.said.fraction || before.kind != FigureKind::count || before.unit != "people" || q.first < last_end_ ||
        q.first - last_end_ > kContext) return false;
    if ((f.bound == Bound::exact && !c.subject) || c.of_noun) return false;
    const bool befallen = std::any_of(tables_.classes.begin(), tables_.classes.end(),
        [&](const CountedClass& k) { return k.name == before.counted; });
    if (!befallen) return false;
    f.unit = before.unit;
    f.counted = before.counted;
    f.confidence = kFromContext;
    f.rule = "count, from context";
    return true;
  }

  /// "No one was killed", "none of the residents was hurt", "no casualties".
  std::uint32_t none(std::uint32_t i) {
    const Counted c = counted_.read_none(i);
    const bool two = page_.lower(i) == "no" && page_.lower(i + 1) == "one" &&
        page_.sentence(i) == page_.sentence(std::min(i + 1, page_.size() - 1));
    const std::uint32_t end = i + (two ? 2 : 1);
    if (c.class_index < 0 || !c.persons) return two ? end : i + 1;
    Figure f;
    f.confidence = kNone;
    f.rule = "none";
    f.span = page_.bytes(i, end);
    f.quantity_span = f.number_span = f.span;
    f.value = f.low = f.high = 0;
    f.number = "0";
    f.unit = "people";
    f.counted = tables_.classes[static_cast<std::size_t>(c.class_index)].name;
    f.group = c.group;
    f.counted_span = c.phrase;
    f.attribution = page_.attribution(i);
    scopes_.fill(i, f);
    out_.push_back(std::move(f));
    last_end_ = end;
    return floor_ = end;
  }

  /// "more than 100 and fewer than 300": the two are one range.
  bool merged(const Binding& b, const Figure& f) {
    if (out_.empty() || b.first < last_end_ || b.first == 0) return false;
    Figure& before = out_.back();
    const auto one_sided = [](const Figure& x) { return x.bound == Bound::at_least || x.bound == Bound::more_than ||
        x.bound == Bound::at_most || x.bound == Bound::less_than; };
    if (!one_sided(before) || !one_sided(f) || before.low.has_value() == f.low.has_value() || before.kind != f.kind) return false;
    if (!before.unit.empty() && before.unit != f.unit) return false;
    const std::uint32_t between = b.first - last_end_;
    const std::string_view w = page_.lower(last_end_);
    if (between != 1 || (w != "and" && w != "but" && w != ",")) return false;
    const auto low = before.low ? before.low : f.low, high = before.high ? before.high : f.high;
    if (!low || !high || *low >= *high) return false;
    const ByteSpan span{before.span.begin, f.span.end}, number{before.number_span.begin, f.number_span.end};
    Figure whole = f;
    whole.span = whole.quantity_span = span;
    whole.number_span = number;
    whole.bound = Bound::between;
    whole.low = low;
    whole.high = high;
    whole.value.reset();
    whole.number.clear();
    before = std::move(whole);
    return true;
  }

  const Page& page_;
  const Tables& tables_;
  std::vector<Figure>& out_;
  QuantityReader quantities_;
  Guards guards_;
  CountedReader counted_;
  Kinds kinds_;
  Scopes scopes_;
  std::uint32_t floor_ = 0;
  std::uint32_t last_end_ = 0, code_end_ = 0;
};

}  // namespace

Result<Figures> Figures::built_in() {
  auto tables = Tables::built_in();
  if (!tables) return tl::unexpected(std::move(tables).error());
  if (const auto& verbs = VerbForms::built_in(); !verbs) return tl::unexpected(verbs.error());
  return Figures(std::make_shared<const Tables>(*std::move(tables)));
}

void Figures::read(const Page& page, Reading& reading) const { PageReader(page, *tables_, reading).read(); }

}  // namespace stemma::claims::ground
