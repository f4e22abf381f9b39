#include "claims/ground/ground.h"

namespace stemma::claims::ground {

Result<Grounder> Grounder::built_in() {
  auto times = Times::built_in();
  if (!times) return tl::unexpected(std::move(times).error());
  auto places = Places::built_in();
  if (!places) return tl::unexpected(std::move(places).error());
  auto figures = Figures::built_in();
  if (!figures) return tl::unexpected(std::move(figures).error());
  auto events = Events::built_in();
  if (!events) return tl::unexpected(std::move(events).error());
  return Grounder(*std::move(times), *std::move(places), *std::move(figures), *std::move(events));
}

Grounder::Grounder(Times times, Places places, Figures figures, Events events)
    : times_(std::move(times)), places_(std::move(places)), figures_(std::move(figures)), events_(std::move(events)) {}

void Grounder::read_values(const Page& page, Reading& reading) const {
  times_.read(page, reading);
  places_.read(page, reading);
  figures_.read(page, reading);
}

void Grounder::read_events(const Page& page, Reading& reading) const { events_.read(page, reading); }

}  // namespace stemma::claims::ground
