// The linker: keeps a case divided into matters while documents arrive, and says which matters have to be linked anew.
//
//     Linker linker;
//     for (reading of the case) linker.add(make_record(reading), digest);
//     linker.bind(what each decision speaks of);
//     linker.update(threads);
//     for (matter of linker.matters()) model = link_matter(its readings, its house text, threads);   // only where `key` is not known
//     unite(those models)
//
// Whatever the order of arrival, and in however many steps: the same matters with the same keys, and so the same model.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "link/matters.h"
#include "link/record.h"
#include "link/ties.h"
#include "link/unite.h"
#include "stemma/claims.h"
#include "stemma/decision.h"

namespace stemma::link {

struct Matter {
  std::vector<std::uint32_t> members;  ///< in the order of the documents; what add() gave
  std::string key;                     ///< 32 hex digits: of all that its model depends on. The same key, the same model
  bool whole = false;                  ///< the case is this one matter: house text is found by linking
  std::vector<std::uint32_t> bonds;    ///< those that name a member, as bind() counts them; all, if it is the whole case
};

/// What a decision speaks of is linked together, or it could not be applied.
struct Bond {
  std::vector<std::uint32_t> documents;  ///< what add() gave; empty if nothing of it is in the case
  std::uint64_t digest = 0;              ///< of all that the decision says
};

class Linker {
 public:
  explicit Linker(MatterLimits limits = {}) : limits_(limits) {}

  /// What update() finds for a document, to be kept with its record.
  struct Place {
    std::vector<Tie> ties;
    std::vector<std::uint32_t> house;  ///< keys of its house text
  };

  /// A document that is new. `digest`: of its reading; gives its number, from 0 on. Needs no order.
  std::uint32_t add(Record record, std::uint64_t digest);
  /// One that was placed before, with all others that were there then. REQUIRES: most_ties ties.
  std::uint32_t restore(Record record, std::uint64_t digest, Place place);

  /// The decisions that hold, in their order; from the next update on. Matters of which a bond names documents are one matter, as long as
  /// they have no more than MatterLimits::copies documents together: what would be more stays apart.
  void bind(std::vector<Bond> bonds) { bonds_ = std::move(bonds); }

  /// Looks at what is new and at what that moves. Gives the documents whose place has changed, sorted. For one document among N: its
  /// neighbourhood, and some passes over N numbers.
  std::vector<std::uint32_t> update(unsigned threads);

  /// Valid after update().
  const std::vector<Matter>& matters() const { return matters_; }
  const Place& place(std::uint32_t document) const { return places_[document]; }
  const Record& record(std::uint32_t document) const { return records_.all[document]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.all.size()); }
  /// By document: its place in the order of all.
  const std::vector<std::uint32_t>& ranks() const { return rank_; }
  /// House text of a matter's members, in their order.
  std::vector<std::vector<std::uint32_t>> house(const Matter& matter) const;

 private:
  void put_in_order();
  std::vector<std::uint32_t> find_places(unsigned threads);
  void divide(const std::vector<std::uint32_t>& changed);
  std::vector<std::uint32_t> bound() const;
  std::vector<Matter> take_out(const std::vector<bool>& touched);
  void bind_matters();
  std::string key(const Matter& matter) const;

  MatterLimits limits_;
  Records records_;
  std::vector<std::uint64_t> digests_;
  std::vector<Place> places_;
  std::vector<Bond> bonds_;
  std::vector<std::uint32_t> fresh_;         // added since the last update
  std::vector<std::uint32_t> order_, rank_;  // of all up to the last update
  std::vector<Ties> ties_;                   // those of places_, side by side
  Divider divider_;
  std::vector<Matter> matters_;              // by the rank of their first
};

/// Links readings as one case of their own. `house`: keys of each one's house text; nullptr: found here. Indices are those of `readings`.
CaseModel link_matter(std::span<const Reading> readings, const std::vector<std::vector<std::uint32_t>>* house, unsigned threads,
                      std::span<const Decision> decisions = {});

/// The whole way in memory, with other limits and threads than reconcile() has.
/// Matters of which a decision speaks are linked as one (Linker::bind).
CaseModel reconcile(std::span<const Reading> readings, const MatterLimits& limits, unsigned threads, std::span<const Decision> decisions = {});

/// What became of each decision that holds, from what matters say: as those that applied it say, else as the first that has something of
/// it, else as a case without documents does.
std::vector<Ruling> unite_rulings(std::vector<Ruling> of_matters, std::span<const Decision> decisions);
/// Of decisions that hold: those with these numbers in the list.
std::vector<Decision> chosen(std::span<const Decision* const> holding, const std::vector<std::uint32_t>& numbers);
/// The ids of documents that a decision names; each once, sorted.
std::vector<std::string_view> documents_of(const Decision& decision);
/// Of all that a decision says.
std::uint64_t digest_of(const Decision& decision);

}  // namespace stemma::link
