#include "claims/claims.h"
#include "claims/cues.h"
#include "claims/settle.h"

namespace stemma::claims {
namespace {

class FloorReader final : public AttributionReader {
 public:
  void read(const Material& m, Workspace&, Reading& reading) const override {
    const View view(reading.document, m.analysis, lexicon_);
    Sheet sheet(view);
    for (std::uint32_t s = 0; s < m.analysis.sentences.size(); ++s) {
      read_headline(sheet, s);
      read_phrases(sheet, s);
      read_verbs(sheet, s);
      read_nouns(sheet, s);
    }
    read_loose_quotations(sheet);
    drop_unsaid(sheet);
    read_own_voice(sheet);
    settle(sheet, Antecedents(view, m.analysis, m.agents), reading);
  }
  std::string version() const override { return "floor-3"; }

 private:
  CueLexicon lexicon_;
};

}  // namespace

std::unique_ptr<AttributionReader> make_floor_reader() { return std::make_unique<FloorReader>(); }

}  // namespace stemma::claims
