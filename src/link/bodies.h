// Names of bodies made comparable: "Service of Civil Defense" is the "Civil Defence Service", "the Chinese foreign ministry" the
// "Foreign Ministry of China", and Beijing, as a speaker, the government of China.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace stemma::link {

/// Immutable. Peoples and capitals of the world's countries are the gazetteer's (models/places.table); of places that it does not know
/// the peoples follow from the names: "Kestrian" belongs to a "Kestria" that the pile speaks of.
class BodyNames {
 public:
  /// `places`: name_keys of places and governments of the pile.
  explicit BodyNames(const std::set<std::string>& places);

  struct Key {
    std::string base;   ///< equal for names of one body of one owner; empty: names nobody ("the Ministry")
    std::string owner;  ///< the country that the name puts it in; empty: it does not say
  };
  /// Words of an office in any order, a people for its country: "Chinese foreign ministry" -> {"foreign ministry", "@CN"}. A country's
  /// government is its country: {"@CN", ""}. Outlets' and firms' names are compared as they stand.
  Key key(std::string_view name) const;
  /// The key of the country whose government speaks when this place does: its name, its capital. Empty: no country of the world.
  static std::string government(std::string_view place);
  /// The key stands for a country's government or for a place that speaks as one, not for one of its offices.
  bool is_nation(std::string_view key) const { return key.starts_with('@') || places_.contains(std::string(key)); }

 private:
  std::set<std::string> places_;
  std::map<std::string, std::string, std::less<>> of_people_;  // "kestrian" -> "kestria"
};

}  // namespace stemma::link
