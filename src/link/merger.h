// Which agents of the documents are one: a union of nodes, a node being an agent of a document or its publisher. Each union has its reason;
// what the words leave open between several stays a set of candidates.
//
// Only agents that share a key are compared (a full name, a surname, a noun, a copied passage); cost: linear in agents and mentions but for
// the look-up of keys.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "link/agents.h"
#include "link/bodies.h"
#include "link/partition.h"
#include "link/printed.h"
#include "link/rulings.h"

namespace stemma::link {

inline bool is_body(AgentKind k) { return k == AgentKind::organisation || k == AgentKind::government || k == AgentKind::media; }

class Merger {
 public:
  struct Node {
    std::uint32_t document = 0;
    std::int32_t agent = -1;    ///< index into Reading::agents; -1: the publisher
    std::string key;            ///< what names it in full; empty: nothing does. Of the head of a union: what names any of it
    bool trades = false;        ///< a name of it says that it trades: "Corvane Shipping"
    std::string owner;          ///< of a body: the country that it is said to belong to; empty: not said
  };

  /// `reports`: for each document the documents that it relies on. Everything outlives this.
  Merger(const Pile& pile, const Families& families, const std::vector<std::vector<std::uint32_t>>& reports);

  /// People's decisions, which what follows does not undo. To be called before run().
  void decided(Rulings& rulings);
  void run();
  /// Agents as they are joined now, speaks_as not filled.
  Agents agents();
  /// A capital and its country, which the voices (find_voices) have shown to be one. True if anything was joined.
  bool join_seats(const Agents& agents);

 private:
  // merger.cpp: nodes and unions
  std::uint32_t count() const { return static_cast<std::uint32_t>(nodes_.size()); }
  const Agent* local(std::uint32_t n) const;
  const std::string& shown(std::uint32_t n) const;
  std::uint32_t root(std::uint32_t n);
  Reason reason(std::uint32_t n, std::string words) const;
  void join(std::uint32_t x, std::uint32_t y, Reason why);
  void join_if_compatible(std::uint32_t x, std::uint32_t y, Reason why);
  bool join_only(const std::set<std::uint32_t>& found, std::uint32_t n, const std::string& why);
  void collect_nodes();
  void name(Node& node, const Agent& a) const;
  bool is_place(const Agent& a) const;
  CaseAgent case_agent(const std::vector<std::uint32_t>& members) const;
  void put_in_body(CaseAgent& agent, const Agents& all) const;

  // merger_names.cpp: by names
  void by_name();
  void bodies_of_one_name(const std::vector<std::uint32_t>& block);
  void people_of_one_name(const std::vector<std::uint32_t>& block);
  bool may_be_one_person(std::uint32_t x, std::uint32_t y);
  std::string owner_of(std::uint32_t n) const;
  bool told_apart(std::uint32_t x, std::uint32_t y);
  void publishers_taken_for_others();
  void outlets_by_short_name();
  void bodies_by_alias();
  void bodies_by_short_name();
  void names_of_other_kinds();
  void names_at_the_end();
  void by_copied_words();
  void middle_names();
  void ends_of_names();
  void surnames();
  void bare_names();
  std::set<std::uint32_t> bearers(const std::set<std::uint32_t>& people, std::uint32_t n);
  int gender(std::uint32_t root) const;

  // merger_described.cpp: by descriptions
  void descriptions();
  void index_descriptions();
  static std::string called_so(std::string_view head, bool plural);
  void join_known(std::vector<std::uint32_t>& known, std::uint32_t n, const std::string& why);
  void described_outlet(std::uint32_t n);
  bool described_person(std::uint32_t n, const std::string& head);
  void issuer(std::uint32_t n);
  bool alike_in_reports(std::uint32_t n, const std::string& head, bool plural);
  void same_description(std::uint32_t n, const std::string& head);
  void spokesmen();
  bool itself(std::uint32_t n, const std::string& head);
  bool told_to(std::uint32_t n, const std::string& head);
  void alike_documents(std::uint32_t n, const std::string& head);
  std::set<std::uint32_t> passed_on(std::set<std::uint32_t> found, std::uint32_t n);
  std::set<std::uint32_t> called(const std::vector<std::uint32_t>& documents, std::uint32_t n, const std::string& word);
  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& printed(std::uint32_t document);
  /// The two documents speak of one matter: kin, one relies on the other, or they share names.
  bool near(std::uint32_t d, std::uint32_t e);

  // merger_offices.cpp: bodies by descriptions
  void described_body(std::uint32_t n, const std::string& head);
  bool described_firm(std::uint32_t n);
  std::set<std::uint32_t> firms(std::set<std::uint32_t> found);
  void firms_of_other_texts(const std::vector<std::uint32_t>& open);
  void of_whom(std::set<std::uint32_t>& found, std::uint32_t n);
  void same_force(std::uint32_t n, const std::string& head);
  void city_halls();
  void officials();
  bool is_place_mark(const std::string& mark) const;
  bool names_all(std::uint32_t body, const std::vector<std::string>& marks);
  bool has_marks(std::uint32_t body, const std::vector<std::string>& marks);
  std::set<std::uint32_t> offices(const std::vector<std::uint32_t>& documents, std::uint32_t n, const std::string& head);

  // merger_groups.cpp: groups of which texts speak in part
  bool part(std::uint32_t n);
  std::uint32_t group_before(std::uint32_t n);
  void uncounted(std::uint32_t n, const std::string& head);

  // merger_leads.cpp: those whom headlines and leads describe before the text names them
  void leads(std::uint32_t document);
  void headlines(std::uint32_t document);
  bool may_be_of_headline(std::uint32_t said, std::uint32_t n);

  const Pile& pile_;
  const Families& families_;
  const std::vector<std::vector<std::uint32_t>>& reports_;
  std::vector<std::vector<std::uint32_t>> leans_on_;  // relied on or taken over
  std::set<std::string> dated_from_, places_;  // places of datelines; these, and governments
  BodyNames bodies_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> first_, publisher_;
  Partition one_;
  std::vector<int> gender_;
  std::vector<std::vector<std::string>> roles_;                  // by root: words of the offices it is printed with
  std::vector<std::pair<std::uint32_t, Reason>> why_;            // of each union, with one of its nodes, in order
  std::map<std::uint32_t, std::set<std::uint32_t>> candidates_;  // node -> nodes that it may be
  std::vector<std::map<std::string, std::vector<std::uint32_t>, std::less<>>> called_;  // [document]: nodes by a word of what they are called
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> pile_called_;  // the same for named bodies of the whole pile, a few each
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> holders_;       // people by a word of their office, a few each
  std::map<std::string, std::vector<std::uint32_t>> described_;  // key -> the first of each "fire brigade" that is another's
  std::map<std::string, std::vector<std::uint32_t>> forces_;     // noun -> the first of each "police" that is another's
  std::map<std::uint32_t, std::set<std::uint32_t>> told_;        // node -> outlets that it is said to have told, a few
  std::map<std::string, std::vector<std::pair<std::uint32_t, std::vector<std::string>>>> papers_;  // noun -> each "memo" with what it is said to be
  PrintedNames names_;
  bool names_made_ = false;
  std::int64_t printed_in_ = -1;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> printed_;  // (node, byte) of names printed in document printed_in_
  std::vector<std::vector<std::uint64_t>> capitals_;             // by document: words with a capital inside sentences, ascending
};

}  // namespace stemma::link
