// Loads a case and arranges it. What is needed to link and arrange only is let go of again.
#include <malloc.h>
#include <unistd.h>

#include <algorithm>

#include "answers/shapes.h"
#include "answers/state.h"
#include "base/enum_names.h"
#include "base/hash.h"
#include "link/blob.h"
#include "store/decisions.h"
#include "store/failures.h"
#include "store/links.h"
#include "store/open.h"
#include "store/readings.h"

namespace stemma::answers {
namespace {

constexpr std::array<std::pair<Review, std::string_view>, 4> reviews{
    {{Review::none, "none"}, {Review::accepted, "accepted"}, {Review::corrected, "corrected"}, {Review::rejected, "rejected"}}};

/// In order. `linked`: without what only linking needs, which is half of it.
std::vector<Reading> load_readings(const store::Connection& db, State& s, bool linked) {
  std::vector<Reading> out;
  s.documents.clear();
  store::ReadingLoader loader(db);
  for (const auto row : store::documents_in_order(db)) {
    out.push_back(loader.load(row));
    Reading& r = out.back();
    correct(r, s.files.decisions());
    s.documents.emplace_back().stored = {row, hash64(loader.digest())};
    r.document.map = {};
    if (linked) r.places = {}, r.events = {}, r.times = {};
  }
  return out;
}

std::unique_ptr<State> load_state(const std::string& path, std::uint64_t generation) {
  const auto opened = store::open_database(path, Case::Mode::read, store::current_schema());
  const auto& db = opened.db;
  const store::Transaction one_view(db, "DEFERRED");
  auto s = std::make_unique<State>(path, store::read_decisions(db));
  s->generation = generation;
  s->name = path.substr(path.find_last_of('/') + 1);
  s->identity = db.text("SELECT hash FROM custody WHERE seq = 1");
  s->reader = db.text("SELECT reader FROM reading ORDER BY at DESC, original DESC LIMIT 1");
  s->schema = opened.version;
  s->read_only = ::access(path.c_str(), W_OK) != 0;
  s->failures = store::read_failures(db);

  bool linked = store::has_links(db);
  auto readings = load_readings(db, *s, linked);
  if (linked) {
    auto kept = store::load_links(db, readings);
    linked = kept.has_value();
    if (linked) s->model = *std::move(kept);
    else readings = load_readings(db, *s, false);
  }
  if (!linked) s->model = reconcile(readings, s->files.decisions());
  arrange_documents(*s, readings);
  arrange_decisions(*s, readings);
  arrange_claims(*s, readings);
  arrange_agents(*s);
  arrange_figures(*s, readings);
  pack_claims(*s);
  return s;
}

}  // namespace

Lists Lists::from(std::size_t n, std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  Lists out;
  out.starts.reserve(n + 1);
  out.items.reserve(pairs.size());
  for (std::size_t i = 0, at = 0; i < n; ++i) {
    for (; at < pairs.size() && pairs[at].first == i; ++at) out.items.push_back(pairs[at].second);
    out.close();
  }
  return out;
}

void pack_claims(State& s) {
  for (Claim& c : s.model.claims) {
    Claim heavy;
    heavy.members = std::move(c.members), heavy.roots = std::move(c.roots), heavy.may_be_one = std::move(c.may_be_one);
    c.members = {}, c.roots = {}, c.may_be_one = {};
    s.packed_claims.add(link::to_blob(heavy));
  }
  s.packed_claims.all.shrink_to_fit();
}

Claim State::whole(std::uint32_t claim) const {
  Claim out = model.claims[claim], heavy = link::claim_from(packed_claims[claim]);
  out.members = std::move(heavy.members), out.roots = std::move(heavy.roots), out.may_be_one = std::move(heavy.may_be_one);
  return out;
}

CaseModel State::model_of(std::span<const std::uint32_t> of) const {
  CaseModel out = model;
  std::vector<bool> made(claims.size(), false);
  for (const auto d : of)
    for (std::uint32_t a = 0; a < documents[d].attributions; ++a)
      for (const auto c : claims_of.of(documents[d].first + a))
        if (!made[c]) made[c] = true, out.claims[c] = whole(c);
  return out;
}

const Claim& WholeClaims::operator[](std::uint32_t claim) {
  const auto at = made_.find(claim);
  return at != made_.end() ? at->second : made_.emplace(claim, s_.whole(claim)).first->second;
}

std::string_view name(Review r) { return enum_name(reviews, r); }

Snapshot::Snapshot(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Snapshot::~Snapshot() = default;
std::uint64_t Snapshot::generation() const { return state_->generation; }

Result<std::shared_ptr<const Snapshot>> Snapshot::load(const std::string& case_path, std::uint64_t generation) {
  auto state = store::guarded([&] { return load_state(case_path, generation); });
  ::malloc_trim(0);  // the readings, several times what stays
  if (!state) return tl::unexpected(state.error());
  return std::shared_ptr<const Snapshot>(new Snapshot(*std::move(state)));
}

std::vector<std::string> Snapshot::claim_ids() const {
  std::vector<std::string> out;
  for (const Claim& c : state_->model.claims) out.push_back(c.id);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace stemma::answers
