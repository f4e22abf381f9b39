// Loads a case and arranges it. What is needed to link and arrange only is let go of again.
#include <malloc.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <thread>

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

// A block: the length of each claim's bytes as four bytes, then all of them.
void pack_claims(State& s) {
  std::string lengths, blobs, packed;
  for (std::size_t c = 0; c < s.model.claims.size(); ++c) {
    Claim& claim = s.model.claims[c];
    Claim heavy;
    heavy.members = std::move(claim.members), heavy.roots = std::move(claim.roots), heavy.may_be_one = std::move(claim.may_be_one);
    claim.members = {}, claim.roots = {}, claim.may_be_one = {};
    const std::string blob = link::to_blob(heavy);
    const auto length = static_cast<std::uint32_t>(blob.size());
    lengths.append(reinterpret_cast<const char*>(&length), sizeof length);
    blobs += blob;
    if ((c + 1) % claims_in_block != 0 && c + 1 < s.model.claims.size()) continue;
    const std::string block = lengths + blobs;
    packed.resize(ZSTD_compressBound(block.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), block.data(), block.size(), 1));
    s.packed_claims.add(packed);
    lengths.clear(), blobs.clear();
  }
  s.packed_claims.all.shrink_to_fit();
}

Claim State::whole(std::uint32_t claim) const {
  const auto packed = packed_claims[claim / claims_in_block];
  std::string block(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  ZSTD_decompress(block.data(), block.size(), packed.data(), packed.size());
  const std::size_t first = claim - claim % claims_in_block, n = std::min(claims_in_block, model.claims.size() - first);
  std::size_t at = n * sizeof(std::uint32_t);
  std::uint32_t length = 0;
  for (std::size_t i = 0; i <= claim % claims_in_block; ++i) {
    at += length;
    std::memcpy(&length, block.data() + i * sizeof length, sizeof length);
  }
  Claim out = model.claims[claim], heavy = link::claim_from(std::string_view(block).substr(at, length));
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

/// The small pieces that stay, in memory of this thread; what finds them by their names is made anew.
void move_here(State& s) {
  s.document_by_id.clear(), s.claim_by_id.clear(), s.agent_by_id.clear();
  s.model = CaseModel(s.model);
  s.documents = std::vector<DocumentRow>(s.documents);
  for (std::uint32_t d = 0; d < s.documents.size(); ++d) s.document_by_id.emplace(s.documents[d].id, d);
  for (std::uint32_t c = 0; c < s.model.claims.size(); ++c) s.claim_by_id.emplace(s.model.claims[c].id, c);
  for (std::uint32_t a = 0; a < s.model.agents.size(); ++a) s.agent_by_id.emplace(s.model.agents[a].id, a);
}

Result<std::shared_ptr<const Snapshot>> Snapshot::load(const std::string& case_path, std::uint64_t generation) {
  Result<std::unique_ptr<State>> state;
  // On a thread of its own, and so in a part of the heap of its own: the readings, several times what stays, would leave it between them in holes.
  std::thread([&] { state = store::guarded([&] { return load_state(case_path, generation); }); }).join();
  if (state) move_here(**state);
  ::malloc_trim(0);
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
