#include "cli/export_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "store/write_case.h"

namespace stemma::cli {

int export_case(const Case& opened, const Outgoing& going, const std::string& file, Console& console) {
  if (file.empty() || file == "-") {
    console.say("export: a case is a file; name a new one with --output NEW.stemma");
    return bad_usage;
  }
  const auto identity = opened.identity();
  if (!identity) {
    console.complain(identity.error());
    return no_case;
  }
  std::vector<Decision> decisions;
  for (const Decision* d : holding(going.loaded.decisions))
    if (concerns_linking(d->kind) && !d->first.spots.empty()) decisions.push_back(*d);
  const nlohmann::ordered_json origin{{"from", *identity}, {"head", going.loaded.custody.empty() ? std::string() : going.loaded.custody.back().hash}, {"marks", going.out.marks}, {"pseudonyms", going.out.pseudonyms},
                                      {"withheld", going.out.withheld.size()}, {"program", "stemma " STEMMA_VERSION}};
  const store::CaseParts parts{going.loaded.readings, decisions, going.out.original, going.loaded.reader_version, origin.dump()};
  if (const auto written = store::write_case(file, parts); !written) {
    console.complain(written.error());
    return written.error().kind == ErrorKind::usage ? bad_usage : some_failed;
  }
  const auto touched = static_cast<std::size_t>(std::count(going.out.touched.begin(), going.out.touched.end(), true));
  console.say(fmt::format("{}: {} documents, {} of them with something taken out; {} decisions", printable(file), going.loaded.readings.size(), touched, decisions.size()));
  return done;
}

}  // namespace stemma::cli
