// The fields of grounded values by name, for all that writes and reads them whole: JSON, the case file, its digest.
#pragma once

#include <concepts>
#include <type_traits>

#include "stemma/grounding.h"

namespace stemma::claims::ground {

/// T, or const T.
template <class T, class Of>
concept Maybe_const = std::same_as<std::remove_const_t<T>, Of>;

// Each calls take(name, field) for every field, in the order in which they are written. A std::int32_t is an index, -1 for none.

template <Maybe_const<TimeExpression> T, class Take>
void each_field(T& t, Take&& take) {
  take("span", t.span), take("kind", t.kind), take("role", t.role), take("value", t.value), take("mod", t.mod), take("quant", t.quant);
  take("freq", t.freq), take("edtf", t.edtf), take("earliest", t.earliest), take("latest", t.latest), take("granularity", t.granularity);
  take("approximate", t.approximate), take("calendar", t.calendar), take("anchor", t.anchor);
  take("attribution", t.attribution), take("confidence", t.confidence), take("rule", t.rule);
}

template <Maybe_const<Figure> T, class Take>
void each_field(T& f, Take&& take) {
  take("span", f.span), take("kind", f.kind), take("bound", f.bound), take("value", f.value), take("low", f.low), take("high", f.high);
  take("printed", f.number), take("quantity_span", f.quantity_span), take("number_span", f.number_span);
  take("unit", f.unit), take("converted", f.converted), take("converted_unit", f.converted_unit);
  take("counted", f.counted), take("counted_span", f.counted_span), take("part_of", f.group), take("place", f.place), take("time", f.time);
  take("as_of", f.as_of), take("doubt", f.doubt);
  take("attribution", f.attribution), take("confidence", f.confidence), take("rule", f.rule);
}

template <Maybe_const<PlaceMatch> T, class Take>
void each_field(T& m, Take&& take) {
  take("geonames", m.geonames), take("name", m.name), take("feature", m.feature), take("country", m.country), take("division", m.division);
  take("latitude", m.latitude), take("longitude", m.longitude), take("confidence", m.confidence);
}

template <Maybe_const<Place> T, class Take>
void each_field(T& p, Take&& take) {
  take("span", p.span), take("kind", p.kind), take("name", p.name), take("matches", p.matches), take("address", p.address);
  take("attribution", p.attribution), take("confidence", p.confidence), take("rule", p.rule);
}

template <Maybe_const<Participant> T, class Take>
void each_field(T& p, Take&& take) {
  take("role", p.role), take("span", p.span), take("name", p.name), take("agent", p.agent), take("preposition", p.preposition);
}

template <Maybe_const<Event> T, class Take>
void each_field(T& e, Take&& take) {
  take("span", e.span), take("predicate", e.predicate), take("class", e.predicate_class), take("participants", e.participants);
  take("negated", e.negated), take("modality", e.modality), take("main", e.main), take("times", e.times), take("places", e.places);
  take("figures", e.figures);
  take("attribution", e.attribution), take("confidence", e.confidence), take("rule", e.rule);
}

}  // namespace stemma::claims::ground
