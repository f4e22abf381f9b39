#include "cli/outgoing.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace stemma::cli {

OutwardOptions outward_options(const Arguments& args) {
  OutwardOptions out;
  const std::string allowed = args.value("allow");
  for (const auto what : split(allowed, ",")) out.allow.emplace_back(trim(what));
  out.pseudonyms = args.value("pseudonyms");
  out.new_pseudonyms = args.flag("new-pseudonyms");
  return out;
}

Result<Outgoing> outgoing(Case& opened, const Arguments& args, Console& console) {
  auto out = outward(opened, outward_options(args));
  if (!out) return tl::unexpected(out.error());
  Outgoing going;
  going.out = *std::move(out);
  LoadedCase& l = going.loaded;
  l.path = going.out.case_name;
  l.readings = std::move(going.out.readings);
  l.model = std::move(going.out.model);
  l.failures = std::move(going.out.failures);
  l.decisions = std::move(going.out.decisions);
  l.known_ids = std::move(going.out.known_ids);
  l.custody = going.out.custody;
  auto stamps = opened.stamps();
  if (!stamps) return tl::unexpected(stamps.error());
  l.stamps = *std::move(stamps);
  l.withheld = going.out.withheld;
  l.touched = going.out.touched;
  l.marks = going.out.marks;
  auto reader = Reader::create();
  if (!reader) return tl::unexpected(reader.error());
  l.reader_version = reader->version();
  for (const Withheld& w : going.out.withheld) console.say(printable(fmt::format("stays in: {}: {}", w.item, w.why)));
  return going;
}

}  // namespace stemma::cli
