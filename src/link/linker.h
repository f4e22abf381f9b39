// The linker: keeps a case divided into matters while documents arrive, and says which matters have to be linked anew.
//
//     Linker linker;
//     for (reading of the case) linker.add(make_record(reading), digest);
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
  /// One that was placed before, with all others that were there then.
  std::uint32_t restore(Record record, std::uint64_t digest, Place place);

  /// Looks at what is new and at what that moves. Gives the documents whose place has changed, sorted.
  std::vector<std::uint32_t> update(unsigned threads);

  /// Valid after update().
  const std::vector<Matter>& matters() const { return matters_; }
  const Place& place(std::uint32_t document) const { return places_[document]; }
  const Record& record(std::uint32_t document) const { return records_[document]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(records_.size()); }
  /// By document: its place in the order of all.
  std::vector<std::uint32_t> ranks() const;
  /// House text of a matter's members, in their order.
  std::vector<std::vector<std::uint32_t>> house(const Matter& matter) const;

 private:
  std::string key(const Matter& matter) const;

  MatterLimits limits_;
  std::vector<Record> records_;
  std::vector<std::uint64_t> digests_;
  std::vector<Place> places_;
  std::vector<std::uint32_t> fresh_;  // added since the last update
  std::vector<std::uint32_t> order_;
  std::vector<Matter> matters_;
};

/// Links readings as one case of their own. `house`: keys of each one's house text; nullptr: found here. Indices are those of `readings`.
CaseModel link_matter(std::span<const Reading> readings, const std::vector<std::vector<std::uint32_t>>* house, unsigned threads,
                      std::span<const Decision> decisions = {});

/// The whole way in memory, with other limits and threads than reconcile() has.
/// A decision counts in every matter that has a document of it; one whose subjects are in several matters cannot tie them.
CaseModel reconcile(std::span<const Reading> readings, const MatterLimits& limits, unsigned threads, std::span<const Decision> decisions = {});

}  // namespace stemma::link
