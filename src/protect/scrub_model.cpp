#include <algorithm>

#include "link/model_fields.h"
#include "protect/scrub.h"

namespace stemma::protect {
namespace {

using link::each_field;

/// Walks a model: scrubs every string, moves every span by the shift of its document.
class ModelMover {
 public:
  ModelMover(const std::vector<Shift>& shifts, const Scrubber& scrubber) : shifts_(shifts), scrubber_(scrubber) {}

  void value(std::string& s) { s = scrubber_.string(s); }
  void value(std::vector<std::string>& list) {
    for (auto& s : list) value(s);
  }
  template <class T>
  void value(T&) {}
  template <class T>
  void document(T&) {}
  template <class T>
  void agent(T&) {}
  template <class T>
  void claim(T&) {}
  void agents(std::vector<std::uint32_t>&) {}
  void claims(std::vector<std::uint32_t>&) {}
  void documents(std::vector<std::uint32_t>&) {}
  void each_documents(std::vector<std::vector<std::uint32_t>>&) {}
  template <class T>
  void each(std::vector<T>& list) {
    for (auto& x : list) each_field(*this, x);
  }

  void move(std::uint32_t document, ByteSpan& span) const { span = shifts_[document](span); }

 private:
  const std::vector<Shift>& shifts_;
  const Scrubber& scrubber_;
};

// Structs that hold spans: the document of each is in the struct. Found before the general walk, which they end with.
void each_field(ModelMover& v, Reason& x) {
  v.move(x.document, x.span);
  v.value(x.text);
}
void each_field(ModelMover& v, DerivationEdge& x) {
  for (stemma::Passage& p : x.passages) v.move(x.child, p.in_child), v.move(x.parent, p.in_parent);
  v.each(x.why);
}
void each_field(ModelMover& v, AbsentText::Held& x) { v.move(x.document, x.span); }
void each_field(ModelMover& v, CaptureEdit& x) {
  v.move(x.after, x.notice);
  for (SentenceEdit& e : x.sentences) v.move(x.before, e.before), v.move(x.after, e.after);
  v.each(x.sayings), v.each(x.why);
}
void each_field(ModelMover& v, TimelineEntry& x) { v.move(x.document, x.span); }

}  // namespace

void apply(CaseModel& model, const std::vector<Shift>& shifts, const Scrubber& scrubber, const Secrets& secrets) {
  // A day or a number that a mark has taken out of the text.
  std::erase_if(model.timeline, [&](const TimelineEntry& e) { return shifts[e.document].marks(e.span); });
  for (FigureSeries& s : model.figures)
    for (FigurePoint& p : s.points)
      if (shifts[p.document].marks(p.why.span)) p.as_of.clear(), p.stated = false;
  for (const Person& p : secrets.people)
    for (const auto a : p.agents) {
      CaseAgent& agent = model.agents[a];
      agent.name = p.stand_in.empty() ? std::string(redaction_mark) + " [redacted]" : p.stand_in;
      agent.aliases.clear();
      if (p.stand_in.empty()) agent.role.clear();
    }
  ModelMover mover(shifts, scrubber);
  each_field(mover, model);
  for (CaseAgent& a : model.agents) {
    std::sort(a.aliases.begin(), a.aliases.end());
    a.aliases.erase(std::unique(a.aliases.begin(), a.aliases.end()), a.aliases.end());
    std::erase(a.aliases, a.name);
  }
}

}  // namespace stemma::protect
