#include "link/blob.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

#include "link/model_fields.h"
#include "link_rules.h"

namespace stemma::link {
namespace {

template <class T>
concept Whole = std::is_integral_v<T> || std::is_enum_v<T>;

/// Signed numbers from -1 on are written as one more.
template <class T>
constexpr std::uint64_t lift = std::is_signed_v<T> ? 1 : 0;

class Writer {
 public:
  std::string bytes;

  void put(std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) bytes += static_cast<char>(n | 0x80);
    bytes += static_cast<char>(n);
  }
  template <Whole T>
  void value(const T& x) { put(static_cast<std::uint64_t>(x) + lift<T>); }
  void value(const float& x) { put(std::bit_cast<std::uint32_t>(x)); }
  void value(const std::string& x) { put(x.size()), bytes += x; }
  void value(const std::vector<std::string>& list) {
    put(list.size());
    for (const auto& x : list) value(x);
  }
  void value(const ByteSpan& x) { put(x.begin), put(x.end - std::min(x.begin, x.end)); }
  template <class T>
  void document(const T& x) { value(x); }
  template <class T>
  void agent(const T& x) { value(x); }
  template <class T>
  void claim(const T& x) { value(x); }
  template <Whole T>
  void numbers(const std::vector<T>& list) {
    put(list.size());
    for (const auto x : list) value(x);
  }
  void value(const std::vector<std::uint32_t>& list) { numbers(list); }
  void agents(const std::vector<std::uint32_t>& list) { numbers(list); }
  void claims(const std::vector<std::uint32_t>& list) { numbers(list); }
  void documents(const std::vector<std::uint32_t>& list) { numbers(list); }
  void each_documents(const std::vector<std::vector<std::uint32_t>>& lists) {
    put(lists.size());
    for (const auto& list : lists) numbers(list);
  }
  template <class T>
  void each(std::vector<T>& list) {
    put(list.size());
    for (auto& x : list) each_field(*this, x);
  }
};

/// After the first thing that is wrong everything reads as nothing.
class Reader {
 public:
  explicit Reader(std::string_view bytes, std::size_t documents = 0, std::size_t agents = 0) : bytes_(bytes), documents_(documents), agents_seen_(agents) {}

  bool whole() const { return good_ && bytes_.empty(); }
  bool good() const { return good_; }
  std::uint64_t take() {
    std::uint64_t n = 0;
    for (unsigned shift = 0; shift < 64 && !bytes_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      n |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return n;
    }
    return fail();
  }
  /// Each item takes a byte at least.
  std::size_t size() {
    const auto n = take();
    return n <= bytes_.size() ? static_cast<std::size_t>(n) : static_cast<std::size_t>(fail());
  }
  template <Whole T>
  void value(T& x) { x = static_cast<T>(take() - lift<T>); }
  void value(float& x) { x = std::bit_cast<float>(static_cast<std::uint32_t>(take())); }
  void value(std::string& x) {
    const auto n = size();
    x = bytes_.substr(0, n);
    bytes_.remove_prefix(x.size());
  }
  void value(std::vector<std::string>& list) {
    list.resize(size());
    for (auto& x : list) value(x);
  }
  void value(ByteSpan& x) {
    x.begin = static_cast<std::uint32_t>(take());
    x.end = x.begin + static_cast<std::uint32_t>(take());
  }
  template <class T>
  void document(T& x) { index(x, documents_); }
  template <class T>
  void agent(T& x) { index(x, agents_seen_); }
  template <class T>
  void claim(T& x) { index(x, claims_seen_); }
  template <Whole T>
  void numbers(std::vector<T>& list) {
    list.resize(size());
    for (auto& x : list) value(x);
  }
  void value(std::vector<std::uint32_t>& list) { numbers(list); }
  void agents(std::vector<std::uint32_t>& list) { indices(list, agents_seen_); }
  void claims(std::vector<std::uint32_t>& list) { indices(list, claims_seen_); }
  void documents(std::vector<std::uint32_t>& list) { indices(list, documents_); }
  void each_documents(std::vector<std::vector<std::uint32_t>>& lists) {
    lists.resize(size());
    for (auto& list : lists) indices(list, documents_);
  }
  template <class T>
  void each(std::vector<T>& list) {
    const auto n = size();
    if constexpr (std::is_same_v<T, CaseAgent>) agents_seen_ = n;
    if constexpr (std::is_same_v<T, Claim>) claims_seen_ = n;
    for (std::size_t i = 0; i < n && good_; ++i) each_field(*this, list.emplace_back());  // one by one: a size may be a lie
  }
  template <class T>
  void index(T& x, std::size_t below) {
    value(x);
    if (!(std::is_signed_v<T> && x == static_cast<T>(-1)) && static_cast<std::uint64_t>(x) >= below) x = static_cast<T>(fail());
  }

 private:
  void indices(std::vector<std::uint32_t>& list, std::size_t below) {
    list.resize(size());
    for (auto& x : list) index(x, below);
  }
  std::uint64_t fail() {
    good_ = false;
    bytes_ = {};
    return 0;
  }
  std::string_view bytes_;
  std::size_t documents_, agents_seen_, claims_seen_ = 0;
  bool good_ = true;
};

/// Everything that each_field() leaves out.
template <class V>
void each_document(V& v, CaseModel& m) {
  for (auto& list : m.agent_of) v.numbers(list);
  v.numbers(m.publisher);
}

}  // namespace

std::string to_blob(const Record& r) {
  Writer w;
  w.put(static_cast<std::uint64_t>(r.at)), w.put(r.hash), w.put(r.outlet), w.put(r.language), w.value(r.withdraws);
  w.put(r.terms.size());
  std::uint32_t last = 0;
  for (const HeavyWord& t : r.terms) {
    w.put(t.key - last), w.put(std::uint64_t{t.weight} * 2 + t.leads);
    last = t.key;
  }
  for (const auto* list : {&r.prints, &r.edges, &r.named}) {
    w.put(list->size());
    last = 0;
    for (const auto x : *list) w.put(x - last), last = x;
  }
  return std::move(w.bytes);
}

std::optional<Record> record_from(std::string_view blob) {
  Reader in(blob);
  Record r;
  r.at = static_cast<std::int64_t>(in.take()), r.hash = in.take(), r.outlet = static_cast<std::uint32_t>(in.take());
  r.language = static_cast<std::uint32_t>(in.take()), in.value(r.withdraws);
  r.terms.resize(in.size());
  std::uint32_t last = 0;
  for (HeavyWord& t : r.terms) {
    last = t.key = last + static_cast<std::uint32_t>(in.take());
    const auto n = in.take();
    t.weight = static_cast<std::uint16_t>(n / 2), t.leads = n % 2 != 0;
  }
  for (auto* list : {&r.prints, &r.edges, &r.named}) {
    list->resize(in.size());
    last = 0;
    for (auto& x : *list) last = x = last + static_cast<std::uint32_t>(in.take());
  }
  if (!in.whole()) return std::nullopt;
  return r;
}

std::string to_blob(const std::vector<std::uint32_t>& numbers) {
  Writer w;
  w.numbers(numbers);
  return std::move(w.bytes);
}

std::optional<std::vector<std::uint32_t>> numbers_from(std::string_view blob) {
  Reader in(blob);
  std::vector<std::uint32_t> out;
  in.numbers(out);
  if (!in.whole()) return std::nullopt;
  return out;
}

std::string to_blob(const CaseModel& model) {
  Writer w;
  auto& m = const_cast<CaseModel&>(model);  // a visitor may change what it visits; this one does not
  each_field(w, m);
  each_document(w, m);
  for (const bool x : model.withdrawn) w.value(x);
  return std::move(w.bytes);
}

std::string to_blob(const Claim& claim) {
  Writer w;
  each_field(w, const_cast<Claim&>(claim));
  return std::move(w.bytes);
}

Claim claim_from(std::string_view blob) {
  constexpr auto any = std::numeric_limits<std::size_t>::max();
  Reader in(blob, any, any);
  Claim out;
  each_field(in, out);
  return out;
}

std::optional<CaseModel> model_from(std::string_view blob, std::size_t documents) {
  Reader in(blob, documents);
  CaseModel m;
  each_field(in, m);
  m.agent_of.resize(documents);
  each_document(in, m);
  for (const auto& list : m.agent_of)
    for (const auto a : list)
      if (a < -1 || a >= static_cast<std::int64_t>(m.agents.size())) return std::nullopt;
  for (const auto a : m.publisher)
    if (a < -1 || a >= static_cast<std::int64_t>(m.agents.size())) return std::nullopt;
  for (std::size_t d = 0; d < documents && in.good(); ++d) m.withdrawn.push_back(in.take() != 0);
  if (!in.whole()) return std::nullopt;
  return m;
}

namespace {

class Check {
 public:
  Check(const CaseModel& model, std::span<const Reading> readings) : m_(model), readings_(readings) {}

  bool run() const {
    bool good = m_.agent_of.size() == readings_.size() && m_.publisher.size() == readings_.size() && m_.withdrawn.size() == readings_.size();
    for (std::size_t d = 0; good && d < readings_.size(); ++d) good = m_.agent_of[d].size() == readings_[d].agents.size();
    for (const auto& a : m_.agents) {
      good = good && a.kind <= AgentKind::collective && a.speaks_as >= 0 && reasons(a.why);
      for (const auto& x : a.mentions) good = good && x.agent < readings_[x.document].agents.size();
    }
    for (const auto& e : m_.derived) {
      good = good && e.how <= How::correction && reasons(e.why);
      for (const auto& p : e.passages) good = good && inside(e.child, p.in_child) && inside(e.parent, p.in_parent);
    }
    for (const auto& e : m_.relies) good = good && reasons(e.why);
    for (const auto& f : m_.families) good = good && !f.empty();
    for (const auto& c : m_.captures) good = good && !c.empty();
    for (const auto& e : m_.edits) good = good && edit(e);
    for (const auto& a : m_.absent) {
      good = good && !a.children.empty() && reasons(a.why);
      for (const auto& h : a.held) good = good && inside(h.document, h.span);
    }
    for (const auto& h : m_.hints) good = good && reasons(h.why);
    for (const auto& c : m_.claims) good = good && claim(c);
    for (const auto& d : m_.denials) {
      good = good && attribution(d.attribution) && reasons(d.why) && d.why.size() == d.claims.size();
      for (const auto& l : d.later) good = good && attribution(l.attribution) && reason(l.why);
    }
    for (const auto& s : m_.figures) {
      good = good && !s.points.empty() && reasons(s.changed);
      for (const auto& p : s.points) {
        good = good && p.figure < readings_[p.document].figures.size() && p.stand <= Stand::rivals && p.to >= -1 && p.to < std::ssize(s.points) &&
               reason(p.why) && p.root >= -1 && (p.root < 0 || (p.claim >= 0 && p.root < std::ssize(m_.claims[static_cast<std::size_t>(p.claim)].roots)));
      }
    }
    for (const auto& e : m_.timeline) good = good && inside(e.document, e.span);
    for (const auto& r : m_.rulings) good = good && reasons(r.why);
    return good;
  }

 private:
  bool edit(const CaptureEdit& e) const {
    bool good = inside(e.after, e.notice) && reasons(e.why);
    for (const auto& s : e.sentences) good = good && s.kind <= EditKind::reworded && inside(e.before, s.before) && inside(e.after, s.after);
    for (const auto& s : e.sayings)
      good = good && s.kind <= EditKind::reworded && saying(e.before, s.before) && saying(e.after, s.after) && reasons(s.why);
    return good;
  }
  bool saying(std::uint32_t d, std::int32_t a) const { return a >= -1 && a < std::ssize(readings_[d].attributions); }
  bool claim(const Claim& c) const {
    bool good = attribution(c.labelled_by);
    for (const auto& x : c.may_be_one) good = good && x.a < c.roots.size() && x.b < c.roots.size() && reason(x.why);
    for (const auto& r : c.roots) {
      good = good && r.kind <= RootKind::unknown && r.side <= Side::neutral && reasons(r.why);
      for (const auto& e : r.ends) good = good && e.kind <= RootKind::unknown && below(e.members, c.members.size());
      for (const auto& f : r.folds) good = good && f.a < r.ends.size() && f.b < r.ends.size() && reason(f.why);
    }
    for (const auto& m : c.members)
      good = good && attribution(m.attribution) && m.side <= Side::neutral && m.root >= -1 && m.root < std::ssize(c.roots) &&
             below(m.reaches, c.roots.size()) && reasons(m.why);
    return good;
  }
  static bool below(const std::vector<std::uint32_t>& list, std::size_t size) {
    return std::all_of(list.begin(), list.end(), [&](std::uint32_t x) { return x < size; });
  }
  bool attribution(AttributionRef r) const { return r.attribution < readings_[r.document].attributions.size(); }
  bool reason(const Reason& r) const { return inside(r.document, r.span); }
  bool reasons(const std::vector<Reason>& all) const {
    return std::all_of(all.begin(), all.end(), [&](const Reason& r) { return reason(r); });
  }
  bool inside(std::uint32_t document, ByteSpan s) const {
    const std::string_view text = readings_[document].document.text;
    const auto boundary = [&](std::uint32_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
    return s.begin <= s.end && s.end <= text.size() && boundary(s.begin) && boundary(s.end);
  }

  const CaseModel& m_;
  std::span<const Reading> readings_;
};

}  // namespace

bool fits(const CaseModel& model, std::span<const Reading> readings) { return Check(model, readings).run(); }

std::string_view rules() { return STEMMA_LINK_RULES; }

}  // namespace stemma::link
